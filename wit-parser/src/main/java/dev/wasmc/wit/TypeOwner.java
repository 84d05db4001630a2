package dev.wasmc.wit;

/** In which scope a type has its name. */
public sealed interface TypeOwner {
  record OfInterface(InterfaceId id) implements TypeOwner {}

  record OfWorld(WorldId id) implements TypeOwner {}

  /** The owner of types without a name. */
  enum Nobody implements TypeOwner {
    NOBODY
  }
}
