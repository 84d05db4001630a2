package dev.wasmc.virtualize;

import dev.wasmc.capability.Capability;
import dev.wasmc.capability.Fate;
import dev.wasmc.capability.Mount;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.types.ComponentType;
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
import java.util.Set;
import java.util.function.Predicate;

/** Makes the bridge for a guest under a policy. */
public final class Virtualizer {
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
    unmatched();
    imports.others().keySet().stream()
        .filter(name -> !policy.pass().contains(name))
        .forEach(name ->
            warn(
                new VirtualizeProblem.CannotVirtualize(
                    name, "it is no function and no instance of functions and types alone")));
    bakedIn(answers);
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
    if (!imports(WasiInterface.FILESYSTEM_PREOPENS)) {
      return mounts;
    }
    for (Mount mount : policy.mounts()) {
      if (mount.guest().isEmpty() || mount.guest().indexOf(0) >= 0) {
        throw DiagnosticException.error(
            new VirtualizeProblem.BadMountPoint(mount.guest(), "it needs a name such as /data"),
            Place.Nowhere.NOWHERE);
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

  private boolean importsAny(Predicate<Capability> wanted) {
    return imports.interfaces().stream()
        .anyMatch(group -> group.wasi().filter(wasi -> wanted.test(wasi.capability())).isPresent());
  }

  // Warnings.

  private void warn(VirtualizeProblem problem) {
    warnings.add(Diagnostic.warning(problem, Place.Nowhere.NOWHERE));
  }

  private void unmatched() {
    unmatched("--clock", policy.clock().isPresent(), Capability.CLOCKS);
    unmatched("--random", policy.randomSeed().isPresent(), Capability.RANDOMNESS);
    unmatched("--mount", !policy.mounts().isEmpty(), Capability.FILES);
    unmatched("-e", !policy.environment().isEmpty(), Capability.ENVIRONMENT);
    unmatched("--arg", !policy.arguments().isEmpty(), Capability.ENVIRONMENT);
    if (policy.stdin().isPresent() && !imports(WasiInterface.CLI_STDIN)) {
      warn(new VirtualizeProblem.MatchesNothing("--stdin", Optional.empty()));
    }
    Set<String> known = new LinkedHashSet<>(imports.functions().keySet());
    imports.interfaces().forEach(group -> known.add(Answers.unversioned(group.name())));
    known.addAll(imports.others().keySet());
    for (String name : policy.pass()) {
      if (!imports.functions().containsKey(name)
          && !imports.others().containsKey(name)
          && imports.interfaces().stream().noneMatch(group -> Decisions.names(group, name))) {
        warn(
            new VirtualizeProblem.MatchesNothing(
                "--pass " + name, Suggestions.closest(name, known)));
      }
    }
  }

  private void unmatched(String flag, boolean given, Capability capability) {
    if (given && !importsAny(capability::equals)) {
      warn(new VirtualizeProblem.MatchesNothing(flag, Optional.empty()));
    }
  }

  private void bakedIn(Answers answers) {
    List<String> flags = new ArrayList<>();
    if (!policy.environment().isEmpty() && imports(WasiInterface.CLI_ENVIRONMENT)) {
      flags.add("-e");
    }
    if (!policy.mounts().isEmpty() && imports(WasiInterface.FILESYSTEM_PREOPENS)) {
      flags.add("--mount");
    }
    if (!answers.isEmpty()) {
      flags.add("--answer");
    }
    if (!flags.isEmpty()) {
      warn(new VirtualizeProblem.ValuesBakedIn(flags));
    }
  }

  // Fates.

  private List<Fate> fates(Decisions decisions) {
    Map<String, Fate> byName = new LinkedHashMap<>();
    for (InterfaceDecision decision : decisions.interfaces()) {
      if (decision instanceof InterfaceDecision.Pass(ImportGroup group, var reason)) {
        warnIfPinned(group.name(), reason);
      }
      for (String name : decision.group().names()) {
        byName.put(name, fate(name, decision));
      }
    }
    imports
        .types()
        .keySet()
        .forEach(name -> byName.put(name, new Fate(name, Fate.Kind.ANSWERED, "a type")));
    decisions.functions().forEach((name, answer) -> byName.put(name, fate(name, answer)));
    decisions
        .passed()
        .forEach((name, reason) -> {
          warnIfPinned(name, reason);
          byName.put(name, passed(name, reason));
        });
    imports
        .others()
        .keySet()
        .forEach(name -> byName.put(name, new Fate(name, Fate.Kind.PASSED, "cannot be virtual")));
    return guest.imports().keySet().stream().map(byName::get).toList();
  }

  private void warnIfPinned(String name, InterfaceDecision.Reason reason) {
    if (reason instanceof InterfaceDecision.Pinned) {
      warn(new VirtualizeProblem.PassedForExport(name, reason.text()));
    }
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
      switch (answer) {
        case FunctionAnswer.Constant(var _, String flag) -> flags.add(flag);
        case FunctionAnswer.Library(String _, boolean _, String flag) -> flags.add(flag);
        case FunctionAnswer.Denied _ -> denied++;
        case FunctionAnswer.Real.REAL -> {}
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
