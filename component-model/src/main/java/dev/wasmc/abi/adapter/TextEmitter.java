package dev.wasmc.abi.adapter;

import static dev.wasmc.wasm.NumType.I32;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Opcode;
import java.util.List;

/**
 * Functions that read and write one code point, and that check a whole text. Addresses are in
 * bytes.
 */
final class TextEmitter {
  /**
   * How the text of a string lies in memory; the tag of {@code latin1+utf16} decides between the
   * last two.
   */
  enum Form {
    UTF8(1, 1),
    UTF16(2, 2),
    LATIN1(1, 2);

    private final int unit;
    private final int alignment;

    Form(int unit, int alignment) {
      this.unit = unit;
      this.alignment = alignment;
    }

    /** Bytes in a code unit. */
    int unit() {
      return unit;
    }

    int alignment() {
      return alignment;
    }
  }

  private record Key(String name, Form form, int memory) {}

  private static final FuncType NEXT = new FuncType(List.of(I32, I32), List.of(I32, I32));
  private static final FuncType PUT = new FuncType(List.of(I32, I32), List.of(I32));
  private static final FuncType VALIDATE = new FuncType(List.of(I32, I32), List.of());
  private static final long ASCII = 0x8080808080808080L;

  private final Assembly assembly;

  TextEmitter(Assembly assembly) {
    this.assembly = assembly;
  }

  /**
   * {@code [address, units left, at least 1] -> [code point, units]}, traps for what is malformed.
   */
  int next(Form form, int memory) {
    return assembly.helper(
        "[next]",
        new Key("next", form, memory),
        NEXT,
        code -> {
          switch (form) {
            case UTF8 -> nextUtf8(code, memory);
            case UTF16 -> nextUtf16(code, memory);
            case LATIN1 -> code.get(0).memory(Opcode.I32_LOAD8_U, memory, 0).i32(1);
          }
        });
  }

  /** {@code [address, code point] -> [bytes]}. */
  int put(Form form, int memory) {
    return assembly.helper(
        "[put]",
        new Key("put", form, memory),
        PUT,
        code -> {
          switch (form) {
            case UTF8 -> putUtf8(code, memory);
            case UTF16 -> putUtf16(code, memory);
            case LATIN1 -> code.get(0).get(1).memory(Opcode.I32_STORE8, memory, 0).i32(1);
          }
        });
  }

  /** {@code [address, units] -> []}, traps for what is malformed. */
  int validate(Form form, int memory) {
    return assembly.helper(
        "[validate]",
        new Key("validate", form, memory),
        VALIDATE,
        code -> {
          int units = code.local(I32);
          code.loop(top -> {
            if (form == Form.UTF8) {
              skipAscii(code, memory);
            }
            code.get(1);
            code.ifThen(() -> {
              code.get(0).get(1).call(next(form, memory)).set(units).op(Opcode.DROP);
              advance(code, 0, 1, units, form);
              code.br(top);
            });
          });
        });
  }

  /** Moves an address and what is left behind some units. */
  static void advance(Code code, int address, int left, int units, Form form) {
    code.get(address).get(units);
    if (form.unit() == 2) {
      code.i32(1).op(Opcode.I32_SHL);
    }
    code.op(Opcode.I32_ADD).set(address);
    code.get(left).get(units).op(Opcode.I32_SUB).set(left);
  }

  private static void skipAscii(Code code, int memory) {
    code.block(done ->
        code.loop(again -> {
          code.get(1).i32(8).op(Opcode.I32_LT_U).brIf(done);
          code.get(0).memory(Opcode.I64_LOAD, memory, 0).i64(ASCII).op(Opcode.I64_AND);
          code.op(Opcode.I64_EQZ).op(Opcode.I32_EQZ).brIf(done);
          code.increase(0, 8).increase(1, -8).br(again);
        }));
  }

