package dev.wasmc.abi;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Tells the types whose values {@link ValueCodecs} and adapters can pass from those that the
 * standard gates and nothing here can run: types with streams, futures or error contexts in them.
 *
 * <p>Remembers each type object it has seen. Recursion goes as deep as the type is nested. For one
 * thread.
 */
public final class PassableTypes {
  private final IdentityHashMap<ValueType, Optional<String>> known = new IdentityHashMap<>();

  /** Of a validation or a plan. */
  public PassableTypes() {}

  /** What cannot be passed, such as {@code a stream}; empty where everything can. */
  public Optional<String> obstacle(FunctionType type) {
    return first(Types.parts(type));
  }

  private Optional<String> first(List<ValueType> types) {
    return types.stream().map(this::obstacle).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> obstacle(ValueType type) {
    Optional<String> obstacle = known.get(type);
    if (obstacle == null) {
      obstacle =
          switch (type) {
            case StreamType _ -> Optional.of("a stream");
            case FutureType _ -> Optional.of("a future");
            case PrimitiveType.ERROR_CONTEXT -> Optional.of("an error-context");
            case DefinedPrimitive(var primitive) -> obstacle(primitive);
            default -> first(Types.parts(type));
          };
      known.put(type, obstacle);
    }
    return obstacle;
  }

  /** For where a caller has not asked {@link #obstacle}. */
  public static IllegalArgumentException notAsked(String obstacle) {
    return new IllegalArgumentException(obstacle + " cannot be passed");
  }
}
