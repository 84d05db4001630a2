package dev.wasmc.abi.adapter;

import static dev.wasmc.wasm.NumType.I32;
import static dev.wasmc.wasm.NumType.I64;

import dev.wasmc.abi.AbiLimits;
import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.adapter.TextEmitter.Form;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions that carry strings from one memory to another ({@code store_string_into_range}), with
 * the calls of {@code realloc} that the standard prescribes.
 *
 * <p>All of them take an address and a length and give an address and a length, tagged where the
 * encoding has a tag.
 */
final class StringEmitter {
  private record Key(Flow flow, @Nullable Form form) {}

  private static final FuncType TYPE = new FuncType(List.of(I32, I32), List.of(I32, I32));

  private final Assembly assembly;
  private final MemoryEmitter memories;
  private final TextEmitter texts;

  StringEmitter(Assembly assembly, MemoryEmitter memories) {
    this.assembly = assembly;
    this.memories = memories;
    this.texts = new TextEmitter(assembly);
  }

  /** Of the string encodings that both sides have. */
  int transcode(Flow flow) {
    return switch (flow.from().encoding()) {
      case UTF8 -> fromForm(flow, Form.UTF8);
      case UTF16 -> fromForm(flow, Form.UTF16);
      case LATIN1_UTF16 ->
          assembly.helper(
              "[string]",
              new Key(flow, null),
              TYPE,
              code -> {
                code.get(1).i32(AbiLimits.UTF16_TAG).op(Opcode.I32_AND);
                code.ifThen(() -> {
                  code.get(0).get(1).i32(~AbiLimits.UTF16_TAG).op(Opcode.I32_AND);
                  code.call(fromForm(flow, Form.UTF16)).ret();
                });
                code.get(0).get(1).call(fromForm(flow, Form.LATIN1));
              });
    };
  }

  /** Of a source in one form; the length has no tag. */
  private int fromForm(Flow flow, Form form) {
    return assembly.helper(
        "[string]",
        new Key(flow, form),
        TYPE,
        code -> {
          int bytes = code.local(I64);
          code.get(1).op(Opcode.I64_EXTEND_I32_U).i64(form.unit()).op(Opcode.I64_MUL).tee(bytes);
          code.i64(AbiLimits.MAX_STRING_BYTE_LENGTH)
              .op(Opcode.I64_GT_U)
              .trapIf(AbiTrap.STRING_TOO_LONG);
          int alignment =
              flow.from().encoding() == StringEncoding.LATIN1_UTF16 ? 2 : form.alignment();
          code.get(0).i32(alignment - 1).get(bytes).call(memories.rangeCheck(flow.from().memory()));
          code.release(I64, bytes);
          if (form != Form.LATIN1) {
            code.get(0).get(1).call(texts.validate(form, flow.from().memory()));
          }
          store(code, flow, form);
        });
  }

  private void store(Code code, Flow flow, Form form) {
    switch (flow.to().encoding()) {
      case UTF8 -> {
        switch (form) {
          case UTF8 -> copy(code, flow, Form.UTF8);
          case UTF16 -> toUtf8(code, flow, form, 3);
          case LATIN1 -> toUtf8(code, flow, form, 2);
        }
      }
      case UTF16 -> {
        switch (form) {
          case UTF8 -> utf8ToUtf16(code, flow);
          case UTF16 -> copy(code, flow, Form.UTF16);
          case LATIN1 -> widen(code, flow);
        }
      }
      case LATIN1_UTF16 -> {
        if (form == Form.LATIN1) {
          copy(code, flow, Form.LATIN1);
        } else if (flow.from().encoding() == StringEncoding.LATIN1_UTF16) {
          probablyUtf16(code, flow);
        } else {
          toLatin1OrUtf16(code, flow, form);
        }
      }
    }
  }

  private void copy(Code code, Flow flow, Form form) {
    int size = code.local(I32);
    int address = code.local(I32);
    code.get(1).i32(form.unit()).op(Opcode.I32_MUL).set(size);
    memories.allocate(code, flow.to(), form.alignment(), size);
    code.tee(address).get(0).get(size).memoryCopy(flow.to().memory(), flow.from().memory());
    code.get(address).get(1);
  }

