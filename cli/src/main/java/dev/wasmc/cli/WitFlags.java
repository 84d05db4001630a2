package dev.wasmc.cli;

import dev.wasmc.bindings.WitPackages;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.LanguageFeature;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which WIT is let in. */
final class WitFlags {
  private static final String LANG = "--lang";
  private static final String ALL = "all";

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
    if (path.equals(Session.STANDARD)) {
      return WitPackages.parse(options(), Session.shown(path), session.read(path).copy());
    }
    session.inputs().add(session.path(path));
    return WitPackages.parser(options()).parse(session.path(path));
  }

  /** Several packages in any form, merged into the first. */
  WitParser.Parsed parse(Session session, List<String> paths) {
    return WitPackages.merge(paths.stream().map(path -> parse(session, path)).toList());
  }

  private static UsageException unknown(String word) {
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
