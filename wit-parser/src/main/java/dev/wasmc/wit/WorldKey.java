package dev.wasmc.wit;

/** The name of an import or an export of a world. */
public sealed interface WorldKey {
  /** A plain name. */
  record Named(String name) implements WorldKey {}

  /** The name of an interface. */
  record OfInterface(InterfaceId id) implements WorldKey {}
}
