package dev.wasmc.wasm.text;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be wrong with a text of WebAssembly before any validation: what the specification calls
 * malformed.
 */
public sealed interface TextProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(TextProblem.class.getResourceAsStream("problems.md"));
  }

  /** Why characters form no token. */
  enum Reason {
    ILLEGAL_CHARACTER("this character may stand in strings and comments only"),
    UNCLOSED_STRING("this string is not closed on its line"),
    UNCLOSED_COMMENT("this comment is not closed"),
    UNCLOSED_PARENTHESIS("this parenthesis is not closed"),
    UNCLOSED_ANNOTATION("this annotation is not closed"),
    UNEXPECTED_PARENTHESIS("nothing is open that this parenthesis could close"),
    BAD_ESCAPE("this is no escape sequence"),
    BAD_UTF8("these bytes are no UTF-8"),
    EMPTY_IDENTIFIER("an identifier needs at least one character"),
    EMPTY_ANNOTATION("an annotation needs an identifier right behind its @"),
    RESERVED_TOKEN("these characters form no token");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  /** Characters that form no token. */
  record Lexical(Reason reason) implements TextProblem {
    @Override
    public String id() {
      return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
      return reason.text;
    }
  }

  /**
   * A token that cannot stand where it stands.
   *
   * @param found as written, shortened
   * @param expected what could have stood there, in words
   */
  record UnexpectedToken(String found, String expected) implements TextProblem {
    @Override
    public String id() {
      return "unexpected-token";
    }

    @Override
    public String message() {
      return "expected " + expected + ", found " + found;
    }
  }

  /** A word where an instruction is expected that names none. */
  record UnknownOperator(String word) implements TextProblem {
    @Override
    public String id() {
      return "unknown-operator";
    }

    @Override
    public String message() {
      return "there is no instruction '" + word + "'";
    }
  }

  /** An identifier that is bound twice in one index space; the first place is in a note. */
  record DuplicateIdentifier(String sort, String name) implements TextProblem {
    @Override
    public String id() {
      return "duplicate-identifier";
    }

    @Override
    public String message() {
      return "there are two " + sort + "s called $" + name;
    }
  }

  /** An identifier that nothing binds. */
  record UnknownIdentifier(String sort, String name) implements TextProblem {
    @Override
    public String id() {
      return "unknown-identifier";
    }

    @Override
    public String message() {
      return "there is no " + sort + " called $" + name;
    }
  }

  /** An index that has to mean something already in the text format, and does not. */
  record UnknownIndex(String sort, int index) implements TextProblem {
    @Override
    public String id() {
      return "unknown-index";
    }

    @Override
    public String message() {
      return "there is no " + sort + " " + Integer.toUnsignedString(index);
    }
  }

  /** A literal that its type cannot hold. */
  record ConstantOutOfRange(String literal, String type) implements TextProblem {
    @Override
    public String id() {
      return "constant-out-of-range";
    }

    @Override
    public String message() {
      return literal + " is out of the range of " + type;
    }
  }

  /** An alignment that is no power of two. */
  record BadAlignment(String literal) implements TextProblem {
    @Override
    public String id() {
      return "bad-alignment";
    }

    @Override
    public String message() {
      return "the alignment " + literal + " is no power of two";
    }
  }

  /** An identifier at the end of a block, other than the block's own. */
  record MismatchingLabel(String found) implements TextProblem {
    @Override
    public String id() {
      return "mismatching-label";
    }

    @Override
    public String message() {
      return "$" + found + " is not the label of the block that ends here";
    }
  }

  /** An import behind a definition of something that can be imported. */
  record ImportAfterDefinition() implements TextProblem {
    @Override
    public String id() {
      return "import-after-definition";
    }

    @Override
    public String message() {
      return "imports must stand before the first function, table, memory, global and tag that the"
          + " module defines";
    }
  }

  /** A type use whose parameters and results are not those of the type that it names. */
  record InlineTypeMismatch() implements TextProblem {
    @Override
    public String id() {
      return "inline-type-mismatch";
    }

    @Override
    public String message() {
      return "the parameters and results written here are not those of the type that is named";
    }
  }

  /** A second start function. */
  record MultipleStart() implements TextProblem {
    @Override
    public String id() {
      return "multiple-start";
    }

    @Override
    public String message() {
      return "a module has at most one start function";
    }
  }

  /** A known annotation where it means nothing, twice, or with contents that it cannot have. */
  record BadAnnotation(String annotation, String detail) implements TextProblem {
    @Override
    public String id() {
      return "bad-annotation";
    }

    @Override
    public String message() {
      return "@" + annotation + ": " + detail;
    }
  }

  /** An identifier of an enclosing component, of a sort that cannot be reached from inside. */
  record OuterReference(String sort, String name) implements TextProblem {
    @Override
    public String id() {
      return "outer-reference";
    }

    @Override
    public String message() {
      return "the "
          + sort
          + " $"
          + name
          + " belongs to an enclosing component; only types, modules and components can be reached";
    }
  }

  /** Well formed, but of a proposal that is not supported. */
  record UnsupportedFeature(String what) implements TextProblem {
    @Override
    public String id() {
      return "unsupported-feature";
    }

    @Override
    public String message() {
      return what + " is not supported";
    }
  }

  /** Larger or deeper than what this implementation takes. */
  record OverLimit(String what, long limit) implements TextProblem {
    @Override
    public String id() {
      return "over-limit";
    }

    @Override
    public String message() {
      return what + " exceeds the limit of " + limit;
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          "the limit protects against hostile input; no compiler is known to need more");
    }
  }
}
