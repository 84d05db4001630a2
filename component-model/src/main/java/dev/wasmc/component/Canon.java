package dev.wasmc.component;

import dev.wasmc.wasm.ValType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A canonical definition. {@link Lift} adds a function, all others a core function. */
public sealed interface Canon extends Definition {
  record Lift(int coreFunction, List<CanonOption> options, int typeIndex, int at) implements Canon {
    public Lift {
      options = List.copyOf(options);
    }
  }

  record Lower(int function, List<CanonOption> options, int at) implements Canon {
    public Lower {
      options = List.copyOf(options);
    }
  }

  /**
   * @param resource type index
   */
  record ResourceNew(int resource, int at) implements Canon {}

  /**
   * @param resource type index
   */
  record ResourceDrop(int resource, int at) implements Canon {}

  /**
   * @param resource type index
   */
  record ResourceRep(int resource, int at) implements Canon {}

  /**
   * One of the gated built-ins.
   *
   * @param operands one for each of the built-in's shapes, except {@code RESERVED} and {@code
   *     OPTIONS}
   * @param options empty for a built-in without the shape {@code OPTIONS}
   */
  record Builtin(CanonBuiltin kind, List<Operand> operands, List<CanonOption> options, int at)
      implements Canon {
    public Builtin {
      operands = List.copyOf(operands);
      options = List.copyOf(options);
    }
  }

  /** An immediate of a {@link Builtin}. */
  sealed interface Operand {
    /** Unsigned. */
    record Index(int value) implements Operand {}

    record CoreValueType(ValType type) implements Operand {}

    record Result(@Nullable ValTypeRef type) implements Operand {}

    record Flag(boolean set) implements Operand {}
  }
}
