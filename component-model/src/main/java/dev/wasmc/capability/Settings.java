package dev.wasmc.capability;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a policy of settings.
 *
 * <p>Each setting lays claim to things of the guest's world, either to have something virtual there
 * or to let the real thing through. Two that lay claim to the same thing in different ways
 * contradict each other.
 */
public final class Settings {
  private enum Way {
    VIRTUAL,
    REAL
  }

  private record Claim(String thing, Way way) {}

  private Settings() {}

  /**
   * @param above wins over {@code below}: where the two contradict each other or give a list of
   *     arguments each, what is below is dropped
   * @throws dev.wasmc.source.DiagnosticException with {@link PolicyProblem.Contradiction}s inside
   *     of one of the two
   */
  public static Policy policy(List<Setting> above, List<Setting> below) {
    Diagnostics diagnostics = new Diagnostics();
    contradictions(above, diagnostics);
    contradictions(below, diagnostics);
    diagnostics.throwIfErrors();
    List<Setting> all = new ArrayList<>();
    boolean hasArguments = above.stream().anyMatch(Setting.Argument.class::isInstance);
    for (Setting setting : below) {
      boolean replaced = hasArguments && setting instanceof Setting.Argument;
      if (!replaced
          && above.stream().noneMatch(other -> contradiction(setting, other).isPresent())) {
        all.add(setting);
      }
    }
    all.addAll(above);
    return build(all);
  }

  private static void contradictions(List<Setting> settings, Diagnostics into) {
    for (int i = 0; i < settings.size(); i++) {
      for (int j = 0; j < i; j++) {
        Setting first = settings.get(j);
        Setting second = settings.get(i);
        contradiction(first, second)
            .ifPresent(about ->
                into.report(
                    Diagnostic.error(
                        new PolicyProblem.Contradiction(first.shown(), second.shown(), about),
                        Place.Nowhere.NOWHERE)));
      }
    }
  }

  private static Optional<String> contradiction(Setting first, Setting second) {
    Optional<String> same = twice(first, second);
    if (same.isPresent()) {
      return same;
    }
    List<Claim> others = claims(second);
    for (Claim claim : claims(first)) {
      for (Claim other : others) {
        if (claim.thing.equals(other.thing) && claim.way != other.way) {
          return Optional.of(claim.thing);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What two settings of one kind name twice. A variable may be: the later one counts, so that a
   * script can add to what it was given.
   */
  private static Optional<String> twice(Setting first, Setting second) {
    if (first instanceof Setting.MountFolder(Mount one)
        && second instanceof Setting.MountFolder(Mount other)
        && one.guest().equals(other.guest())) {
      return Optional.of("the folder " + one.guest());
    }
    if (first instanceof Setting.Folder(Grants.Directory one)
        && second instanceof Setting.Folder(Grants.Directory other)
        && one.guest().equals(other.guest())) {
      return Optional.of("the folder " + one.guest());
    }
    if (first instanceof Setting.Constant(Answer one)
        && second instanceof Setting.Constant(Answer other)
        && one.function().equals(other.function())) {
      return Optional.of(one.function());
    }
    return Optional.empty();
  }

  private static List<Claim> claims(Setting setting) {
    return switch (setting) {
      case Setting.Clock _ -> List.of(virtual(Capability.CLOCKS.label()));
      case Setting.Variable(String name, _) ->
          List.of(virtual(Capability.ENVIRONMENT.label()), virtual("the variable " + name));
      case Setting.Argument _ -> List.of(virtual(Capability.ENVIRONMENT.label()));
      case Setting.MountFolder(Mount mount) ->
          List.of(virtual(Capability.FILES.label()), virtual("the folder " + mount.guest()));
      case Setting.Seed _ -> List.of(virtual(Capability.RANDOMNESS.label()));
      case Setting.Stdin _ -> List.of(virtual("standard input"));
      case Setting.Stdio(StdioMode mode) ->
          mode == StdioMode.ALLOW
              ? List.of()
              : List.of(virtual("standard output and standard error"));
      case Setting.Exit(boolean allowed) ->
          allowed ? List.of() : List.of(virtual(Capability.EXIT.label()));
      case Setting.Constant(Answer answer) ->
          List.of(virtual(withoutVersion(interfaceOf(answer.function()))));
      case Setting.Pass(String imported) -> passed(imported);
      case Setting.Folder(Grants.Directory directory) ->
          List.of(real("the folder " + directory.guest()));
      case Setting.InheritVariable(String name) -> List.of(real("the variable " + name));
      case Setting.InheritStdin _ -> List.of(real("standard input"));
      case Setting.Allow allow -> List.of(real(allow.capability().label()));
      case Setting.MountLimit _ -> List.of();
    };
  }

  private static List<Claim> passed(String imported) {
    List<Claim> claims = new ArrayList<>();
    claims.add(real(withoutVersion(imported)));
    WasiInterface.of(imported)
        .map(wasi ->
            switch (wasi) {
              case CLI_STDIN -> "standard input";
              case CLI_STDOUT, CLI_STDERR -> "standard output and standard error";
              default -> wasi.capability().label();
            })
        .ifPresent(thing -> claims.add(real(thing)));
    return claims;
  }

  private static Claim virtual(String thing) {
    return new Claim(thing, Way.VIRTUAL);
  }

  private static Claim real(String thing) {
    return new Claim(thing, Way.REAL);
  }

  private static String interfaceOf(String function) {
    int slash = function.indexOf('/');
    int dot = function.indexOf('.', Math.max(slash, 0));
    int at = function.indexOf('@');
    if (at >= 0 && dot > at) {
      return function.substring(0, at);
    }
    return dot < 0 ? function : function.substring(0, dot);
  }

  private static String withoutVersion(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  private static Policy build(List<Setting> settings) {
    Policy.Builder policy = Policy.builder();
    List<Grants.Directory> directories = new ArrayList<>();
    List<String> inherited = new ArrayList<>();
    boolean stdin = false;
    boolean clocks = false;
    boolean random = false;
    for (Setting setting : settings) {
      switch (setting) {
        case Setting.Clock(MockClock clock) -> policy.clock(clock);
        case Setting.Variable(String name, String value) -> policy.environment(name, value);
        case Setting.Argument(String value) -> policy.argument(value);
        case Setting.MountFolder(Mount mount) -> policy.mount(mount.guest(), mount.directory());
        case Setting.MountLimit(long bytes) -> policy.mountLimit(bytes);
        case Setting.Seed(long seed) -> policy.randomSeed(seed);
        case Setting.Stdin(var content) -> policy.stdin(content);
        case Setting.Stdio(StdioMode mode) -> policy.stdio(mode);
        case Setting.Exit(boolean allowed) -> policy.exit(allowed);
        case Setting.Constant(Answer answer) -> policy.answer(answer);
        case Setting.Pass(String imported) -> policy.pass(imported);
        case Setting.Folder(Grants.Directory directory) -> {
          directories.removeIf(other -> other.guest().equals(directory.guest()));
          directories.add(directory);
        }
        case Setting.InheritVariable(String name) -> inherited.add(name);
        case Setting.InheritStdin _ -> stdin = true;
        case Setting.Allow.CLOCKS -> clocks = true;
        case Setting.Allow.RANDOM -> random = true;
      }
    }
    return policy.grants(new Grants(directories, inherited, stdin, clocks, random)).build();
  }
}
