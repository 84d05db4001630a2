package dev.wasmc.tests.core;

/** What became of a step of a script. */
public sealed interface Verdict {
  enum Passed implements Verdict {
    PASSED
  }

  record Failed(String what) implements Verdict {}

  /** The step asks for something that is not there. */
  record Skipped(String why) implements Verdict {}
}
