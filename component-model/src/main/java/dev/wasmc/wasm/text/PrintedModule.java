package dev.wasmc.wasm.text;

import dev.wasmc.wasm.CompositeType;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.NameSubsection;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.text.TextWriter.Identifiers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What printing a module needs to look up: names and types. */
final class PrintedModule {
  private final ModuleNames names;
  private final Map<NameSubsection, Identifiers> identifiers = new EnumMap<>(NameSubsection.class);
  private final List<CompositeType> types = new ArrayList<>();

  PrintedModule(CoreModule module) {
    names = ModuleNames.of(module);
    for (RecType group : module.types()) {
      for (SubType type : group.types()) {
        types.add(type.composite());
      }
    }
  }

  /** For the places of instructions that cannot be read. */
  String file() {
    return "module";
  }

  ModuleNames names() {
    return names;
  }

  Identifiers identifiers(NameSubsection part) {
    return identifiers.computeIfAbsent(part, p -> new Identifiers(names.of(p)));
  }

  /** Null where the index is that of no function type. */
  @Nullable FuncType function(int typeIndex) {
    return typeIndex >= 0
            && typeIndex < types.size()
            && types.get(typeIndex) instanceof FuncType function
        ? function
        : null;
  }
}
