package dev.wasmc.component.binary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonBuiltin;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.Component;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.NumType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CanonBuiltinCodecTest {
  /** Magic number, version and layer, section, its size, count. */
  private static final int BEFORE_DEFINITION = 11;

  @ParameterizedTest
  @EnumSource
  void comesBack(CanonBuiltin builtin) {
    Canon.Builtin definition = sample(builtin);
    byte[] bytes = ComponentEncoder.encode(new Component(List.of(definition), null));
    assertEquals(builtin.opcode(), bytes[BEFORE_DEFINITION]);
    Component read = ComponentDecoder.decode("f", ByteSlice.of(bytes));
    assertEquals(List.of(definition), read.definitions());
    assertArrayEquals(bytes, ComponentEncoder.encode(read));
  }

  private static Canon.Builtin sample(CanonBuiltin builtin) {
    List<Canon.Operand> operands = new ArrayList<>();
    List<CanonOption> options = new ArrayList<>();
    for (CanonBuiltin.Shape shape : builtin.shapes()) {
      switch (shape) {
        case TYPE, CORE_TYPE, TABLE, MEMORY, SLOT ->
            operands.add(new Canon.Operand.Index(300 + operands.size()));
        case CORE_VALUE_TYPE -> operands.add(new Canon.Operand.CoreValueType(NumType.I64));
        case RESULT -> operands.add(new Canon.Operand.Result(PrimitiveType.STRING));
        case ASYNC_FLAG, SHARED_FLAG -> operands.add(new Canon.Operand.Flag(true));
        case RESERVED -> {}
        case OPTIONS -> options.addAll(List.of(CanonOption.Async.ASYNC, new CanonOption.Memory(7)));
      }
    }
    return new Canon.Builtin(builtin, operands, options, BEFORE_DEFINITION);
  }
}
