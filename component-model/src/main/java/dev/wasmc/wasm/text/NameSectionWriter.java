package dev.wasmc.wasm.text;

import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.NameSubsection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of a module as the contents of its name section, core specification 7.4.1 with
 * the extended name section proposal.
 */
final class NameSectionWriter {
  private final ModuleScope scope;
  private final Map<Integer, IndexSpace> locals = new TreeMap<>();
  private final Map<Integer, Map<Integer, String>> labels = new TreeMap<>();
  private @Nullable String module;

  NameSectionWriter(ModuleScope scope) {
    this.scope = scope;
  }

  void module(@Nullable String name) {
    module = name;
  }

  void function(int index, IndexSpace localNames, LabelStack labelNames) {
    if (localNames.names().stream().anyMatch(name -> name != null)) {
      locals.put(index, localNames);
    }
    if (!labelNames.names().isEmpty()) {
      labels.put(index, labelNames.names());
    }
  }

  /** Empty where nothing has a name. */
  ByteSlice section() {
    BinaryWriter out = new BinaryWriter();
    if (module != null) {
      subsection(out, NameSubsection.MODULE, new BinaryWriter().name(module));
    }
    direct(out, NameSubsection.FUNCTION, scope.functions);
    indirect(out, NameSubsection.LOCAL, maps(locals));
    indirect(out, NameSubsection.LABEL, labels);
    direct(out, NameSubsection.TYPE, scope.types);
    direct(out, NameSubsection.TABLE, scope.tables);
    direct(out, NameSubsection.MEMORY, scope.memories);
    direct(out, NameSubsection.GLOBAL, scope.globals);
    direct(out, NameSubsection.ELEMENT, scope.elements);
    direct(out, NameSubsection.DATA, scope.datas);
    Map<Integer, IndexSpace> fields = new TreeMap<>();
    for (int i = 0; i < scope.fields.size(); i++) {
      fields.put(i, scope.fields.get(i));
    }
    indirect(out, NameSubsection.FIELD, maps(fields));
    direct(out, NameSubsection.TAG, scope.tags);
    return out.toSlice();
  }

  private static Map<Integer, Map<Integer, String>> maps(Map<Integer, IndexSpace> spaces) {
    Map<Integer, Map<Integer, String>> maps = new TreeMap<>();
    spaces.forEach((index, space) -> {
      Map<Integer, String> names = names(space);
      if (!names.isEmpty()) {
        maps.put(index, names);
      }
    });
    return maps;
  }

  private static Map<Integer, String> names(IndexSpace space) {
    Map<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < space.size(); i++) {
      String name = space.names().get(i);
      if (name != null) {
        names.put(i, name);
      }
    }
    return names;
  }

  private static void direct(BinaryWriter out, NameSubsection id, IndexSpace space) {
    Map<Integer, String> names = names(space);
    if (!names.isEmpty()) {
      subsection(out, id, nameMap(names));
    }
  }

  private static void indirect(
      BinaryWriter out, NameSubsection id, Map<Integer, Map<Integer, String>> maps) {
    if (maps.isEmpty()) {
      return;
    }
    BinaryWriter content = new BinaryWriter().u32(maps.size());
    maps.forEach((index, names) -> content.u32(index).bytes(nameMap(names).toByteArray()));
    subsection(out, id, content);
  }

  private static BinaryWriter nameMap(Map<Integer, String> names) {
    BinaryWriter out = new BinaryWriter().u32(names.size());
    names.forEach((index, name) -> out.u32(index).name(name));
    return out;
  }

  private static void subsection(BinaryWriter out, NameSubsection id, BinaryWriter content) {
    out.u8(id.code()).sized(content);
  }
}
