package dev.wasmc.abi.adapter;

import static dev.wasmc.wasm.NumType.I32;
import static dev.wasmc.wasm.NumType.I64;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.Opcode;
import java.util.List;

/** Functions that check ranges of memories and get new ones. */
final class MemoryEmitter {
  private record RangeKey(int memory) {}

  private record ReallocKey(Endpoint endpoint) {}

  private static final int PAGE_BITS = 16;

  private final Assembly assembly;

  MemoryEmitter(Assembly assembly) {
    this.assembly = assembly;
  }

  /**
   * {@code [i32 address, i32 alignment - 1, i64 length] -> []}, traps for a range that is not
   * aligned or not inside.
   */
  int rangeCheck(int memory) {
    return assembly.helper(
        "[check]",
        new RangeKey(memory),
        new FuncType(List.of(I32, I32, I64), List.of()),
        code -> {
          code.get(0).get(1).op(Opcode.I32_AND).trapIf(AbiTrap.MISALIGNED);
          code.get(0).op(Opcode.I64_EXTEND_I32_U).get(2).op(Opcode.I64_ADD);
          code.memorySize(memory).op(Opcode.I64_EXTEND_I32_U).i64(PAGE_BITS).op(Opcode.I64_SHL);
          code.op(Opcode.I64_GT_U).trapIf(AbiTrap.OUT_OF_BOUNDS);
        });
  }

  /** As {@code realloc}, but what the guest answers is checked. */
  int realloc(Endpoint endpoint) {
    return assembly.helper(
        "[realloc-checked]",
        new ReallocKey(endpoint),
        new FuncType(List.of(I32, I32, I32, I32), List.of(I32)),
        code -> {
          int address = code.local(NumType.I32);
          code.get(0).get(1).get(2).get(3).call(endpoint.realloc()).tee(address);
          code.get(2)
              .plus(-1)
              .get(3)
              .op(Opcode.I64_EXTEND_I32_U)
              .call(rangeCheck(endpoint.memory()));
          code.get(address);
        });
  }

  /** Leaves the address of a new block on the stack. */
  void allocate(Code code, Endpoint endpoint, int alignment, int sizeLocal) {
    code.i32(0).i32(0).i32(alignment).get(sizeLocal).call(realloc(endpoint));
  }

  /** Checks a range whose length is known. */
  void check(Code code, int memory, int addressLocal, int alignment, int length) {
    code.get(addressLocal).i32(alignment - 1).i64(length).call(rangeCheck(memory));
  }
}
