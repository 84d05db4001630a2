package dev.wasmc.abi.adapter;

import dev.wasmc.wasm.CoreModule;
import java.util.List;

/**
 * Generated adapters: a module with one exported function for each, and what stands for its
 * imports.
 *
 * @param imports one for each import of the module, in order
 */
public record AdapterModule(CoreModule module, List<AdapterImport> imports) {
  public AdapterModule {
    imports = List.copyOf(imports);
  }
}
