package dev.wasmc.cli;

import dev.wasmc.capability.Policy;
import dev.wasmc.capability.PolicyFile;
import dev.wasmc.capability.PolicyKey;
import dev.wasmc.capability.PolicyProblem;
import dev.wasmc.capability.Setting;
import dev.wasmc.capability.SettingParser;
import dev.wasmc.capability.Settings;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What answers in place of the world: the same flags, with the same meaning, wherever there is a
 * policy.
 */
final class PolicyFlags {
  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      description = {
        "A clock: fixed=TIME stands still,",
        "start=TIME,step=DURATION moves on by a step after each question,",
        "as Go needs it: it ends at once where time stands at 0."
      })
  private List<String> clock = new ArrayList<>();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "KEY=VALUE",
      description = "An environment variable. A comma is part of the value.")
  private List<String> env = new ArrayList<>();

  @Option(names = "--arg", paramLabel = "VALUE", description = "A command line argument.")
  private List<String> arg = new ArrayList<>();

  @Option(
      names = "--mount",
      paramLabel = "GUEST=DIR",
      description = "A copy of a folder, to be read only.")
  private List<String> mount = new ArrayList<>();

  @Option(
      names = "--mount-limit",
      paramLabel = "SIZE",
      description = "How much all mounts may hold (64MiB).")
  private List<String> mountLimit = new ArrayList<>();

  @Option(
      names = "--random",
      paramLabel = "seed=N",
      description = "Numbers that look random and are always the same.")
  private List<String> random = new ArrayList<>();

  @Option(names = "--stdin", paramLabel = "TEXT|@FILE", description = "What standard input holds.")
  private List<String> stdin = new ArrayList<>();

  @Option(
      names = "--stdio",
      paramLabel = "MODE",
      description = "Standard output and error: allow (the default), deny, ignore.")
  private List<String> stdio = new ArrayList<>();

  @Option(
      names = "--exit",
      paramLabel = "MODE",
      description = "Whether the guest may end its run: allow (the default), deny.")
  private List<String> exit = new ArrayList<>();

  @Option(
      names = "--answer",
      paramLabel = "FUNC=WAVE",
      description = "A constant answer of a function, such as 'ns:pkg/iface.func=\"text\"'.")
  private List<String> answer = new ArrayList<>();

  @Option(
      names = "--pass",
      paramLabel = "IFACE",
      description = "Leave this interface an import, and those whose types it uses.")
  private List<String> pass = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The same in TOML, each key called as the flag is. A flag wins over the file.")
  private @Nullable String policy;

  boolean hasArguments() {
    return !arg.isEmpty();
  }

  /** Whether anything was said. */
  boolean isGiven() {
    return policy != null || texts().values().stream().anyMatch(texts -> !texts.isEmpty());
  }

  /**
   * Of a run.
   *
   * @param grants what further flags say
   */
  Policy ofRun(Session session, Map<PolicyKey, List<String>> grants) {
    return Settings.policy(above(session, grants), below(session));
  }

  /**
   * Of an artifact: what a policy file grants is left out, as there are no flags for it.
   *
   * @param warnings says so
   */
  Policy ofArtifact(Session session, List<Diagnostic> warnings) {
    List<Setting> above = above(session, Map.of());
    List<Setting> below = below(session);
    below.stream()
        .map(Setting::key)
        .filter(PolicyKey::isGrant)
        .distinct()
        .forEach(key ->
            warnings.add(
                Diagnostic.warning(
                    new PolicyProblem.OnlyInRun(key),
                    new Place.InInput(Session.shown(String.valueOf(policy))))));
    return Settings.policy(
        above, below.stream().filter(setting -> !setting.key().isGrant()).toList());
  }

  private List<Setting> above(Session session, Map<PolicyKey, List<String>> more) {
    try {
      List<Setting> above = parse(session.terminal().folder(), more);
      Settings.policy(above, List.of());
      return above;
    } catch (DiagnosticException e) {
      throw new UsageException(e.diagnostics());
    }
  }

  private List<Setting> below(Session session) {
    return policy == null ? List.of() : file(session, policy);
  }

  private static List<Setting> file(Session session, String file) {
    Path folder = file.equals(Session.STANDARD) ? null : session.path(file).getParent();
    return PolicyFile.read(
        session.readText(file), folder == null ? session.terminal().folder() : folder);
  }

  private SequencedMap<PolicyKey, List<String>> texts() {
    SequencedMap<PolicyKey, List<String>> texts = new LinkedHashMap<>();
    texts.put(PolicyKey.CLOCK, clock);
    texts.put(PolicyKey.ENV, env);
    texts.put(PolicyKey.ARG, arg);
    texts.put(PolicyKey.MOUNT, mount);
    texts.put(PolicyKey.MOUNT_LIMIT, mountLimit);
    texts.put(PolicyKey.RANDOM, random);
    texts.put(PolicyKey.STDIN, stdin);
    texts.put(PolicyKey.STDIO, stdio);
    texts.put(PolicyKey.EXIT, exit);
    texts.put(PolicyKey.ANSWER, answer);
    texts.put(PolicyKey.PASS, pass);
    return texts;
  }

  private List<Setting> parse(Path folder, Map<PolicyKey, List<String>> more) {
    Diagnostics diagnostics = new Diagnostics();
    List<Setting> settings = new ArrayList<>();
    texts().forEach((key, texts) -> add(key, texts, folder, settings, diagnostics));
    more.forEach((key, texts) -> add(key, texts, folder, settings, diagnostics));
    diagnostics.throwIfErrors();
    return settings;
  }

  private static void add(
      PolicyKey key, List<String> texts, Path folder, List<Setting> into, Diagnostics diagnostics) {
    if (key.shape() == PolicyKey.Shape.TEXT && texts.size() > 1) {
      diagnostics.error(
          new CliProblem.Usage("`" + key.flag() + "` is given more than once", Optional.empty()),
          Place.Nowhere.NOWHERE);
      return;
    }
    SettingParser parser = SettingParser.ofFlag(folder, key.flag());
    for (String text : texts) {
      try {
        into.add(parser.parse(key, text));
      } catch (DiagnosticException e) {
        e.diagnostics().forEach(diagnostics::report);
      }
    }
  }
}
