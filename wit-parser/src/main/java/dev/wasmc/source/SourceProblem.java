package dev.wasmc.source;

/** What there is to say about findings themselves. */
public sealed interface SourceProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(SourceProblem.class.getResourceAsStream("problems.md"));
  }

  /** Bytes in a text that are no characters. */
  enum NotUtf8 implements SourceProblem {
    NOT_UTF8;

    @Override
    public String id() {
      return "not-utf8";
    }

    @Override
    public String message() {
      return "the bytes from here on are not UTF-8";
    }
  }

  /** So many findings that no more are kept. */
  record TooMany(int shown) implements SourceProblem {
    @Override
    public String id() {
      return "too-many-findings";
    }

    @Override
    public String message() {
      return "there may be more: no more than the first " + shown + " are shown";
    }
  }
}
