package dev.wasmc.wit.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;

/** The part of the lexer that counts how deep a block comment is nested. */
public abstract class WitTokensBase extends Lexer {
  protected WitTokensBase(CharStream input) {
    super(input);
  }

  /** Leaves one level of block comments; the token goes on while there is another. */
  protected void closeBlockComment() {
    if (popMode() != DEFAULT_MODE) {
      more();
    }
  }

  /** Whether the input has ended inside a block comment. */
  public boolean isInBlockComment() {
    return _mode != DEFAULT_MODE;
  }
}