  private void widen(Code code, Flow flow) {
    int size = code.local(I32);
    int address = code.local(I32);
    int at = code.local(I32);
    code.get(1).i32(1).op(Opcode.I32_SHL).set(size);
    memories.allocate(code, flow.to(), 2, size);
    code.set(address).i32(0).set(at);
    code.block(done ->
        code.loop(top -> {
          code.get(at).get(1).op(Opcode.I32_EQ).brIf(done);
          code.get(address).get(at).i32(1).op(Opcode.I32_SHL).op(Opcode.I32_ADD);
          code.get(0).get(at).op(Opcode.I32_ADD);
          code.memory(Opcode.I32_LOAD8_U, flow.from().memory(), 0);
          code.memory(Opcode.I32_STORE16, flow.to().memory(), 0);
          code.increase(at, 1).br(top);
        }));
    code.get(address).get(1);
  }

  /**
   * Copies as long as all is ASCII, then makes room for the worst case.
   *
   * @param worst how many bytes a unit can take
   */
  private void toUtf8(Code code, Flow flow, Form form, int worst) {
    int address = code.local(I32);
    int left = code.local(I32);
    int written = code.local(I32);
    int size = code.local(I32);
    int point = code.local(I32);
    int units = code.local(I32);
    memories.allocate(code, flow.to(), 1, 1);
    code.set(address).get(1).set(left).i32(0).set(written).get(1).set(size);
    code.block(done ->
        code.loop(top -> {
          code.get(left).op(Opcode.I32_EQZ).brIf(done);
          code.get(0).get(left).call(texts.next(form, flow.from().memory())).set(units).set(point);
          code.get(point).i32(0x80).op(Opcode.I32_GE_U).get(size).get(1).op(Opcode.I32_EQ);
          code.op(Opcode.I32_AND);
          code.ifThen(() -> {
            code.get(1).i32(worst).op(Opcode.I32_MUL).set(size);
            regrow(code, flow.to(), address, 1, 1, size);
          });
          code.get(address).get(written).op(Opcode.I32_ADD).get(point);
          code.call(texts.put(Form.UTF8, flow.to().memory()));
          code.get(written).op(Opcode.I32_ADD).set(written);
          TextEmitter.advance(code, 0, left, units, form);
          code.br(top);
        }));
    code.get(size).get(written).op(Opcode.I32_GT_U);
    code.ifThen(() -> regrow(code, flow.to(), address, size, 1, written));
    code.get(address).get(written);
  }

  private void utf8ToUtf16(Code code, Flow flow) {
    int address = code.local(I32);
    int left = code.local(I32);
    int written = code.local(I32);
    int size = code.local(I32);
    code.get(1).i32(1).op(Opcode.I32_SHL).set(size);
    memories.allocate(code, flow.to(), 2, size);
    code.set(address).get(1).set(left).i32(0).set(written);
    encodeRest(code, flow, Form.UTF8, Form.UTF16, address, left, written);
    code.get(written).get(size).op(Opcode.I32_LT_U);
    code.ifThen(() -> regrow(code, flow.to(), address, size, 2, written));
    code.get(address).get(written).i32(1).op(Opcode.I32_SHR_U);
  }

  private void toLatin1OrUtf16(Code code, Flow flow, Form form) {
    int address = code.local(I32);
    int left = code.local(I32);
    int written = code.local(I32);
    int size = code.local(I32);
    int point = code.local(I32);
    int units = code.local(I32);
    memories.allocate(code, flow.to(), 2, 1);
    code.set(address).get(1).set(left).i32(0).set(written);
    code.block(done ->
        code.loop(top -> {
          code.get(left).op(Opcode.I32_EQZ).brIf(done);
          code.get(0).get(left).call(texts.next(form, flow.from().memory())).set(units).set(point);
          code.get(point).i32(0xff).op(Opcode.I32_GT_U);
          code.ifThen(() -> {
            code.get(1).i32(1).op(Opcode.I32_SHL).set(size);
            regrow(code, flow.to(), address, 1, 2, size);
            inflate(code, flow.to().memory(), address, written);
            code.get(written).i32(1).op(Opcode.I32_SHL).set(written);
            encodeRest(code, flow, form, Form.UTF16, address, left, written);
            code.get(size).get(written).op(Opcode.I32_GT_U);
            code.ifThen(() -> regrow(code, flow.to(), address, size, 2, written));
            code.get(address).get(written).i32(1).op(Opcode.I32_SHR_U);
            code.i32(AbiLimits.UTF16_TAG).op(Opcode.I32_OR).ret();
          });
          code.get(address).get(written).op(Opcode.I32_ADD).get(point);
          code.memory(Opcode.I32_STORE8, flow.to().memory(), 0);
          code.increase(written, 1);
          TextEmitter.advance(code, 0, left, units, form);
          code.br(top);
        }));
    code.get(written).get(1).op(Opcode.I32_LT_U);
    code.ifThen(() -> regrow(code, flow.to(), address, 1, 2, written));
    code.get(address).get(written);
  }

