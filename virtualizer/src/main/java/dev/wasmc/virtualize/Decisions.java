package dev.wasmc.virtualize;

import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.capability.Denial;
import dev.wasmc.capability.Denials;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Decides what becomes of each import under a policy. In this order: what shares resources with an
 * export passes, then what the policy passes and what that needs, then what the policy answers; the
 * rest is denied. When something of the group of input and output is virtual, or there in several
 * versions, what passes of that group is wrapped: the bridge exports it, and answers with the real
 * one.
 *
 * @param functions the answer of each function that is imported by itself
 * @param passed functions and types imported by themselves that stay imports
 */
record Decisions(
    List<InterfaceDecision> interfaces,
    SequencedMap<String, FunctionAnswer> functions,
    SequencedMap<String, InterfaceDecision.Reason> passed) {

  /**
   * @param answers the constants of the policy, already read, by interface and function: see {@link
   *     Answers}
   */
  static Decisions of(GuestImports imports, Policy policy, Answers answers) {
    return new Maker(imports, policy, answers).make();
  }

  /** The interfaces that the bridge exports. */
  List<InterfaceDecision.Bridge> bridged() {
    return interfaces.stream()
        .filter(InterfaceDecision.Bridge.class::isInstance)
        .map(InterfaceDecision.Bridge.class::cast)
        .toList();
  }

  /** Whether streams pass since an export shares them: then none can be the bridge's. */
  boolean pinsIo() {
    return interfaces.stream()
        .anyMatch(decision ->
            decision instanceof InterfaceDecision.Pass(var group, var reason)
                && reason instanceof InterfaceDecision.Pinned
                && group.isPlumbing());
  }

  /** Why each import that stays one does, by its name. */
  SequencedMap<String, InterfaceDecision.Reason> reasons() {
    SequencedMap<String, InterfaceDecision.Reason> reasons = new LinkedHashMap<>();
    for (InterfaceDecision decision : interfaces) {
      if (decision instanceof InterfaceDecision.Pass(ImportGroup group, var reason)) {
        reasons.put(group.name(), reason);
      }
    }
    reasons.putAll(passed);
    return reasons;
  }

  private static final class Maker {
    private final GuestImports imports;
    private final Policy policy;
    private final Answers answers;
    private final Kinship kinship;

    /** By import, the exports that need resource types of it. */
    private final Map<String, List<String>> pins = new LinkedHashMap<>();

    private final Set<String> asked = new LinkedHashSet<>();

    /** All that is or answers with the real thing. */
    private final Set<String> real;

    /** The interfaces whose resources meet with those of input and output. */
    private final Set<String> io = new LinkedHashSet<>();

    private final boolean wraps;

    /** Whether exports have the streams: then none of them can be the bridge's. */
    private final boolean pinsIo;

    Maker(GuestImports imports, Policy policy, Answers answers) {
      this.imports = imports;
      this.policy = policy;
      this.answers = answers;
      this.kinship = new Kinship(imports);
      imports
          .exported()
          .forEach((export, resources) ->
              kinship
                  .withNeeded(kinship.owners(resources))
                  .forEach(name -> pins.computeIfAbsent(name, n -> new ArrayList<>()).add(export)));
      for (ImportGroup group : imports.interfaces()) {
        if (!pins.containsKey(group.name()) && passes(group)) {
          asked.add(group.name());
        }
        if (group.isIo() || kinship.uses(group.name(), io::contains)) {
          io.add(group.name());
        }
      }
      imports.functions().keySet().stream().filter(policy.pass()::contains).forEach(asked::add);
      imports.types().keySet().stream().filter(policy.pass()::contains).forEach(asked::add);
      Set<String> roots = new LinkedHashSet<>(pins.keySet());
      roots.addAll(asked);
      roots.addAll(imports.others().keySet());
      boolean realIo = roots.stream().anyMatch(io::contains);
      imports.interfaces().stream()
          .filter(group -> realIo && group.isPlumbing())
          .forEach(group -> roots.add(group.name()));
      this.real = kinship.withNeeded(roots);
      this.pinsIo =
          imports.interfaces().stream()
              .anyMatch(group -> group.isPlumbing() && pins.containsKey(group.name()));
      this.wraps = !pinsIo && imports.interfaces().stream().anyMatch(this::hasToWrap);
    }

    Decisions make() {
      List<InterfaceDecision> decisions = new ArrayList<>();
      for (ImportGroup group : imports.interfaces()) {
        decisions.add(decide(group));
      }
      SequencedMap<String, FunctionAnswer> functions = new LinkedHashMap<>();
      SequencedMap<String, InterfaceDecision.Reason> passed = new LinkedHashMap<>();
      imports
          .functions()
          .forEach((name, type) -> {
            if (real.contains(name)) {
              passed.put(name, reason(name));
            } else {
              functions.put(name, answer(name, type));
            }
          });
      for (String name : imports.types().keySet()) {
        if (real.contains(name) || kinship.uses(name, this::isPassed)) {
          passed.put(name, reason(name));
        }
      }
      for (String name : passed.keySet()) {
        if (kinship.uses(name, from -> !isPassed(from))) {
          throw DiagnosticException.error(
              new VirtualizeProblem.CannotPass(
                  name, "it speaks of streams or files, some of which are virtual"),
              Place.Nowhere.NOWHERE);
        }
      }
      return new Decisions(List.copyOf(decisions), functions, passed);
    }

    private FunctionAnswer answer(String name, FunctionType type) {
      return answers
          .of(Optional.empty(), name)
          .orElseGet(
              () -> new FunctionAnswer.Denied(Denials.of(Optional.empty(), null, name, type)));
    }

    private InterfaceDecision.Reason reason(String name) {
      List<String> exports = pins.get(name);
      if (exports != null) {
        return new InterfaceDecision.Pinned(exports);
      }
      return asked.contains(name)
          ? InterfaceDecision.Asked.BY_POLICY
          : InterfaceDecision.Needed.BY_OTHERS;
    }

    /** Whether the guest gets an import as it is. */
    private boolean isPassed(String name) {
      return real.contains(name) && !(wraps && io.contains(name) && !pins.containsKey(name));
    }

    private InterfaceDecision decide(ImportGroup group) {
      if (isPassed(group.name())) {
        return new InterfaceDecision.Pass(group, reason(group.name()));
      }
      boolean isReal = real.contains(group.name());
      SequencedMap<String, FunctionAnswer> functions = new LinkedHashMap<>();
      for (Map.Entry<String, EntityType> export : group.type().exports().entrySet()) {
        if (export.getValue() instanceof FunctionType type) {
          functions.put(export.getKey(), answer(group, export.getKey(), type, isReal));
        }
      }
      return new InterfaceDecision.Bridge(group, functions, isReal);
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
              .filter(each -> fitsLibrary(each, group, function, type))
              .filter(each ->
                  !pinsIo || !(each instanceof FunctionAnswer.Library) || !speaksOfIo(type));
      if (wasi.isPresent()) {
        return wasi.get();
      }
      if (real) {
        return FunctionAnswer.Real.REAL;
      }
      Denial denial = Denials.of(group.wasi(), group.name(), function, type);
      boolean impossible = denial.isHandle() && type.result() != null && isPassed(type.result());
      return new FunctionAnswer.Denied(impossible ? Denial.Trap.TRAP : denial);
    }

    private boolean speaksOfIo(FunctionType type) {
      return Reachable.resources(type).stream().map(kinship::owner).anyMatch(io::contains);
    }

    /** Whether a value holds a resource that the bridge cannot make. */
    private boolean isPassed(ValueType value) {
      return Reachable.resources(value).stream()
          .map(kinship::owner)
          .anyMatch(owner -> owner == null || isPassed(owner));
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

    /**
     * Whether it makes virtual streams, files or timers, or is real in several versions of which
     * what the bridge exports knows but one.
     */
    private boolean hasToWrap(ImportGroup group) {
      String name = group.name();
      if (pins.containsKey(name)) {
        return false;
      }
      boolean isReal = real.contains(name);
      if (isReal
          && group.names().size() > 1
          && imports.interfaces().stream()
              .filter(other -> !real.contains(other.name()))
              .anyMatch(other -> kinship.uses(other.name(), name::equals))) {
        return true;
      }
      return group
          .wasi()
          .filter(wasi ->
              switch (wasi) {
                case CLI_STDIN, CLI_STDOUT, CLI_STDERR -> !isReal;
                case CLOCKS_MONOTONIC_CLOCK -> !isReal && policy.clock().isPresent();
                case FILESYSTEM_PREOPENS, FILESYSTEM_TYPES -> !policy.mounts().isEmpty();
                default -> false;
              })
          .isPresent();
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
}
