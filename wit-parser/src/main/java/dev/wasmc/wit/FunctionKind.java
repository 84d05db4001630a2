package dev.wasmc.wit;

import java.util.Optional;

/** How a function belongs to a resource. */
public sealed interface FunctionKind {
  record Freestanding(boolean async) implements FunctionKind {}

  record Method(TypeId resource, boolean async) implements FunctionKind {}

  record Static(TypeId resource, boolean async) implements FunctionKind {}

  record Constructor(TypeId resource) implements FunctionKind {
    @Override
    public boolean async() {
      return false;
    }
  }

  /** The resource that it belongs to, if to any. */
  default Optional<TypeId> owner() {
    return switch (this) {
      case Freestanding _ -> Optional.empty();
      case Method(var resource, _) -> Optional.of(resource);
      case Static(var resource, _) -> Optional.of(resource);
      case Constructor(var resource) -> Optional.of(resource);
    };
  }

  /** Whether its type is {@code async}, which a constructor's never is. */
  boolean async();
}
