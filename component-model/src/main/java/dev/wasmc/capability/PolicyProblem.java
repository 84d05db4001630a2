package dev.wasmc.capability;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.Optional;

/** What can be wrong with a policy, before it meets any guest. */
public sealed interface PolicyProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(PolicyProblem.class.getResourceAsStream("problems.md"));
  }

  /**
   * A value that is none.
   *
   * @param expected what would be one, with an example
   */
  record BadValue(String key, String value, String expected) implements PolicyProblem {
    @Override
    public String id() {
      return "bad-value";
    }

    @Override
    public String message() {
      return "`" + value + "` is no value for `" + key + "`";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("`" + key + "` takes " + expected);
    }
  }

  record UnknownKey(String key, Optional<String> suggestion) implements PolicyProblem {
    @Override
    public String id() {
      return "unknown-key";
    }

    @Override
    public String message() {
      return "a policy has no key `" + key + "`";
    }

    @Override
    public Optional<String> hint() {
      return suggestion;
    }
  }

  record WrongShape(PolicyKey key, String found) implements PolicyProblem {
    @Override
    public String id() {
      return "wrong-shape";
    }

    @Override
    public String message() {
      return "`" + key.label() + "` takes " + key.shape().phrase() + ", not " + found;
    }
  }

  /** A file that is no TOML. */
  record BadToml(String detail) implements PolicyProblem {
    @Override
    public String id() {
      return "bad-toml";
    }

    @Override
    public String message() {
      return detail;
    }
  }

  /** A grant of real things, where an artifact is made. */
  record OnlyInRun(PolicyKey key) implements PolicyProblem {
    @Override
    public String id() {
      return "only-in-run";
    }

    @Override
    public String message() {
      return "`" + key.label() + "` has no effect here: only a run grants real things";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("to leave an interface to whoever runs the artifact, name it in `pass`");
    }
  }

  /** A file that a value names. */
  record UnreadableFile(String file, String reason) implements PolicyProblem {
    @Override
    public String id() {
      return "unreadable-file";
    }

    @Override
    public String message() {
      return "cannot read `" + file + "`: " + reason;
    }
  }

  /**
   * Two settings that cannot both hold.
   *
   * @param about what they are both about
   */
  record Contradiction(String first, String second, String about) implements PolicyProblem {
    @Override
    public String id() {
      return "contradiction";
    }

    @Override
    public String message() {
      return "`"
          + first
          + "` and `"
          + second
          + "` contradict each other: both say what becomes of "
          + about;
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("leave one of them out");
    }
  }
}