  private static void nextUtf8(Code code, int memory) {
    int first = code.local(I32);
    int length = code.local(I32);
    int result = code.local(I32);
    int byteAt = code.local(I32);
    int at = code.local(I32);
    code.get(0).memory(Opcode.I32_LOAD8_U, memory, 0).tee(first).i32(0x80).op(Opcode.I32_LT_U);
    code.ifThen(() -> code.get(first).i32(1).ret());
    // A lead byte of two starts at C2: C0 and C1 would only give overlong forms.
    code.get(first).i32(0xc2).op(Opcode.I32_LT_U);
    code.get(first).i32(0xf4).op(Opcode.I32_GT_U).op(Opcode.I32_OR).trapIf(AbiTrap.INVALID_UTF8);
    code.i32(2).get(first).i32(0xe0).op(Opcode.I32_GE_U).op(Opcode.I32_ADD);
    code.get(first).i32(0xf0).op(Opcode.I32_GE_U).op(Opcode.I32_ADD).tee(length);
    code.get(1).op(Opcode.I32_GT_U).trapIf(AbiTrap.INVALID_UTF8);
    code.get(first).i32(0x7f).get(length).op(Opcode.I32_SHR_U).op(Opcode.I32_AND).set(result);
    code.i32(1).set(at);
    code.loop(top -> {
      code.get(0).get(at).op(Opcode.I32_ADD).memory(Opcode.I32_LOAD8_U, memory, 0).tee(byteAt);
      code.i32(0xc0).op(Opcode.I32_AND).i32(0x80).op(Opcode.I32_NE).trapIf(AbiTrap.INVALID_UTF8);
      code.get(result).i32(6).op(Opcode.I32_SHL).get(byteAt).i32(0x3f).op(Opcode.I32_AND);
      code.op(Opcode.I32_OR).set(result);
      code.increase(at, 1).get(at).get(length).op(Opcode.I32_LT_U).brIf(top);
    });
    code.get(length).i32(3).op(Opcode.I32_EQ);
    code.ifThen(() -> {
      code.get(result).i32(0x800).op(Opcode.I32_LT_U);
      code.get(result).i32(0xf800).op(Opcode.I32_AND).i32(0xd800).op(Opcode.I32_EQ);
      code.op(Opcode.I32_OR).trapIf(AbiTrap.INVALID_UTF8);
    });
    code.get(length).i32(4).op(Opcode.I32_EQ);
    code.ifThen(() ->
        code.get(result)
            .i32(0x10000)
            .op(Opcode.I32_SUB)
            .i32(0xfffff)
            .op(Opcode.I32_GT_U)
            .trapIf(AbiTrap.INVALID_UTF8));
    code.get(result).get(length);
  }

  private static void nextUtf16(Code code, int memory) {
    int high = code.local(I32);
    int low = code.local(I32);
    code.get(0).memory(Opcode.I32_LOAD16_U, memory, 0).tee(high);
    code.i32(0xf800).op(Opcode.I32_AND).i32(0xd800).op(Opcode.I32_NE);
    code.ifThen(() -> code.get(high).i32(1).ret());
    code.get(high)
        .i32(0xdc00)
        .op(Opcode.I32_GE_U)
        .get(1)
        .i32(2)
        .op(Opcode.I32_LT_U)
        .op(Opcode.I32_OR);
    code.trapIf(AbiTrap.INVALID_UTF16);
    code.get(0).memory(Opcode.I32_LOAD16_U, memory, 2).tee(low);
    code.i32(0xfc00).op(Opcode.I32_AND).i32(0xdc00).op(Opcode.I32_NE).trapIf(AbiTrap.INVALID_UTF16);
    code.get(high).i32(0x3ff).op(Opcode.I32_AND).i32(10).op(Opcode.I32_SHL);
    code.get(low).i32(0x3ff).op(Opcode.I32_AND).op(Opcode.I32_OR).plus(0x10000).i32(2);
  }

  private static void putUtf8(Code code, int memory) {
    code.get(1).i32(0x80).op(Opcode.I32_LT_U);
    code.ifThen(() -> code.get(0).get(1).memory(Opcode.I32_STORE8, memory, 0).i32(1).ret());
    code.get(1).i32(0x800).op(Opcode.I32_LT_U);
    code.ifThen(() -> {
      putByte(code, memory, 0, 6, 0xc0, 0x1f);
      putByte(code, memory, 1, 0, 0x80, 0x3f);
      code.i32(2).ret();
    });
    code.get(1).i32(0x10000).op(Opcode.I32_LT_U);
    code.ifThen(() -> {
      putByte(code, memory, 0, 12, 0xe0, 0x0f);
      putByte(code, memory, 1, 6, 0x80, 0x3f);
      putByte(code, memory, 2, 0, 0x80, 0x3f);
      code.i32(3).ret();
    });
    putByte(code, memory, 0, 18, 0xf0, 0x07);
    putByte(code, memory, 1, 12, 0x80, 0x3f);
    putByte(code, memory, 2, 6, 0x80, 0x3f);
    putByte(code, memory, 3, 0, 0x80, 0x3f);
    code.i32(4);
  }

  private static void putByte(Code code, int memory, int offset, int shift, int marker, int mask) {
    code.get(0).get(1).i32(shift).op(Opcode.I32_SHR_U).i32(mask).op(Opcode.I32_AND);
    code.i32(marker).op(Opcode.I32_OR).memory(Opcode.I32_STORE8, memory, offset);
  }

  private static void putUtf16(Code code, int memory) {
    code.get(1).i32(0x10000).op(Opcode.I32_LT_U);
    code.ifThen(() -> code.get(0).get(1).memory(Opcode.I32_STORE16, memory, 0).i32(2).ret());
    code.get(1).i32(0x10000).op(Opcode.I32_SUB).set(1);
    code.get(0).get(1).i32(10).op(Opcode.I32_SHR_U).i32(0xd800).op(Opcode.I32_OR);
    code.memory(Opcode.I32_STORE16, memory, 0);
    code.get(0).get(1).i32(0x3ff).op(Opcode.I32_AND).i32(0xdc00).op(Opcode.I32_OR);
    code.memory(Opcode.I32_STORE16, memory, 2).i32(4);
  }
}
