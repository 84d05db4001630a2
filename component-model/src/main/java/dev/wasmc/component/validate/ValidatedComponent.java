package dev.wasmc.component.validate;

import dev.wasmc.component.Component;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.CoreExternType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.List;
import java.util.SequencedMap;

/**
 * A valid component: what is written, its type, and the type at each index of each space.
 *
 * @param type imports and exports; the identities of their types are those of {@code spaces}
 * @param modules one for each core module definition, in order
 * @param nested one for each nested component definition, in order
 */
public record ValidatedComponent(
    Component component,
    ComponentType type,
    IndexSpaces spaces,
    List<ValidatedModule> modules,
    List<ValidatedComponent> nested) {

  public ValidatedComponent {
    modules = List.copyOf(modules);
    nested = List.copyOf(nested);
  }

  /**
   * Every space holds all that definitions, imports, exports and aliases put into it, in order. An
   * alias of a type is the same object as its target; an import or an export of a type has an
   * object of its own.
   *
   * @param coreTypes only function types take part; other core types are absent from use
   */
  public record IndexSpaces(
      List<CoreTypeEntry> coreTypes,
      List<FuncType> coreFunctions,
      List<CoreExternType.Table> coreTables,
      List<CoreExternType.Memory> coreMemories,
      List<CoreExternType.Global> coreGlobals,
      List<CoreExternType.Tag> coreTags,
      List<ModuleType> coreModules,
      List<SequencedMap<String, CoreExternType>> coreInstances,
      List<FunctionType> functions,
      List<ValueType> values,
      List<AnyType> types,
      List<InstanceType> instances,
      List<ComponentType> components) {
    public IndexSpaces {
      coreTypes = List.copyOf(coreTypes);
      coreFunctions = List.copyOf(coreFunctions);
      coreTables = List.copyOf(coreTables);
      coreMemories = List.copyOf(coreMemories);
      coreGlobals = List.copyOf(coreGlobals);
      coreTags = List.copyOf(coreTags);
      coreModules = List.copyOf(coreModules);
      coreInstances = List.copyOf(coreInstances);
      functions = List.copyOf(functions);
      values = List.copyOf(values);
      types = List.copyOf(types);
      instances = List.copyOf(instances);
      components = List.copyOf(components);
    }
  }

  /** What a core type index stands for. */
  public sealed interface CoreTypeEntry {
    record Core(dev.wasmc.wasm.SubType type) implements CoreTypeEntry {}

    record Module(ModuleType type) implements CoreTypeEntry {}
  }
}
