package dev.wasmc.cli;

import dev.wasmc.capability.PolicyKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/** The real things that a run may use. */
final class GrantFlags {
  @Option(
      names = "--dir",
      paramLabel = "HOST::GUEST[::ro]",
      description = "A folder of this machine; with ::ro to be read only.")
  private List<String> dir = new ArrayList<>();

  @Option(names = "--inherit-env", paramLabel = "KEY", description = "A variable of this process.")
  private List<String> inheritEnv = new ArrayList<>();

  @Option(names = "--inherit-stdin", description = "Standard input of this process.")
  private boolean inheritStdin;

  @Option(
      names = "--allow",
      paramLabel = "WHAT",
      description = "The real clocks, or real random numbers: clocks, random.")
  private List<String> allow = new ArrayList<>();

  /** What was said, for {@link PolicyFlags#ofRun}. */
  SequencedMap<PolicyKey, List<String>> texts() {
    SequencedMap<PolicyKey, List<String>> texts = new LinkedHashMap<>();
    texts.put(PolicyKey.DIR, dir);
    texts.put(PolicyKey.INHERIT_ENV, inheritEnv);
    texts.put(PolicyKey.INHERIT_STDIN, inheritStdin ? List.of("true") : List.of());
    texts.put(PolicyKey.ALLOW, allow);
    return texts;
  }
}
