package dev.wasmc.sandbox;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;

/** Why a run cannot start, or what of its grants does nothing. */
public sealed interface SandboxProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(SandboxProblem.class.getResourceAsStream("problems.md"));
  }

  /**
   * Nothing to run: neither {@code wasi:cli/run} nor a single function without parameters.
   *
   * @param functions those that a call in text can name
   */
  record NothingToRun(List<String> functions) implements SandboxProblem {
    public NothingToRun {
      functions = List.copyOf(functions);
    }

    @Override
    public String id() {
      return "nothing-to-run";
    }

    @Override
    public String message() {
      return "the component exports neither wasi:cli/run nor a single function that takes nothing";
    }

    @Override
    public Optional<String> hint() {
      return functions.isEmpty()
          ? Optional.empty()
          : Optional.of("call one with --invoke: " + String.join(", ", functions));
    }
  }

  /** No function is exported by that name. */
  record UnknownFunction(String name, List<String> functions) implements SandboxProblem {
    public UnknownFunction {
      functions = List.copyOf(functions);
    }

    @Override
    public String id() {
      return "unknown-export";
    }

    @Override
    public String message() {
      return "the component exports no function `" + name + "`";
    }

    @Override
    public Optional<String> hint() {
      return functions.isEmpty()
          ? Optional.empty()
          : Optional.of("it exports: " + String.join(", ", functions));
    }
  }

  /**
   * A function whose arguments or result cannot be written as text.
   *
   * @param type the type without a text, such as {@code own<r>}
   * @param functions those that can be called
   */
  record NotCallable(String function, String type, List<String> functions)
      implements SandboxProblem {
    public NotCallable {
      functions = List.copyOf(functions);
    }

    @Override
    public String id() {
      return "not-callable";
    }

    @Override
    public String message() {
      return "`" + function + "` cannot be called in text: it passes values of type " + type;
    }

    @Override
    public Optional<String> hint() {
      return functions.isEmpty()
          ? Optional.empty()
          : Optional.of("these can: " + String.join(", ", functions));
    }
  }

  /** A variable to inherit that the host does not have. */
  record NothingToInherit(String name, Optional<String> closest) implements SandboxProblem {
    @Override
    public String id() {
      return "nothing-to-inherit";
    }

    @Override
    public String message() {
      return "there is no variable `" + name + "` to inherit";
    }

    @Override
    public Optional<String> hint() {
      return closest;
    }
  }

  /** A folder to grant that cannot be opened. */
  record UnusableGrant(String grant, String reason) implements SandboxProblem {
    @Override
    public String id() {
      return "unusable-grant";
    }

    @Override
    public String message() {
      return "cannot grant " + grant + ": " + reason;
    }
  }
}
