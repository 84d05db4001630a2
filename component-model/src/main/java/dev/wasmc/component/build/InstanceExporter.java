package dev.wasmc.component.build;

import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an instance of a given type out of functions and types of a component.
 *
 * <p>An instance made of inline exports has no names of its own: its functions speak of the types
 * of the component, and methods have no resource to belong to. So the instance is one of a small
 * component which imports all functions and types and exports them, the types first, with each
 * function's type written anew in terms of the exported types.
 */
public final class InstanceExporter {
  private final TypeEncoder outer;
  private final ComponentBuilder inner = new ComponentBuilder();
  private final TypeEncoder imports = new TypeEncoder(inner);
  private final TypeEncoder exports = new TypeEncoder(inner);
  private final List<InstanceDef.Arg> args = new ArrayList<>();
  private final Map<String, Integer> functions = new LinkedHashMap<>();
  private final Set<ValueType> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<TypeEntity> own = Collections.newSetFromMap(new IdentityHashMap<>());

  private InstanceExporter(TypeEncoder outer) {
    this.outer = outer;
  }

  /**
   * @param component where the instance is to be
   * @param types of that component; every resource type that the instance mentions has a name there
   * @param type of functions and types
   * @param functions for each function of the type a function index; its type is equal to the one
   *     asked for
   * @return an instance index
   * @throws IllegalArgumentException for a type that exports something else, a missing function, or
   *     a resource type without a name
   */
  public static int instance(
      ComponentBuilder component,
      TypeEncoder types,
      InstanceType type,
      Map<String, Integer> functions) {
    InstanceExporter exporter = new InstanceExporter(types);
    type.exports()
        .forEach((name, each) -> {
          if (each instanceof TypeEntity entity) {
            exporter.own.add(entity);
          }
        });
    type.exports().forEach((name, each) -> exporter.importTypes(each));
    type.exports().forEach((name, each) -> exporter.importFunction(name, each, functions));
    type.exports().forEach(exporter::export);
    return component.instantiate(component.component(exporter.inner.build()), exporter.args);
  }

  private void importTypes(EntityType export) {
    switch (export) {
      case TypeEntity entity -> {
        if (entity.type() instanceof ValueType value) {
          Types.parts(value).forEach(this::importParts);
        }
        if (entity.type() instanceof OwnType || entity.type() instanceof BorrowType) {
          importParts((ValueType) entity.type());
        }
        importType(entity);
      }
      case FunctionType function -> Types.parts(function).forEach(this::importParts);
      case ModuleType _, ValueEntity _, InstanceType _, ComponentType _ ->
          throw new IllegalArgumentException("an instance with a " + Types.sort(export));
    }
  }

  /** Imports the types that have to have a name. */
  private void importParts(ValueType type) {
    if (!visited.add(type) || imports.knows(type)) {
      return;
    }
    Types.parts(type).forEach(this::importParts);
    switch (type) {
      case OwnType handle -> importResource(handle.resource(), handle.named());
      case BorrowType handle -> importResource(handle.resource(), handle.named());
      case RecordType _, VariantType _, EnumType _, FlagsType _ ->
          importForeign(new TypeEntity(type));
      default -> {}
    }
  }

  private void importResource(ResourceType type, @Nullable TypeEntity named) {
    if (!imports.knows(type)) {
      importForeign(named == null ? new TypeEntity(type) : named);
    }
  }

  private void importForeign(TypeEntity entity) {
    int index = importType(entity);
    if (!own.contains(entity)) {
      exports.name(entity, index);
    }
  }

  private int importType(TypeEntity entity) {
    String name = "import-type-" + args.size();
    args.add(new InstanceDef.Arg(name, new SortIndex(Sort.TYPE, outer.index(entity))));
    return imports.importItem(ExternName.of(name), entity);
  }

  private void importFunction(String name, EntityType export, Map<String, Integer> given) {
    if (export instanceof FunctionType type) {
      Integer function = given.get(name);
      if (function == null) {
        throw new IllegalArgumentException("no function for " + name);
      }
      String imported = "import-func-" + args.size();
      args.add(new InstanceDef.Arg(imported, new SortIndex(Sort.FUNC, function)));
      functions.put(name, imports.importItem(ExternName.of(imported), type));
    }
  }

  private void export(String name, EntityType export) {
    ExternName as = ExternName.of(name);
    if (export instanceof TypeEntity entity) {
      TypeEntity origin = entity.origin();
      boolean passedOn =
          entity.type() instanceof ResourceType || (origin != null && outer.knows(origin));
      int index = passedOn ? imports.index(entity) : inner.type(exports.define(entity.type()));
      exports.name(entity, inner.export(as, Sort.TYPE, index));
    } else if (export instanceof FunctionType type) {
      inner.export(
          as, Sort.FUNC, functions.getOrDefault(name, 0), new ExternDesc.Func(exports.index(type)));
    }
  }
}
