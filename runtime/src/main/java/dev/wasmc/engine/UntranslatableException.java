package dev.wasmc.engine;

/** A function cannot become JVM code; it gets a method that traps with the reason. */
final class UntranslatableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UntranslatableException(String reason) {
    super(reason, null, false, false);
  }
}
