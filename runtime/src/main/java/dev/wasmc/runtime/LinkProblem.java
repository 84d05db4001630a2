package dev.wasmc.runtime;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;

/** Why a component cannot be linked with what the host has. */
public sealed interface LinkProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(LinkProblem.class.getResourceAsStream("problems.md"));
  }

  /** The host does not have it. */
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

  /**
   * No host for an interface.
   *
   * @param members what the component imports of it
   */
  record UnknownInterface(String imported, List<String> members) implements LinkProblem {
    private static final int SHOWN = 4;

    public UnknownInterface {
      members = List.copyOf(members);
    }

    @Override
    public String id() {
      return "unknown-interface";
    }

    @Override
    public String message() {
      int more = members.size() - SHOWN;
      return "no host has the interface `"
          + imported
          + "` ("
          + String.join(", ", members.subList(0, Math.min(SHOWN, members.size())))
          + (more > 0 ? " and " + more + " more)" : ")");
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
