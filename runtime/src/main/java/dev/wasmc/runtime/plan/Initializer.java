package dev.wasmc.runtime.plan;

import dev.wasmc.component.types.FunctionType;
import java.util.List;

/** A step of a plan. Steps of a kind are numbered from 0 in their order. */
public sealed interface Initializer {
  /**
   * Makes a core instance.
   *
   * @param owner the component instance it belongs to
   * @param imports one for each import of the module, or of the type that the component knows an
   *     imported one by, in their order
   */
  record InstantiateModule(Item.Module module, int owner, List<CoreDef> imports)
      implements Initializer {
    public InstantiateModule {
      imports = List.copyOf(imports);
    }
  }

  /**
   * Makes a core function of a host function.
   *
   * @param type as the caller has it
   * @param resources of the caller
   */
  record LowerImport(
      Item.Imported function, FunctionType type, ResourceMap resources, PlannedOptions options)
      implements Initializer {}

  /**
   * Makes a core function of another instance's lifted function.
   *
   * @param type as the caller has it
   * @param resources of the caller
   * @param options of the caller
   * @param name what the caller knows the function by, for wasm stacks
   */
  record FuseAdapter(
      Item.Lifted callee,
      FunctionType type,
      ResourceMap resources,
      PlannedOptions options,
      FunctionLabel name)
      implements Initializer {}
}
