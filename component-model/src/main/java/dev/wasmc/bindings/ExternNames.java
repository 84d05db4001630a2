package dev.wasmc.bindings;

import dev.wasmc.component.Alias;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Declarator;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of imports and exports as they are written, with their attributes, which resolved types
 * do not have. Names that are nothing but names may be absent.
 */
record ExternNames(Map<String, Name> imports, Map<String, Name> exports) {
  static final ExternNames NONE = new ExternNames(Map.of(), Map.of());

  /**
   * @param inside the names in the type of an instance or component, if it is defined beside it
   */
  record Name(ExternName name, ExternNames inside) {}

  static ExternNames of(Map<String, ExternName> imports, Map<String, ExternName> exports) {
    return new ExternNames(outermost(imports), outermost(exports));
  }

  private static Map<String, Name> outermost(Map<String, ExternName> names) {
    Map<String, Name> found = new LinkedHashMap<>();
    names.forEach((name, written) -> found.put(name, new Name(written, NONE)));
    return found;
  }

  /** The names in a component type or instance type; none in any other. */
  static ExternNames of(DefType type) {
    return switch (type) {
      case DefType.ComponentTypeDecl(var declarators) -> of(declarators);
      case DefType.InstanceTypeDecl(var declarators) -> of(declarators);
      default -> NONE;
    };
  }

  private static ExternNames of(List<Declarator> declarators) {
    Map<String, Name> imports = new LinkedHashMap<>();
    Map<String, Name> exports = new LinkedHashMap<>();
    List<ExternNames> types = new ArrayList<>();
    for (Declarator declarator : declarators) {
      switch (declarator) {
        case Declarator.Type(var type) -> types.add(of(type.type()));
        case Declarator.AliasDecl(Alias alias) -> {
          if (alias.sort().equals(Sort.TYPE)) {
            types.add(NONE);
          }
        }
        case Declarator.ImportDecl(var name, var desc, _) ->
            add(name, inside(desc, types), imports);
        case Declarator.ExportDecl(var name, var desc, _) ->
            add(name, inside(desc, types), exports);
        case Declarator.CoreType _ -> {}
      }
    }
    return imports.isEmpty() && exports.isEmpty() ? NONE : new ExternNames(imports, exports);
  }

  private static void add(ExternName name, ExternNames inside, Map<String, Name> into) {
    if (inside != NONE || !name.isPlain()) {
      into.put(name.name(), new Name(name, inside));
    }
  }

  private static ExternNames inside(ExternDesc desc, List<ExternNames> types) {
    switch (desc) {
      case ExternDesc.TypeEq _, ExternDesc.SubResource _ -> types.add(NONE);
      case ExternDesc.Instance(int index) -> {
        return types.get(index);
      }
      case ExternDesc.Component(int index) -> {
        return types.get(index);
      }
      default -> {}
    }
    return NONE;
  }

  private static Name named(Map<String, Name> names, String name) {
    Name found = names.get(name);
    return found == null ? new Name(ExternName.of(name), NONE) : found;
  }

  Name imported(String name) {
    return named(imports, name);
  }

  Name exported(String name) {
    return named(exports, name);
  }
}
