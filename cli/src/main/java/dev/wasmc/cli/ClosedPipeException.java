package dev.wasmc.cli;

/** Ends a command whose reader is gone. */
final class ClosedPipeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClosedPipeException() {
    super("closed pipe", null, false, false);
  }
}
