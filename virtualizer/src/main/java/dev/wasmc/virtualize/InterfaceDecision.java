package dev.wasmc.virtualize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What becomes of an imported interface. */
sealed interface InterfaceDecision {
  ImportGroup group();

  /** It stays an import, and the guest gets it as it is. */
  record Pass(ImportGroup group, Reason reason) implements InterfaceDecision {}

  /**
   * The bridge exports it.
   *
   * @param functions the answer of each function, in the order of the interface
   * @param real whether the bridge imports the real one to answer with
   */
  record Bridge(ImportGroup group, SequencedMap<String, FunctionAnswer> functions, boolean real)
      implements InterfaceDecision {
    public Bridge {
      functions = new LinkedHashMap<>(functions);
    }
  }

  /** Why an import stays one. */
  sealed interface Reason {
    /** In the words of a user. */
    default String text() {
      return switch (this) {
        case Asked.BY_POLICY -> "by policy";
        case Needed.BY_OTHERS -> "what passes uses it";
        case Pinned(List<String> exports) ->
            "the export " + String.join(", ", exports) + " shares its resources";
      };
    }
  }

  /** The policy says so. */
  enum Asked implements Reason {
    BY_POLICY
  }

  /** Something that passes has resource types of it. */
  enum Needed implements Reason {
    BY_OTHERS
  }

  /** Exports of the guest have resource types of it, or of its kin. */
  record Pinned(List<String> exports) implements Reason {
    public Pinned {
      exports = List.copyOf(exports);
    }
  }
}
