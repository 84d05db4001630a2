package dev.wasmc.sandbox;

import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wave.FunctionName;
import dev.wasmc.wave.Wave;
import dev.wasmc.wave.WaveCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which export is called, and with what.
 *
 * @param instance the exported instance; empty for a function of the component itself
 * @param isCommand whether it is {@code wasi:cli/run}, whose result is an exit status
 */
record Invocation(
    Optional<String> instance,
    String function,
    FunctionType type,
    List<Value> arguments,
    boolean isCommand) {
  private static final String RUN = "wasi:cli/run";

  /** The call that the options ask for, or the default one. */
  static Invocation of(ComponentType component, Optional<String> call) {
    return call.isPresent() ? parse(component, call.get()) : byDefault(component);
  }

  /**
   * A call of the function that a name means.
   *
   * @throws DiagnosticException where no such function is exported
   */
  static Invocation named(ComponentType component, String name, List<Value> arguments) {
    List<Candidate> candidates = candidates(component);
    Candidate found =
        FunctionName.parse(name)
            .flatMap(parsed -> find(candidates, parsed))
            .orElseThrow(() ->
                DiagnosticException.error(
                    new SandboxProblem.UnknownFunction(name, labels(candidates)),
                    Place.Nowhere.NOWHERE));
    return new Invocation(found.instance(), found.function(), found.type(), arguments, false);
  }

  private record Candidate(Optional<String> instance, String function, FunctionType type) {
    /** As a call spells it. */
    String label() {
      if (instance.isPresent()
          && ParsedName.of(instance.get()).orElse(null) instanceof ParsedName.InterfaceName name) {
        return new FunctionName(
                name.packageText(),
                name.interfaceName(),
                function,
                name.version().map(version -> version.text()).orElse(null))
            .toString();
      }
      return instance.map(each -> each + ".").orElse("") + function;
    }
  }

  private static List<Candidate> candidates(ComponentType component) {
    List<Candidate> candidates = new ArrayList<>();
    component
        .exports()
        .forEach((name, entity) -> {
          switch (entity) {
            case FunctionType function ->
                candidates.add(new Candidate(Optional.empty(), name, function));
            case InstanceType instance -> {
              for (Map.Entry<String, EntityType> export : instance.exports().entrySet()) {
                if (export.getValue() instanceof FunctionType function) {
                  candidates.add(new Candidate(Optional.of(name), export.getKey(), function));
                }
              }
            }
            default -> {}
          }
        });
    return candidates;
  }

  /** Those whose arguments and result can be written as text. */
  private static List<Candidate> callable(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> Wave.obstacle(candidate.type()).isEmpty())
        .toList();
  }

  private static List<String> labels(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::label).toList();
  }

  private static FunctionType checked(Candidate candidate, List<Candidate> candidates) {
    Optional<String> obstacle = Wave.obstacle(candidate.type());
    if (obstacle.isPresent()) {
      throw DiagnosticException.error(
          new SandboxProblem.NotCallable(
              candidate.label(), obstacle.get(), labels(callable(candidates))),
          new Place.InInput(RunOptions.INVOKE));
    }
    return candidate.type();
  }

  private static Invocation byDefault(ComponentType component) {
    List<Candidate> candidates = candidates(component);
    for (Candidate candidate : candidates) {
      if (candidate.instance().filter(Invocation::isRun).isPresent()
          && candidate.function().equals("run")) {
        return new Invocation(
            candidate.instance(), candidate.function(), candidate.type(), List.of(), true);
      }
    }
    List<Candidate> callable = callable(candidates);
    List<Candidate> simple =
        callable.stream().filter(candidate -> candidate.type().params().isEmpty()).toList();
    if (simple.size() != 1) {
      throw DiagnosticException.error(
          new SandboxProblem.NothingToRun(labels(callable)), Place.Nowhere.NOWHERE);
    }
    Candidate only = simple.getFirst();
    return new Invocation(only.instance(), only.function(), only.type(), List.of(), false);
  }

  private static boolean isRun(String instance) {
    return ParsedName.of(instance).orElse(null) instanceof ParsedName.InterfaceName name
        && name.unversioned().equals(RUN);
  }

  private static Invocation parse(ComponentType component, String call) {
    List<Candidate> candidates = candidates(component);
    SourceFile source = new SourceFile(RunOptions.INVOKE, call);
    WaveCall parsed =
        WaveCall.parse(
            source,
            name -> find(candidates, name).map(found -> checked(found, candidates)),
            callable(candidates).stream()
                .flatMap(candidate -> Stream.of(plain(candidate.function()), candidate.label()))
                .toList());
    Candidate found = find(candidates, parsed.name()).orElseThrow();
    return new Invocation(
        found.instance(), found.function(), found.type(), parsed.arguments(), false);
  }

  /**
   * A function of the component itself comes before one of an instance where only the function is
   * named.
   */
  private static Optional<Candidate> find(List<Candidate> candidates, FunctionName name) {
    return candidates.stream().filter(candidate -> matches(candidate, name)).findFirst();
  }

  private static boolean matches(Candidate candidate, FunctionName name) {
    if (!plain(candidate.function()).equals(plain(name.function()))) {
      return false;
    }
    if (name.interfaceName() == null) {
      return true;
    }
    if (candidate.instance().isEmpty()) {
      return false;
    }
    String instance = candidate.instance().get();
    if (!(ParsedName.of(instance).orElse(null) instanceof ParsedName.InterfaceName parsed)) {
      return name.packageName() == null && instance.equals(name.interfaceName());
    }
    return parsed.interfaceName().equals(name.interfaceName())
        && (name.packageName() == null || name.packageName().equals(parsed.packageText()))
        && (name.version() == null
            || parsed
                .version()
                .filter(version -> version.text().equals(name.version()))
                .isPresent());
  }

  private static String plain(String function) {
    return function.substring(function.indexOf(']') + 1);
  }
}
