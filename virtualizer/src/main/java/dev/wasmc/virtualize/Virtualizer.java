package dev.wasmc.virtualize;

import dev.wasmc.capability.Capability;
import dev.wasmc.capability.Fate;
import dev.wasmc.capability.Grants;
import dev.wasmc.capability.Mount;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Suggestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the bridge for a guest under a policy. */
public final class Virtualizer {
  /** The flags whose values are a user's own. */
  private static final List<String> BAKED_IN =
      List.of("-e", "--arg", "--mount", "--stdin", "--answer");

  private final GuestImports imports;
  private final ComponentType guest;
  private final Policy policy;
  private final List<Diagnostic> warnings = new ArrayList<>();

  private Virtualizer(GuestComponent guest, Policy policy) {
    this.guest = guest.validated().type();
    this.imports = GuestImports.of(this.guest);
    this.policy = policy;
  }

  /**
   * The bridge for what the guest imports. Reads the mounted folders.
   *
   * @throws DiagnosticException with {@link VirtualizeProblem}s
   */
  public static Bridge virtualize(GuestComponent guest, Policy policy) {
    return new Virtualizer(guest, policy).run();
  }

  private Bridge run() {
    Answers answers = Answers.of(imports, policy);
    warnings.addAll(answers.warnings());
    Decisions decisions = Decisions.of(imports, policy, answers);
    passedForExports(decisions);
    unmatched(decisions);
    imports.others().keySet().stream()
        .filter(name -> !policy.pass().contains(name))
        .forEach(name ->
            warn(
                new VirtualizeProblem.CannotVirtualize(
                    name, "it is no function and no instance of functions and types alone")));
    bakedIn(decisions);
    BridgeAssembler assembler = new BridgeAssembler(imports, decisions, policy, mounts());
    boolean empty =
        decisions.bridged().isEmpty()
            && decisions.functions().isEmpty()
            && decisions.passed().keySet().containsAll(imports.types().keySet());
    BridgeAssembler.Assembled made = assembler.assemble();
    return new Bridge(
        made.component(),
        fates(decisions),
        warnings,
        empty,
        List.of(made.memoryText(), made.codeText()));
  }

  private List<BridgeData.Mounted> mounts() {
    List<BridgeData.Mounted> mounts = new ArrayList<>();
    long bytes = 0;
    boolean areUsed = imports(WasiInterface.FILESYSTEM_PREOPENS);
    for (Mount mount : policy.mounts()) {
      if (mount.guest().isEmpty() || mount.guest().indexOf(0) >= 0) {
        throw DiagnosticException.error(
            new VirtualizeProblem.BadMountPoint(mount.guest(), "it needs a name such as /data"),
            Place.Nowhere.NOWHERE);
      }
      if (!areUsed) {
        FileTree.check(Path.of(mount.directory()));
        continue;
      }
      FileTree.Read read = FileTree.read(Path.of(mount.directory()), policy.mountLimit(), bytes);
      bytes = read.bytes();
      mounts.add(new BridgeData.Mounted(mount.guest(), read.root()));
    }
    return mounts;
  }

  private boolean imports(WasiInterface one) {
    return imports.interfaces().stream().anyMatch(group -> group.is(one));
  }

  /** Whether the guest imports a function of this authority. */
  private boolean imports(Capability wanted) {
    return imports.interfaces().stream()
        .filter(group -> group.wasi().filter(wasi -> wasi.capability() == wanted).isPresent())
        .anyMatch(group ->
            group.type().exports().values().stream().anyMatch(FunctionType.class::isInstance));
  }

  // Warnings.

  private void warn(VirtualizeProblem problem) {
    warnings.add(Diagnostic.warning(problem, Place.Nowhere.NOWHERE));
  }

  private void passedForExports(Decisions decisions) {
    SequencedMap<String, List<String>> names = new LinkedHashMap<>();
    decisions
        .reasons()
        .forEach((name, reason) -> {
          if (reason instanceof InterfaceDecision.Pinned) {
            names.computeIfAbsent(reason.text(), each -> new ArrayList<>()).add(name);
          }
        });
    names.forEach((reason, passed) -> warn(new VirtualizeProblem.PassedForExport(passed, reason)));
  }

