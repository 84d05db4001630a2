package dev.wasmc.component.types;

import dev.wasmc.wasm.Limits;

/** Core types in a sentence. */
final class CoreTypeText {
  private CoreTypeText() {}

  static String of(CoreExternType type) {
    return switch (type) {
      case CoreExternType.Func(var func) -> "func " + func;
      case CoreExternType.Tag(var func) -> "tag " + func;
      case CoreExternType.Global(var global) ->
          "global " + (global.mutable() ? "mut " : "") + global.type();
      case CoreExternType.Table(var table) ->
          "table " + limits(table.limits()) + " of " + table.element();
      case CoreExternType.Memory(var memory) -> "memory " + limits(memory.limits());
    };
  }

  private static String limits(Limits limits) {
    Long max = limits.max();
    return (limits.is64() ? "i64 " : "")
        + Long.toUnsignedString(limits.min())
        + (max == null ? "" : ".." + Long.toUnsignedString(max))
        + (limits.shared() ? " shared" : "");
  }
}
