package dev.wasmc.component.types;

import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.TableType;

/** The type of something that a core module imports or exports, with its type indices resolved. */
public sealed interface CoreExternType {
  record Func(FuncType type) implements CoreExternType {}

  record Table(TableType type) implements CoreExternType {}

  record Memory(MemoryType type) implements CoreExternType {}

  record Global(GlobalType type) implements CoreExternType {}

  record Tag(FuncType type) implements CoreExternType {}
}
