package dev.wasmc.wasm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded, assembled or generated module. Nothing is validated; see {@code
 * dev.wasmc.wasm.validate}.
 *
 * @param types the groups; indices count the types inside them, see {@link #typeCount()}
 * @param functions the type index of each function with a body
 * @param start function index
 * @param dataCount unsigned; present where a data count section is
 * @param bodies as many as {@code functions} in a valid module
 * @param source what it was decoded from, which an encoder may copy; null for a module made
 *     otherwise
 */
public record CoreModule(
    List<RecType> types,
    List<Import> imports,
    List<Integer> functions,
    List<TableDef> tables,
    List<MemoryType> memories,
    List<Integer> tags,
    List<GlobalDef> globals,
    List<Export> exports,
    @Nullable Integer start,
    List<Element> elements,
    @Nullable Integer dataCount,
    List<FunctionBody> bodies,
    List<Data> datas,
    List<CustomSection> customs,
    @Nullable ByteSlice source) {

  public CoreModule {
    types = List.copyOf(types);
    imports = List.copyOf(imports);
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    memories = List.copyOf(memories);
    tags = List.copyOf(tags);
    globals = List.copyOf(globals);
    exports = List.copyOf(exports);
    elements = List.copyOf(elements);
    bodies = List.copyOf(bodies);
    datas = List.copyOf(datas);
    customs = List.copyOf(customs);
  }

  /** The same module with other custom sections; it was not read from anywhere then. */
  public CoreModule withCustoms(List<CustomSection> newCustoms) {
    return new CoreModule(
        types,
        imports,
        functions,
        tables,
        memories,
        tags,
        globals,
        exports,
        start,
        elements,
        dataCount,
        bodies,
        datas,
        newCustoms,
        null);
  }

  /** How many types the groups hold together. */
  public int typeCount() {
    int count = 0;
    for (RecType group : types) {
      count += group.types().size();
    }
    return count;
  }
}
