package dev.wasmc.compose;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;

/** Why components cannot be joined. */
public sealed interface ComposeProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(ComposeProblem.class.getResourceAsStream("problems.md"));
  }

  /** No import takes anything of a plug. */
  record PlugMatchesNothing(String plug, List<String> exports, List<String> imports)
      implements ComposeProblem {
    public PlugMatchesNothing {
      exports = List.copyOf(exports);
      imports = List.copyOf(imports);
    }

    @Override
    public String id() {
      return "plug-matches-nothing";
    }

    @Override
    public String message() {
      return "nothing imports what `" + plug + "` exports (" + String.join(", ", exports) + ")";
    }

    @Override
    public Optional<String> hint() {
      return imports.isEmpty()
          ? Optional.empty()
          : Optional.of("unsatisfied imports are " + String.join(", ", imports));
    }
  }

  /** Plugs need each other in a circle. */
  record PlugCycle(List<String> plugs) implements ComposeProblem {
    public PlugCycle {
      plugs = List.copyOf(plugs);
    }

    @Override
    public String id() {
      return "plug-cycle";
    }

    @Override
    public String message() {
      return "these plugs need each other in a circle: " + String.join(" -> ", plugs);
    }
  }

  /** Two plugs export what one import asks for. */
  record AmbiguousPlug(String imported, String first, String second) implements ComposeProblem {
    @Override
    public String id() {
      return "ambiguous-plug";
    }

    @Override
    public String message() {
      return "both `" + first + "` and `" + second + "` export `" + imported + "`";
    }
  }

  /** An export does not fit the import it is meant for. */
  record DoesNotFit(String imported, String importer, String exporter, String difference)
      implements ComposeProblem {
    @Override
    public String id() {
      return "does-not-fit";
    }

    @Override
    public String message() {
      return "`"
          + imported
          + "` of `"
          + exporter
          + "` does not fit the import of `"
          + importer
          + "`: "
          + difference;
    }
  }

  /** Two components import different things under one name. */
  record ImportsDisagree(String imported, String first, String second) implements ComposeProblem {
    @Override
    public String id() {
      return "imports-disagree";
    }

    @Override
    public String message() {
      return "`" + first + "` and `" + second + "` import `" + imported + "` with different types";
    }
  }
}
