package dev.wasmc.cli;

import dev.wasmc.capability.PolicyKey;
import dev.wasmc.capability.Setting;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  List<Setting> settings(Path folder) {
    Diagnostics diagnostics = new Diagnostics();
    List<Setting> settings = new ArrayList<>();
    PolicyFlags.add(PolicyKey.DIR, dir, folder, settings, diagnostics);
    PolicyFlags.add(PolicyKey.INHERIT_ENV, inheritEnv, folder, settings, diagnostics);
    PolicyFlags.add(PolicyKey.ALLOW, allow, folder, settings, diagnostics);
    if (inheritStdin) {
      settings.add(Setting.InheritStdin.INHERIT_STDIN);
    }
    try {
      diagnostics.throwIfErrors();
    } catch (DiagnosticException e) {
      throw new UsageException(e.diagnostics());
    }
    return settings;
  }
}
