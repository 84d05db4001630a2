package dev.wasmc.runtime;

import dev.wasmc.source.Problem;
import java.util.Optional;

/** Why a component cannot be linked with what the host has. */
public sealed interface LinkProblem extends Problem {
  /** No host function for an import. */
  record UnknownImport(String imported, Optional<String> suggestion) implements LinkProblem {
    @Override
    public String id() {
      return "unknown-import";
    }

    @Override
    public String message() {
      return "the import `" + imported + "` is missing";
    }

    @Override
    public Optional<String> hint() {
      return suggestion;
    }
  }

  /** The host has the function with another type. */
  record WrongType(String imported, String difference) implements LinkProblem {
    @Override
    public String id() {
      return "import-of-other-type";
    }

    @Override
    public String message() {
      return "the import `" + imported + "` has another type than the host: " + difference;
    }
  }
}
