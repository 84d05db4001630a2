package dev.wasmc.component;

/**
 * An option of a canonical definition, as written; order and duplicates are kept for the validator.
 */
public sealed interface CanonOption {
  record Encoding(StringEncoding encoding) implements CanonOption {}

  record Memory(int memory) implements CanonOption {}

  record Realloc(int function) implements CanonOption {}

  record PostReturn(int function) implements CanonOption {}

  enum Async implements CanonOption {
    ASYNC
  }

  record Callback(int function) implements CanonOption {}
}
