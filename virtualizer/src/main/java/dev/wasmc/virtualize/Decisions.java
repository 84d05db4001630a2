package dev.wasmc.virtualize;

import static dev.wasmc.capability.WasiInterface.CLI_STDERR;
import static dev.wasmc.capability.WasiInterface.CLI_STDIN;
import static dev.wasmc.capability.WasiInterface.CLI_STDOUT;
import static dev.wasmc.capability.WasiInterface.CLOCKS_MONOTONIC_CLOCK;
import static dev.wasmc.capability.WasiInterface.FILESYSTEM_PREOPENS;
import static dev.wasmc.capability.WasiInterface.FILESYSTEM_TYPES;

import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.capability.Capability;
import dev.wasmc.capability.Denials;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.values.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Decides what becomes of each import under a policy. In this order: what an export's resources pin
 * passes, then what the policy passes, then what it answers; the rest is denied. When something of
 * the group of input and output is virtual, what passes of that group is wrapped: the bridge
 * exports it, and answers with the real one.
 *
 * @param functions the answer of each function that is imported by itself
 */
record Decisions(
    List<InterfaceDecision> interfaces, SequencedMap<String, FunctionAnswer> functions) {

  /** The reasons to pass that are no surprise. */
  static final String BY_POLICY = "by policy";

  static final String PLUMBING = "what passes uses it";

  /**
   * @param imports what is to be decided
   * @param alone what passes already: functions and types imported by themselves
   * @param answers the constants of the policy, already read, by interface and function: see {@link
   *     Answers}
   */
  static Decisions of(
      GuestImports imports,
      Collection<EntityType> alone,
      ComponentType guest,
      Policy policy,
      Answers answers) {
    return new Maker(imports, alone, policy, answers, Pins.of(imports, guest)).make();
  }

  private static final class Maker {
    private final GuestImports imports;
    private final Policy policy;
    private final Answers answers;
    private final Map<ImportGroup, List<String>> pins;
    private final Set<ImportGroup> passing = new LinkedHashSet<>();
    private final Set<ImportGroup> used = new LinkedHashSet<>();
    private final boolean wraps;

    Maker(
        GuestImports imports,
        Collection<EntityType> alone,
        Policy policy,
        Answers answers,
        Map<ImportGroup, List<String>> pins) {
      this.imports = imports;
      this.policy = policy;
      this.answers = answers;
      this.pins = pins;
      for (ImportGroup group : imports.interfaces()) {
        if (!pins.containsKey(group) && passes(group)) {
          passing.add(group);
        }
      }
      close(alone);
      this.wraps = imports.interfaces().stream().anyMatch(this::makesVirtualIo);
    }

    /**
     * What passes needs the interfaces that name its types, and gives them to the guest as well.
     */
    private void close(Collection<EntityType> alone) {
      List<EntityType> reached = new ArrayList<>(alone);
      passing.forEach(group -> reached.add(group.type()));
      for (int i = 0; i < reached.size(); i++) {
        EntityType user = reached.get(i);
        for (ImportGroup group : imports.interfaces()) {
          if (!passing.contains(group) && !pins.containsKey(group) && group.namesTypeOf(user)) {
            passing.add(group);
            used.add(group);
            reached.add(group.type());
          }
        }
      }
    }

    Decisions make() {
      List<InterfaceDecision> decisions = new ArrayList<>();
      for (ImportGroup group : imports.interfaces()) {
        decisions.add(decide(group));
      }
      SequencedMap<String, FunctionAnswer> functions = new LinkedHashMap<>();
      imports
          .functions()
          .forEach((name, type) -> {
            functions.put(
                name,
                answers
                    .of(Optional.empty(), name)
                    .orElseGet(() ->
                        new FunctionAnswer.Denied(Denials.of(Optional.empty(), null, name, type))));
          });
      return new Decisions(List.copyOf(decisions), functions);
    }

    private InterfaceDecision decide(ImportGroup group) {
      List<String> pinning = pins.get(group);
      if (pinning != null) {
        return new InterfaceDecision.Pass(
            group, "the export " + String.join(", ", pinning) + " shares its resources");
      }
      boolean real = passing.contains(group) || (isPlumbing(group) && realIo());
      if (real && !(wraps && group.isIo())) {
        return new InterfaceDecision.Pass(
            group, isPlumbing(group) || used.contains(group) ? PLUMBING : BY_POLICY);
      }
      SequencedMap<String, FunctionAnswer> functions = new LinkedHashMap<>();
      for (Map.Entry<String, EntityType> export : group.type().exports().entrySet()) {
        if (export.getValue() instanceof FunctionType type) {
          functions.put(export.getKey(), answer(group, export.getKey(), type, real));
        }
      }
      return new InterfaceDecision.Bridge(group, functions, real);
    }

    private FunctionAnswer answer(
        ImportGroup group, String function, FunctionType type, boolean real) {
      Optional<FunctionAnswer> constant = answers.of(Optional.of(group), function);
      if (constant.isPresent()) {
        return constant.get();
      }
      Optional<FunctionAnswer> wasi =
          group
              .wasi()
              .flatMap(each -> virtual(each, function, real))
              .filter(each -> fitsLibrary(each, group, function, type));
      if (wasi.isPresent()) {
        return wasi.get();
      }
      return real
          ? FunctionAnswer.Real.REAL
          : new FunctionAnswer.Denied(Denials.of(group.wasi(), group.name(), function, type));
    }

    /**
     * The text library is written for the functions of WASI 0.2 as we know them, and for no others
     * of the same name.
     */
    private static boolean fitsLibrary(
        FunctionAnswer answer, ImportGroup group, String function, FunctionType type) {
      return !(answer instanceof FunctionAnswer.Library)
          || WasiTypes.has(group.name(), function, type);
    }

    /** The answer by the policy's mocks; nothing where it has none for this function. */
    private Optional<FunctionAnswer> virtual(WasiInterface wasi, String function, boolean real) {
      return switch (wasi) {
        case CLI_ENVIRONMENT -> environment(function);
        case CLOCKS_WALL_CLOCK, CLOCKS_MONOTONIC_CLOCK ->
            policy.clock().isPresent()
                ? library(wasi, function, false, "--clock")
                : Optional.empty();
        case RANDOM_RANDOM, RANDOM_INSECURE, RANDOM_INSECURE_SEED ->
            policy.randomSeed().isPresent()
                ? library(wasi, function, false, "--random")
                : Optional.empty();
        case CLI_STDIN ->
            real || policy.stdin().isEmpty()
                ? Optional.empty()
                : library(wasi, function, false, "--stdin");
        case CLI_STDOUT, CLI_STDERR ->
            real
                ? Optional.empty()
                : library(wasi, function, false, "--stdio " + policy.stdio().label());
        case FILESYSTEM_TYPES, FILESYSTEM_PREOPENS ->
            policy.mounts().isEmpty() || isAboutErrors(wasi, function)
                ? Optional.empty()
                : library(wasi, function, real, "--mount");
        case IO_POLL, IO_STREAMS ->
            wraps ? library(wasi, function, real, "the bridge") : Optional.empty();
        default -> Optional.empty();
      };
    }

    private Optional<FunctionAnswer> environment(String function) {
      return switch (function) {
        case "get-environment" ->
            policy.environment().isEmpty()
                ? Optional.empty()
                : Optional.of(new FunctionAnswer.Constant(variables(), "-e"));
        case "get-arguments" ->
            policy.arguments().isEmpty()
                ? Optional.empty()
                : Optional.of(new FunctionAnswer.Constant(new Value.ListOf(arguments()), "--arg"));
        default -> Optional.empty();
      };
    }

    /**
     * Programs look for their own name in front; it is the same for all, since an artifact holds no
     * name of a file.
     */
    private List<Value> arguments() {
      List<Value> arguments = new ArrayList<>();
      arguments.add(Value.of(Denials.PROGRAM_NAME));
      policy.arguments().forEach(argument -> arguments.add(Value.of(argument)));
      return arguments;
    }

    private Value variables() {
      List<Value> pairs = new ArrayList<>();
      policy
          .environment()
          .forEach(
              (key, value) -> pairs.add(new Value.Record(List.of(Value.of(key), Value.of(value)))));
      return new Value.ListOf(pairs);
    }

    private static Optional<FunctionAnswer> library(
        WasiInterface wasi, String function, boolean alsoReal, String flag) {
      return Optional.of(new FunctionAnswer.Library(key(wasi, function), alsoReal, flag));
    }

    private boolean isPlumbing(ImportGroup group) {
      return group.wasi().filter(each -> each.capability() == Capability.IO).isPresent();
    }

    private boolean realIo() {
      return passing.stream().anyMatch(ImportGroup::isIo)
          || pins.keySet().stream().anyMatch(ImportGroup::isIo);
    }

    private boolean makesVirtualIo(ImportGroup group) {
      if (pins.containsKey(group) || passing.contains(group) && policy.mounts().isEmpty()) {
        return false;
      }
      return (group.is(CLI_STDIN) && !passing.contains(group))
          || (group.is(CLI_STDOUT) && !passing.contains(group))
          || (group.is(CLI_STDERR) && !passing.contains(group))
          || (group.is(CLOCKS_MONOTONIC_CLOCK)
              && !passing.contains(group)
              && policy.clock().isPresent())
          || (group.is(FILESYSTEM_PREOPENS) && !policy.mounts().isEmpty())
          || (group.is(FILESYSTEM_TYPES) && !policy.mounts().isEmpty());
    }

    private boolean passes(ImportGroup group) {
      if (policy.pass().stream().anyMatch(pattern -> names(group, pattern))) {
        return true;
      }
      return group
          .wasi()
          .filter(wasi ->
              switch (wasi) {
                case CLI_STDOUT, CLI_STDERR -> policy.stdio() == StdioMode.ALLOW;
                case CLI_STDIN -> policy.grants().inheritStdin();
                case CLI_EXIT -> policy.exit();
                case CLOCKS_WALL_CLOCK, CLOCKS_MONOTONIC_CLOCK, CLOCKS_TIMEZONE ->
                    policy.grants().clocks();
                case RANDOM_RANDOM, RANDOM_INSECURE, RANDOM_INSECURE_SEED ->
                    policy.grants().random();
                case FILESYSTEM_TYPES, FILESYSTEM_PREOPENS ->
                    !policy.grants().directories().isEmpty();
                default -> false;
              })
          .isPresent();
    }
  }

  /** Whether a name of a flag, with or without a version, means this interface. */
  static boolean names(ImportGroup group, String name) {
    return group.names().stream()
        .anyMatch(each ->
            each.equals(name)
                || (ParsedName.of(each).orElse(null) instanceof ParsedName.InterfaceName parsed
                    && parsed.unversioned().equals(name)));
  }

  /**
   * Whether a function only tells what an error of a stream means. No stream of the bridge fails
   * with an error of its own, and a guest that gets no answer was denied nothing.
   */
  static boolean isAboutErrors(WasiInterface wasi, String function) {
    return switch (wasi) {
      case FILESYSTEM_TYPES -> function.equals("filesystem-error-code");
      case SOCKETS_NETWORK -> function.equals("network-error-code");
      case HTTP_TYPES -> function.equals("http-error-code");
      default -> false;
    };
  }

  /** How the text library calls a function: its resource or its interface, and its name. */
  static String key(WasiInterface wasi, String function) {
    return switch (ParsedName.of(function).orElse(null)) {
      case ParsedName.Method(String resource, String name) -> resource + "." + name;
      case ParsedName.Static(String resource, String name) -> resource + "." + name;
      case ParsedName.Constructor(String resource) -> resource + ".new";
      case null, default -> wasi.label().substring(wasi.label().indexOf('/') + 1) + "." + function;
    };
  }

  /**
   * Interfaces that must pass as they are, since an export of the guest speaks of their resources,
   * and all that shares resources.
   */
  private static final class Pins {
    private Pins() {}

    static Map<ImportGroup, List<String>> of(GuestImports imports, ComponentType guest) {
      Map<ImportGroup, Set<ResourceType>> used = new LinkedHashMap<>();
      for (ImportGroup group : imports.interfaces()) {
        used.put(group, Reachable.resources(group.type()));
      }
      Map<ImportGroup, List<String>> pinned = new LinkedHashMap<>();
      guest
          .exports()
          .forEach((name, entity) -> {
            Set<ResourceType> resources = Reachable.resources(entity);
            resources.retainAll(new HashSet<>(guest.imported()));
            closure(used, resources)
                .forEach(group -> pinned.computeIfAbsent(group, g -> new ArrayList<>()).add(name));
          });
      return pinned;
    }

    private static Set<ImportGroup> closure(
        Map<ImportGroup, Set<ResourceType>> used, Set<ResourceType> resources) {
      Set<ImportGroup> reached = new LinkedHashSet<>();
      boolean grown = !resources.isEmpty();
      while (grown) {
        grown = false;
        for (Map.Entry<ImportGroup, Set<ResourceType>> entry : used.entrySet()) {
          if (entry.getValue().stream().anyMatch(resources::contains)
              && reached.add(entry.getKey())) {
            resources.addAll(entry.getValue());
            grown = true;
          }
        }
      }
      return reached;
    }
  }
}
