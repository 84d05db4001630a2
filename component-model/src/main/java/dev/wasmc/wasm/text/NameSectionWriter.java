package dev.wasmc.wasm.text;

import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.NameSubsection;
import java.util.EnumMap;
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
    Map<NameSubsection, Map<Integer, String>> direct = new EnumMap<>(NameSubsection.class);
    direct.put(NameSubsection.FUNCTION, names(scope.functions));
    direct.put(NameSubsection.TYPE, names(scope.types));
    direct.put(NameSubsection.TABLE, names(scope.tables));
    direct.put(NameSubsection.MEMORY, names(scope.memories));
    direct.put(NameSubsection.GLOBAL, names(scope.globals));
    direct.put(NameSubsection.ELEMENT, names(scope.elements));
    direct.put(NameSubsection.DATA, names(scope.datas));
    direct.put(NameSubsection.TAG, names(scope.tags));
    Map<Integer, IndexSpace> fields = new TreeMap<>();
    for (int i = 0; i < scope.fields.size(); i++) {
      fields.put(i, scope.fields.get(i));
    }
    Map<NameSubsection, Map<Integer, Map<Integer, String>>> indirect =
        new EnumMap<>(NameSubsection.class);
    indirect.put(NameSubsection.LOCAL, maps(locals));
    indirect.put(NameSubsection.LABEL, labels);
    indirect.put(NameSubsection.FIELD, maps(fields));
    return new ModuleNames(module, direct, indirect).section();
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
}
