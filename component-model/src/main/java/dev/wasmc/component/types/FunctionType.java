package dev.wasmc.component.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a component function. */
public record FunctionType(boolean async, List<Field> params, @Nullable ValueType result)
    implements AnyType, EntityType {
  public FunctionType {
    params = List.copyOf(params);
  }
}
