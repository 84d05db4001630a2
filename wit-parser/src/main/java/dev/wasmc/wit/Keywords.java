package dev.wasmc.wit;

import dev.wasmc.wit.grammar.WitTokens;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The words that WIT keeps for itself, as the grammar has them. */
public final class Keywords {
  private static final Set<String> WORDS =
      IntStream.rangeClosed(1, WitTokens.VOCABULARY.getMaxTokenType())
          .filter(Keywords::isKeyword)
          .mapToObj(type -> Objects.requireNonNull(literal(type)))
          .collect(Collectors.toUnmodifiableSet());

  private Keywords() {}

  /** Whether a kind of token is one of these. */
  static boolean isKeyword(int type) {
    return type >= WitTokens.AS && type < WitTokens.UNDERSCORE;
  }

  /** What a kind of token always looks like; null where it can look different. */
  static @Nullable String literal(int type) {
    String literal = WitTokens.VOCABULARY.getLiteralName(type);
    return literal == null ? null : literal.substring(1, literal.length() - 1);
  }

  /** A label as it is written in WIT: with a {@code %} in front where it is a keyword. */
  public static String escape(String label) {
    return WORDS.contains(label) ? "%" + label : label;
  }
}
