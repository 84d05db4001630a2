package dev.wasmc.engine;

import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates constant expressions, core specification 3.4.14 with extended constants. */
final class Constants {
  private final Instance instance;
  private final List<Long> numbers = new ArrayList<>();
  private @Nullable Object reference;

  private Constants(Instance instance) {
    this.instance = instance;
  }

  /** The bits of a number; an i32 is sign extended. */
  static long number(Instance instance, ConstExpr expression) {
    Constants constants = new Constants(instance);
    constants.run(expression);
    return constants.numbers.isEmpty() ? 0 : constants.numbers.getLast();
  }

  static @Nullable Object reference(Instance instance, ConstExpr expression) {
    Constants constants = new Constants(instance);
    constants.run(expression);
    return constants.reference;
  }

  private long pop() {
    return numbers.removeLast();
  }

  private void run(ConstExpr expression) {
    InstructionReader reader = new InstructionReader("", expression.instructions());
    while (reader.hasNext()) {
      Opcode op = reader.next();
      switch (op) {
        case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> numbers.add(reader.constant());
        case I32_ADD -> numbers.add((long) (int) (pop() + pop()));
        case I64_ADD -> numbers.add(pop() + pop());
        case I32_MUL -> numbers.add((long) (int) (pop() * pop()));
        case I64_MUL -> numbers.add(pop() * pop());
        case I32_SUB -> {
          long right = pop();
          numbers.add((long) (int) (pop() - right));
        }
        case I64_SUB -> {
          long right = pop();
          numbers.add(pop() - right);
        }
        case GLOBAL_GET -> {
          Global global = instance.global(reader.index());
          numbers.add(global.bits());
          reference = global.reference();
        }
        case REF_FUNC -> reference = instance.function(reader.index());
        case REF_NULL -> reference = null;
        case END -> {}
        default ->
            throw new IllegalStateException(op + " is no constant instruction of the engine");
      }
    }
  }
}
