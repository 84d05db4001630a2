package dev.wasmc.cli;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;

/** What can go wrong around a command. */
sealed interface CliProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(CliProblem.class.getResourceAsStream("problems.md"));
  }

  /** Arguments that are none. */
  record Usage(String detail, Optional<String> hint) implements CliProblem {
    @Override
    public String id() {
      return "usage";
    }

    @Override
    public String message() {
      return detail;
    }
  }

  record CannotRead(String file, String reason) implements CliProblem {
    @Override
    public String id() {
      return "cannot-read";
    }

    @Override
    public String message() {
      return "cannot read `" + file + "`: " + reason;
    }
  }

  record CannotWrite(String file, String reason) implements CliProblem {
    @Override
    public String id() {
      return "cannot-write";
    }

    @Override
    public String message() {
      return "cannot write `" + file + "`: " + reason;
    }
  }

  /** A folder that cannot be replaced, since something in it is not ours. */
  record ForeignFile(String folder, String file) implements CliProblem {
    @Override
    public String id() {
      return "foreign-file";
    }

    @Override
    public String message() {
      return "`" + folder + "` holds `" + file + "`, which wasmc did not write";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("name a folder that is empty or not there, or remove that one first");
    }
  }

  /** Input beyond what is read at all. */
  record TooLarge(String file, long limit) implements CliProblem {
    @Override
    public String id() {
      return "too-large";
    }

    @Override
    public String message() {
      return "`" + file + "` has more than " + limit + " bytes";
    }
  }

  enum BinaryToTerminal implements CliProblem {
    BINARY_TO_TERMINAL;

    @Override
    public String id() {
      return "binary-to-terminal";
    }

    @Override
    public String message() {
      return "the output is binary and would go to a terminal";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("name a file with -o FILE, or ask for text with -t");
    }
  }

  /** What a component imports and exports and its WIT leaves out. */
  record NotInWit(List<String> names) implements CliProblem {
    public NotInWit {
      names = List.copyOf(names);
    }

    @Override
    public String id() {
      return "not-in-wit";
    }

    @Override
    public String message() {
      return "WIT has no words for " + String.join(", ", names);
    }
  }

  /** A gate that opens nothing. */
  record UnusedGate(String gate, Optional<String> hint) implements CliProblem {
    @Override
    public String id() {
      return "unused-gate";
    }

    @Override
    public String message() {
      return "nothing is `@unstable(feature = " + gate + ")`";
    }
  }

  enum OutOfMemory implements CliProblem {
    OUT_OF_MEMORY;

    @Override
    public String id() {
      return "out-of-memory";
    }

    @Override
    public String message() {
      return "the Java heap is used up";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("give it more with WASMC_JVM_OPTS=-Xmx8g");
    }
  }

  /**
   * A defect of this program.
   *
   * @param fingerprint the same for the same defect
   */
  record Internal(String fingerprint) implements CliProblem {
    @Override
    public String id() {
      return "internal-error";
    }

    @Override
    public String message() {
      return "wasmc failed, and the input is not to blame (" + fingerprint + ")";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("run it again with -vvv for a trace that a report can include");
    }
  }
}
