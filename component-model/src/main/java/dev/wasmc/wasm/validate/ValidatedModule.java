package dev.wasmc.wasm.validate;

import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.TableType;
import java.util.List;

/**
 * A valid module with its index spaces, imports first, as the instructions count them.
 *
 * @param types the function type at each type index
 * @param functions the type of each function
 * @param importedFunctions how many of {@code functions} are imports; likewise for the others
 */
public record ValidatedModule(
    CoreModule module,
    List<FuncType> types,
    List<FuncType> functions,
    List<TableType> tables,
    List<MemoryType> memories,
    List<GlobalType> globals,
    int importedFunctions,
    int importedTables,
    int importedMemories,
    int importedGlobals) {
  public ValidatedModule {
    types = List.copyOf(types);
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    memories = List.copyOf(memories);
    globals = List.copyOf(globals);
  }

  /**
   * What this says of another module with the same bytes, decoded from elsewhere.
   *
   * @param same not checked
   */
  public ValidatedModule of(CoreModule same) {
    return new ValidatedModule(
        same,
        types,
        functions,
        tables,
        memories,
        globals,
        importedFunctions,
        importedTables,
        importedMemories,
        importedGlobals);
  }
}
