package dev.wasmc.virtualize;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What becomes of an imported interface. */
sealed interface InterfaceDecision {
  ImportGroup group();

  /** It stays an import, and the guest gets it as it is. */
  record Pass(ImportGroup group, String reason) implements InterfaceDecision {}

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
}
