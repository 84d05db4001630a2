package dev.wasmc.virtualize;

import dev.wasmc.capability.Answer;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wave.Wave;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The constant answers of a policy, each read as a value of its function's result type. */
final class Answers {
  private record Key(Optional<ImportGroup> group, String function) {}

  private final Map<Key, FunctionAnswer> answers = new LinkedHashMap<>();
  private final List<Diagnostic> warnings = new ArrayList<>();

  private Answers() {}

  /**
   * Throws {@link DiagnosticException} for an answer that does not fit; one that matches no import
   * is a warning.
   */
  static Answers of(GuestImports imports, Policy policy) {
    Answers answers = new Answers();
    List<Diagnostic> errors = new ArrayList<>();
    for (Answer answer : policy.answers()) {
      try {
        answers.add(imports, answer);
      } catch (DiagnosticException e) {
        errors.addAll(e.diagnostics());
      }
    }
    if (!errors.isEmpty()) {
      throw new DiagnosticException(errors);
    }
    return answers;
  }

  Optional<FunctionAnswer> of(Optional<ImportGroup> group, String function) {
    return Optional.ofNullable(answers.get(new Key(group, function)));
  }

  boolean isEmpty() {
    return answers.isEmpty();
  }

  List<Diagnostic> warnings() {
    return warnings;
  }

  private void add(GuestImports imports, Answer answer) {
    FunctionType alone = imports.functions().get(answer.function());
    if (alone != null) {
      put(answer, Optional.empty(), answer.function(), alone);
      return;
    }
    List<String> known = new ArrayList<>(imports.functions().keySet());
    for (ImportGroup group : imports.interfaces()) {
      for (Map.Entry<String, EntityType> export : group.type().exports().entrySet()) {
        if (export.getValue() instanceof FunctionType type) {
          known.add(unversioned(group.name()) + "." + export.getKey());
          if (means(answer.function(), group, export.getKey())) {
            put(answer, Optional.of(group), export.getKey(), type);
            return;
          }
        }
      }
    }
    warnings.add(
        Diagnostic.warning(
            new VirtualizeProblem.MatchesNothing(
                "--answer " + answer.function(), Suggestions.closest(answer.function(), known)),
            answer.place() instanceof Place.InText ? answer.place() : Place.Nowhere.NOWHERE));
  }

  private static boolean means(String written, ImportGroup group, String function) {
    return written.endsWith("." + function)
        && Decisions.names(group, written.substring(0, written.length() - function.length() - 1));
  }

  static String unversioned(String name) {
    return ParsedName.of(name).orElse(null) instanceof ParsedName.InterfaceName parsed
        ? parsed.unversioned()
        : name;
  }

  private void put(Answer answer, Optional<ImportGroup> group, String function, FunctionType type) {
    if (type.result() != null && !Reachable.resources(type.result()).isEmpty()) {
      throw bad(answer, "its result holds a resource, and no constant can be one");
    }
    answers.put(
        new Key(group, function), new FunctionAnswer.Constant(value(answer, type), "--answer"));
  }

  private @Nullable Value value(Answer answer, FunctionType type) {
    if (type.result() == null) {
      if (!answer.wave().isBlank()) {
        throw bad(answer, "the function has no result");
      }
      return null;
    }
    String name =
        answer.place() instanceof Place.InInput(String flag)
            ? flag
            : "the answer for " + answer.function();
    try {
      return Wave.parse(new SourceFile(name, answer.wave()), type.result());
    } catch (DiagnosticException e) {
      throw answer.place() instanceof Place.InText(SourceFile file, Span span)
          ? new DiagnosticException(
              e.diagnostics().stream()
                  .map(each -> moved(each, new Place.InText(file, span)))
                  .toList())
          : e;
    }
  }

  private static Diagnostic moved(Diagnostic inValue, Place place) {
    List<Diagnostic.Note> notes = new ArrayList<>();
    notes.add(new Diagnostic.Note(inValue.place(), "in this value"));
    notes.addAll(inValue.notes());
    return new Diagnostic(inValue.problem(), inValue.severity(), place, notes);
  }

  private static DiagnosticException bad(Answer answer, String reason) {
    return DiagnosticException.error(
        new VirtualizeProblem.BadAnswer(answer.function(), reason), answer.place());
  }
}
