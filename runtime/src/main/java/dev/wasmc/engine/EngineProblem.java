package dev.wasmc.engine;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import dev.wasmc.wasm.Feature;
import java.util.Optional;

/** Why a valid module cannot be compiled or instantiated here. */
public sealed interface EngineProblem extends Problem {
  /** What there is to say about each of these and each {@link LinkProblem}. */
  static Explanations explanations() {
    return Explanations.read(EngineProblem.class.getResourceAsStream("problems.md"));
  }

  /** A part of the standard that the engine does not run. */
  record Unsupported(Feature feature, String what) implements EngineProblem {
    @Override
    public String id() {
      return "engine-unsupported-feature";
    }

    @Override
    public String message() {
      return what + " needs the feature " + feature.label() + ", which the engine does not run";
    }
  }

  /**
   * More than the store allows, or than fits the machine.
   *
   * @param what with its unit
   */
  record OverLimit(String what, long wanted, long allowed) implements EngineProblem {
    @Override
    public String id() {
      return "engine-over-limit";
    }

    @Override
    public String message() {
      return what + ": " + wanted + " wanted, " + allowed + " allowed";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("raise the limit if the guest is trusted");
    }
  }
}
