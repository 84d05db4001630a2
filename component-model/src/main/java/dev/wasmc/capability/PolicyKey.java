package dev.wasmc.capability;

import java.util.Optional;

/** What can be set in a policy, by a flag or by a key of a file. */
public enum PolicyKey {
  CLOCK("clock", Shape.TEXT),
  ENV("env", Shape.TABLE),
  ARG("arg", Shape.LIST),
  MOUNT("mount", Shape.TABLE),
  MOUNT_LIMIT("mount-limit", Shape.TEXT),
  RANDOM("random", Shape.TEXT),
  STDIN("stdin", Shape.TEXT),
  STDIO("stdio", Shape.TEXT),
  EXIT("exit", Shape.TEXT),
  ANSWER("answer", Shape.TABLE),
  PASS("pass", Shape.LIST),
  DIR("dir", Shape.LIST),
  INHERIT_ENV("inherit-env", Shape.LIST),
  INHERIT_STDIN("inherit-stdin", Shape.SWITCH),
  ALLOW("allow", Shape.LIST);

  /** How a key is written in a file. */
  public enum Shape {
    /** A string: what the flag takes. */
    TEXT("a string"),
    /** A list of strings, each what the flag takes. */
    LIST("a list of strings"),
    /** A table; each entry is what the flag takes as {@code KEY=VALUE}. */
    TABLE("a table of strings"),
    /** True or false. */
    SWITCH("true or false");

    private final String phrase;

    Shape(String phrase) {
      this.phrase = phrase;
    }

    /** As in "`x` takes a string". */
    public String phrase() {
      return phrase;
    }
  }

  private final String label;
  private final Shape shape;

  PolicyKey(String label, Shape shape) {
    this.label = label;
    this.shape = shape;
  }

  /** The key in a file, and the flag without its dashes. */
  public String label() {
    return label;
  }

  public String flag() {
    return "--" + label;
  }

  public Shape shape() {
    return shape;
  }

  /** Whether it names real things, which only a run can give. */
  public boolean isGrant() {
    return switch (this) {
      case DIR, INHERIT_ENV, INHERIT_STDIN, ALLOW -> true;
      case CLOCK, ENV, ARG, MOUNT, MOUNT_LIMIT, RANDOM, STDIN, STDIO, EXIT, ANSWER, PASS -> false;
    };
  }

  public static Optional<PolicyKey> of(String label) {
    for (PolicyKey each : values()) {
      if (each.label.equals(label)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
