package dev.wasmc.cli;

import dev.wasmc.wit.LanguageFeature;
import dev.wasmc.wit.WitOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which WIT is let in. */
final class WitFlags {
  private static final String ALL = "all";

  @Option(
      names = "--lang",
      split = ",",
      paramLabel = "FEATURE",
      converter = LanguageConverter.class,
      completionCandidates = LanguageCandidates.class,
      description = "Let in what the standard calls experimental: ${COMPLETION-CANDIDATES}.")
  private List<Set<LanguageFeature>> language = List.of();

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
    language.forEach(features::addAll);
    return new WitOptions(features, Set.copyOf(gates), allGates);
  }

  /** The words of {@code --lang}. */
  static final class LanguageCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words().iterator();
    }

    private static List<String> words() {
      return Stream.concat(
              Arrays.stream(LanguageFeature.values()).map(LanguageFeature::flag), Stream.of(ALL))
          .toList();
    }
  }

  /** One word of {@code --lang}. */
  static final class LanguageConverter implements ITypeConverter<Set<LanguageFeature>> {
    @Override
    public Set<LanguageFeature> convert(String word) {
      if (word.equals(ALL)) {
        return EnumSet.allOf(LanguageFeature.class);
      }
      return LanguageFeature.ofFlag(word)
          .map(Set::of)
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected " + String.join(", ", LanguageCandidates.words()) + ", not " + word));
    }
  }
}
