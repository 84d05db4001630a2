package dev.wasmc.cli;

import dev.wasmc.bindings.WitPackages;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.FeatureUse;
import dev.wasmc.wit.LanguageFeature;
import dev.wasmc.wit.WitJson;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which WIT is let in. */
final class WitFlags {
  private static final String LANG = "--lang";
  private static final String ALL = "all";

  /** What was experimental; the standard's gates for these are closed. */
  private static final Set<String> ALWAYS_ON =
      Set.of("async", "stream", "future", "map", "maps", "implements", "external-id");

  /** As many as are named in a message. */
  private static final int MAX_GATES = 20;

  @Option(
      names = LANG,
      split = ",",
      paramLabel = "FEATURE",
      completionCandidates = LanguageCandidates.class,
      description = "Let in what the standard calls experimental: ${COMPLETION-CANDIDATES}.")
  private List<String> language = List.of();

  @Option(
      names = "--gates",
      split = ",",
      paramLabel = "FEATURE",
      description = "Let in what is @unstable under these features.")
  private List<String> gates = List.of();

  @Option(names = "--all-gates", description = "Let in all that is @unstable.")
  private boolean allGates;

  private final Set<String> usedGates = new HashSet<>();
  private final SortedSet<String> otherGates = new TreeSet<>();

  WitOptions options() {
    EnumSet<LanguageFeature> features = EnumSet.noneOf(LanguageFeature.class);
    for (String word : language) {
      if (word.equals(ALL)) {
        features.addAll(EnumSet.allOf(LanguageFeature.class));
      } else {
        features.add(LanguageFeature.ofFlag(word).orElseThrow(() -> unknown(word)));
      }
    }
    return new WitOptions(features, Set.copyOf(gates), allGates);
  }

  /**
   * A package in any form.
   *
   * @param path as the user gives it; of what is on standard input the bytes say the form
   */
  WitParser.Parsed parse(Session session, String path) {
    WitOptions options = options();
    if (path.equals(Session.STANDARD)) {
      byte[] bytes = session.read(path).copy();
      return parse(options, each -> WitPackages.parse(each, Session.shown(path), bytes));
    }
    Path file = session.path(path);
    session.inputs().add(file);
    return parse(options, each -> WitPackages.parser(each).parse(file));
  }

  private WitParser.Parsed parse(
      WitOptions options, Function<WitOptions, WitParser.Parsed> reader) {
    Set<String> unknown = new TreeSet<>(options.allGates() ? Set.of() : options.gates());
    unknown.removeAll(usedGates);
    // Of what cannot be read it is not known what it uses.
    usedGates.addAll(unknown);
    WitParser.Parsed parsed = reader.apply(options);
    unknown.removeAll(FeatureUse.gates(parsed.resolve()));
    if (!unknown.isEmpty()) {
      unknown.removeIf(gate -> changes(gate, parsed, options, reader));
      Set<String> all = gates(options, reader);
      otherGates.addAll(all);
      usedGates.removeAll(unknown);
    }
    return parsed;
  }

  /** What a gate on an {@code include} lets in does not show the gate. */
  private static boolean changes(
      String gate,
      WitParser.Parsed parsed,
      WitOptions options,
      Function<WitOptions, WitParser.Parsed> reader) {
    Set<String> others = new TreeSet<>(options.gates());
    others.remove(gate);
    try {
      WitParser.Parsed without = reader.apply(new WitOptions(options.language(), others, false));
      return !WitJson.print(without.resolve()).equals(WitJson.print(parsed.resolve()));
    } catch (DiagnosticException needed) {
      return true;
    }
  }

  private static Set<String> gates(
      WitOptions options, Function<WitOptions, WitParser.Parsed> reader) {
    try {
      return FeatureUse.gates(reader.apply(options.withAllGates()).resolve());
    } catch (DiagnosticException wrongBehindOthers) {
      return Set.of();
    }
  }

  /** Several packages in any form, merged into the first. */
  WitParser.Parsed parse(Session session, List<String> paths) {
    return WitPackages.merge(paths.stream().map(path -> parse(session, path)).toList());
  }

  /** Says which gates are for nothing in all that has been read. */
  void reportUnused(Session session) {
    List<Diagnostic> unused = new ArrayList<>();
    for (String gate : new TreeSet<>(allGates ? Set.of() : Set.copyOf(gates))) {
      if (!usedGates.contains(gate)) {
        Optional<String> hint =
            Suggestions.hint(gate, otherGates)
                .or(() ->
                    otherGates.isEmpty()
                        ? Optional.of("nothing there is `@unstable`")
                        : Optional.of(
                            "there are "
                                + otherGates.stream()
                                    .limit(MAX_GATES)
                                    .collect(Collectors.joining("`, `", "`", "`"))));
        unused.add(
            Diagnostic.warning(new CliProblem.UnusedGate(gate, hint), Place.Nowhere.NOWHERE));
      }
    }
    if (!unused.isEmpty()) {
      session.report(unused);
    }
  }

  private static UsageException unknown(String word) {
    if (ALWAYS_ON.contains(word)) {
      return new UsageException(
          "`" + LANG + "` knows no `" + word + "`",
          "it is not experimental in the standard any more, and always on");
    }
    return new UsageException(
        "`" + LANG + "` knows no `" + word + "`",
        Suggestions.hint(word, LanguageCandidates.WORDS)
            .orElse("there are " + String.join(", ", LanguageCandidates.WORDS)));
  }

  /** The words of {@code --lang}. */
  static final class LanguageCandidates implements Iterable<String> {
    private static final List<String> WORDS =
        Stream.concat(
                Arrays.stream(LanguageFeature.values()).map(LanguageFeature::flag), Stream.of(ALL))
            .toList();

    @Override
    public Iterator<String> iterator() {
      return WORDS.iterator();
    }
  }
}