  /** A tagged string stays as it is, unless all of it fits into Latin-1. */
  private void probablyUtf16(Code code, Flow flow) {
    int size = code.local(I32);
    int address = code.local(I32);
    int at = code.local(I32);
    int memory = flow.to().memory();
    code.get(1).i32(1).op(Opcode.I32_SHL).set(size);
    memories.allocate(code, flow.to(), 2, size);
    code.tee(address).get(0).get(size).memoryCopy(memory, flow.from().memory());
    code.i32(0).set(at);
    code.block(done ->
        code.loop(top -> {
          code.get(at).get(1).op(Opcode.I32_EQ).brIf(done);
          code.get(address).get(at).i32(1).op(Opcode.I32_SHL).op(Opcode.I32_ADD);
          code.memory(Opcode.I32_LOAD16_U, memory, 0).i32(0xff).op(Opcode.I32_GT_U);
          code.ifThen(
              () -> code.get(address).get(1).i32(AbiLimits.UTF16_TAG).op(Opcode.I32_OR).ret());
          code.increase(at, 1).br(top);
        }));
    code.i32(0).set(at);
    code.block(done ->
        code.loop(top -> {
          code.get(at).get(1).op(Opcode.I32_EQ).brIf(done);
          code.get(address).get(at).op(Opcode.I32_ADD);
          code.get(address).get(at).i32(1).op(Opcode.I32_SHL).op(Opcode.I32_ADD);
          code.memory(Opcode.I32_LOAD8_U, memory, 0).memory(Opcode.I32_STORE8, memory, 0);
          code.increase(at, 1).br(top);
        }));
    regrow(code, flow.to(), address, size, 1, 1);
    code.get(address).get(1);
  }

  /** Makes UTF-16 of Latin-1 in place, from the end on. */
  private static void inflate(Code code, int memory, int address, int count) {
    int at = code.local(I32);
    code.get(count).set(at);
    code.block(done ->
        code.loop(top -> {
          code.get(at).op(Opcode.I32_EQZ).brIf(done);
          code.increase(at, -1);
          code.get(address).get(at).i32(1).op(Opcode.I32_SHL).op(Opcode.I32_ADD);
          code.get(address).get(at).op(Opcode.I32_ADD).memory(Opcode.I32_LOAD8_U, memory, 0);
          code.memory(Opcode.I32_STORE16, memory, 0).br(top);
        }));
    code.release(I32, at);
  }

  /** Reads from where parameter 0 points until nothing is left. */
  private void encodeRest(
      Code code, Flow flow, Form from, Form to, int address, int left, int written) {
    int units = code.local(I32);
    int point = code.local(I32);
    code.block(done ->
        code.loop(top -> {
          code.get(left).op(Opcode.I32_EQZ).brIf(done);
          code.get(0).get(left).call(texts.next(from, flow.from().memory())).set(units).set(point);
          code.get(address).get(written).op(Opcode.I32_ADD).get(point);
          code.call(texts.put(to, flow.to().memory()));
          code.get(written).op(Opcode.I32_ADD).set(written);
          TextEmitter.advance(code, 0, left, units, from);
          code.br(top);
        }));
    code.release(I32, units);
    code.release(I32, point);
  }

  /** All but the alignment are locals. */
  private void regrow(
      Code code, Endpoint to, int address, int oldSize, int alignment, int newSize) {
    code.get(address)
        .get(oldSize)
        .i32(alignment)
        .get(newSize)
        .call(memories.realloc(to))
        .set(address);
  }
}
