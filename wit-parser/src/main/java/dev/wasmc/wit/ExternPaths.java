package dev.wasmc.wit;

import dev.wasmc.wit.grammar.WitGrammar;
import org.antlr.v4.runtime.Token;

/** Where the path of an import or an export starts: in front of the first colon, or behind it. */
final class ExternPaths {
  private ExternPaths() {}

  /**
   * Whether the name in front of the colon is the first namespace of the path, and not a plain name
   * for what the path names. Where both can be, {@code a:b:c/d} is one path and {@code a: b:c/d} is
   * not (WIT.md, "Item: `world`").
   */
  static boolean startsWithNamespace(WitGrammar.ExternContext extern) {
    WitGrammar.ExternBodyContext body = extern.externBody();
    WitGrammar.ExternPathContext path = body == null ? null : body.externPath();
    return path != null && !path.SLASH().isEmpty() && (path.COLON().isEmpty() || isJoined(extern));
  }

  /** Whether nothing is around the first colon, not even space. */
  static boolean isJoined(WitGrammar.ExternContext extern) {
    Token colon = extern.COLON().getSymbol();
    return extern.id().getStop().getStopIndex() + 1 == colon.getStartIndex()
        && colon.getStopIndex() + 1 == extern.externBody().getStart().getStartIndex();
  }
}
