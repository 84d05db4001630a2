package dev.wasmc.wave;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.SourceFile;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** Values as WAVE text. */
public final class Wave {
  private Wave() {}

  /**
   * Reads one value, and nothing behind it but space and comments.
   *
   * @throws dev.wasmc.source.DiagnosticException with a {@link WaveProblem}
   */
  public static Value parse(SourceFile file, ValueType type) {
    WaveParser parser = new WaveParser(file, 0);
    Value value = parser.value(type);
    parser.lexer().expect(Lexer.Kind.END);
    return value;
  }

  /** As {@link #parse(SourceFile, ValueType)}, for a text that stands in no file. */
  public static Value parse(String text, ValueType type) {
    return parse(new SourceFile("value", text), type);
  }

  /**
   * What keeps a function from being called in text: the first type without values in text that its
   * parameters or its result have in them, such as {@code own<r>}. Empty where there is none.
   */
  public static Optional<String> obstacle(FunctionType function) {
    Deque<ValueType> left = new ArrayDeque<>(Types.parts(function));
    Set<ValueType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ValueType type = left.poll(); type != null; type = left.poll()) {
      switch (type) {
        case OwnType _, BorrowType _, StreamType _, FutureType _ -> {
          return Optional.of(WavePrinter.typeName(type));
        }
        case PrimitiveType primitive when primitive == PrimitiveType.ERROR_CONTEXT -> {
          return Optional.of(primitive.keyword());
        }
        case DefinedPrimitive(var primitive) -> left.add(primitive);
        default -> {
          if (seen.add(type)) {
            Types.parts(type).forEach(left::add);
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * In the shortest form: fields that are none are left out.
   *
   * @param value of the type; another is a mistake of the caller
   * @throws dev.wasmc.source.DiagnosticException with {@link WaveProblem.NoText}
   */
  public static String print(Value value, ValueType type) {
    StringBuilder out = new StringBuilder();
    new WavePrinter(out).value(value, type);
    return out.toString();
  }
}