  private void unmatched(Decisions decisions) {
    Set<String> used = flags(decisions);
    Grants grants = policy.grants();
    boolean inherited = grants.inheritEnvironment().containsAll(policy.environment().keySet());
    String variables = inherited ? "--inherit-env" : "-e";
    unanswered(
        "--clock",
        policy.clock().isPresent(),
        wasi -> wasi.capability() == Capability.CLOCKS,
        decisions);
    unanswered(
        "--random",
        policy.randomSeed().isPresent(),
        wasi -> wasi.capability() == Capability.RANDOMNESS,
        decisions);
    unanswered(
        "--mount",
        !policy.mounts().isEmpty(),
        wasi -> wasi.capability() == Capability.FILES,
        decisions);
    unanswered(
        "--arg",
        !policy.arguments().isEmpty(),
        wasi -> wasi.capability() == Capability.ENVIRONMENT,
        decisions);
    unmatched(variables, !policy.environment().isEmpty() && !used.contains("-e"));
    unanswered("--stdin", policy.stdin().isPresent(), WasiInterface.CLI_STDIN::equals, decisions);
    unmatched(
        "--stdio " + policy.stdio().label(),
        policy.stdio() != StdioMode.ALLOW
            && !imports(WasiInterface.CLI_STDOUT)
            && !imports(WasiInterface.CLI_STDERR));
    unmatched("--exit deny", !policy.exit() && !imports(WasiInterface.CLI_EXIT));
    unmatched("--dir", !grants.directories().isEmpty() && !imports(Capability.FILES));
    unmatched("--inherit-stdin", grants.inheritStdin() && !imports(WasiInterface.CLI_STDIN));
    unmatched("--allow clocks", grants.clocks() && !imports(Capability.CLOCKS));
    unmatched("--allow random", grants.random() && !imports(Capability.RANDOMNESS));
    Set<String> known = new LinkedHashSet<>(imports.functions().keySet());
    imports.interfaces().forEach(group -> known.add(Answers.unversioned(group.name())));
    known.addAll(imports.others().keySet());
    for (String name : policy.pass()) {
      if (!imports.functions().containsKey(name)
          && !imports.types().containsKey(name)
          && !imports.others().containsKey(name)
          && imports.interfaces().stream().noneMatch(group -> Decisions.names(group, name))) {
        warn(
            new VirtualizeProblem.MatchesNothing(
                "--pass " + name, Suggestions.closest(name, known)));
      }
    }
  }

  private void unanswered(
      String flag, boolean given, Predicate<WasiInterface> about, Decisions decisions) {
    if (!given || flags(decisions).contains(flag)) {
      return;
    }
    Optional<String> passed =
        decisions.interfaces().stream()
            .filter(InterfaceDecision.Pass.class::isInstance)
            .map(InterfaceDecision::group)
            .filter(group -> group.wasi().filter(about).isPresent())
            .map(ImportGroup::name)
            .findFirst();
    if (passed.isPresent()) {
      warn(new VirtualizeProblem.PassedInstead(flag, passed.get()));
    } else if (imports.interfaces().stream()
            .anyMatch(group -> group.wasi().filter(about).isPresent())
        && decisions.pinsIo()) {
      warn(new VirtualizeProblem.StreamsAreReal(flag));
    } else {
      unmatched(flag, true);
    }
  }

  private void unmatched(String flag, boolean isUnmatched) {
    if (isUnmatched) {
      warn(new VirtualizeProblem.MatchesNothing(flag, Optional.empty()));
    }
  }

  /** The flags that answer some function. */
  private static Set<String> flags(Decisions decisions) {
    Set<String> flags = new LinkedHashSet<>();
    for (InterfaceDecision decision : decisions.interfaces()) {
      if (decision instanceof InterfaceDecision.Bridge bridge) {
        bridge.functions().values().forEach(answer -> addFlag(answer, flags));
      }
    }
    return flags;
  }

  private static void addFlag(FunctionAnswer answer, Set<String> into) {
    switch (answer) {
      case FunctionAnswer.Constant(var _, String flag) -> into.add(flag);
      case FunctionAnswer.Library(String _, boolean _, String flag) -> into.add(flag);
      case FunctionAnswer.Denied _ -> {}
      case FunctionAnswer.Real.REAL -> {}
    }
  }

  private void bakedIn(Decisions decisions) {
    Set<String> used = flags(decisions);
    decisions.functions().values().forEach(answer -> addFlag(answer, used));
    List<String> baked = BAKED_IN.stream().filter(used::contains).toList();
    if (!baked.isEmpty()) {
      warn(new VirtualizeProblem.ValuesBakedIn(baked));
    }
  }

  // Fates.

  private List<Fate> fates(Decisions decisions) {
    Map<String, Fate> byName = new LinkedHashMap<>();
    for (InterfaceDecision decision : decisions.interfaces()) {
      for (String name : decision.group().names()) {
        byName.put(name, fate(name, decision));
      }
    }
    imports
        .types()
        .keySet()
        .forEach(name -> byName.put(name, new Fate(name, Fate.Kind.ANSWERED, "a type")));
    decisions.functions().forEach((name, answer) -> byName.put(name, fate(name, answer)));
    decisions.passed().forEach((name, reason) -> byName.put(name, passed(name, reason)));
    imports
        .others()
        .keySet()
        .forEach(name -> byName.put(name, new Fate(name, Fate.Kind.PASSED, "cannot be virtual")));
    return guest.imports().keySet().stream().map(byName::get).toList();
  }

  private static Fate passed(String name, InterfaceDecision.Reason reason) {
    return new Fate(name, Fate.Kind.PASSED, reason.text());
  }

  private Fate fate(String name, InterfaceDecision decision) {
    return switch (decision) {
      case InterfaceDecision.Pass(var _, var reason) -> passed(name, reason);
      case InterfaceDecision.Bridge bridge -> fate(name, bridge);
    };
  }

  private Fate fate(String name, InterfaceDecision.Bridge bridge) {
    Set<String> flags = new LinkedHashSet<>();
    int denied = 0;
    for (FunctionAnswer answer : bridge.functions().values()) {
      addFlag(answer, flags);
      if (answer instanceof FunctionAnswer.Denied) {
        denied++;
      }
    }
    if (bridge.real()) {
      return new Fate(
          name,
          Fate.Kind.PASSED,
          flags.isEmpty() ? "wrapped" : "wrapped, beside " + String.join(", ", flags));
    }
    if (!flags.isEmpty()) {
      String rest =
          denied == 0
              ? ""
              : ", " + denied + " of " + bridge.functions().size() + " functions denied";
      return new Fate(name, Fate.Kind.ANSWERED, "by " + String.join(", ", flags) + rest);
    }
    if (bridge.functions().isEmpty()) {
      return new Fate(name, Fate.Kind.ANSWERED, "types alone");
    }
    return new Fate(name, Fate.Kind.DENIED, stdio(bridge) + answers(bridge));
  }

  private String stdio(InterfaceDecision.Bridge bridge) {
    boolean output =
        bridge.group().is(WasiInterface.CLI_STDOUT) || bridge.group().is(WasiInterface.CLI_STDERR);
    return output && policy.stdio() == StdioMode.DENY ? "closed" : "";
  }

  private static String answers(InterfaceDecision.Bridge bridge) {
    Set<String> labels = new LinkedHashSet<>();
    for (FunctionAnswer answer : bridge.functions().values()) {
      if (answer instanceof FunctionAnswer.Denied(var denial)) {
        labels.add(denial.label());
      }
    }
    return String.join(", ", labels);
  }

  private static Fate fate(String name, FunctionAnswer answer) {
    return answer instanceof FunctionAnswer.Denied(var denial)
        ? new Fate(name, Fate.Kind.DENIED, denial.label())
        : new Fate(name, Fate.Kind.ANSWERED, "by --answer");
  }
}
