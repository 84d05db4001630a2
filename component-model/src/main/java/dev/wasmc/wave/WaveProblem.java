package dev.wasmc.wave;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a value's text. */
public sealed interface WaveProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(WaveProblem.class.getResourceAsStream("problems.md"));
  }

  /** Another token, or one that no value has. */
  record Expected(String what, String found) implements WaveProblem {
    @Override
    public String id() {
      return "wave-syntax";
    }

    @Override
    public String message() {
      return "expected " + what + ", found " + found;
    }
  }

  /** A char, string or number that is not written as WAVE has it. */
  record Malformed(String what) implements WaveProblem {
    @Override
    public String id() {
      return "wave-malformed";
    }

    @Override
    public String message() {
      return what;
    }
  }

  record OutOfRange(String number, String type) implements WaveProblem {
    @Override
    public String id() {
      return "wave-out-of-range";
    }

    @Override
    public String message() {
      return number + " is not a " + type;
    }
  }

  /**
   * @param kind field, case, flag or parameter
   * @param known what could stand there
   */
  record UnknownLabel(String kind, String label, List<String> known) implements WaveProblem {
    private static final int SHOWN = 12;

    public UnknownLabel {
      known = List.copyOf(known);
    }

    @Override
    public String id() {
      return "wave-unknown-label";
    }

    @Override
    public String message() {
      return "there is no " + kind + " \"" + label + "\"";
    }

    @Override
    public Optional<String> hint() {
      if (known.isEmpty()) {
        return Optional.empty();
      }
      String list = String.join(", ", known.subList(0, Math.min(SHOWN, known.size())));
      return Optional.of("known: " + list + (known.size() > SHOWN ? ", …" : ""));
    }
  }

  /** A case that is a keyword and has no {@code %} in front. */
  record KeywordCase(String keyword) implements WaveProblem {
    @Override
    public String id() {
      return "wave-keyword-case";
    }

    @Override
    public String message() {
      return "\"" + keyword + "\" is a keyword";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("the case is written %" + keyword);
    }
  }

  /**
   * @param kind field or flag
   */
  record Duplicate(String kind, String label) implements WaveProblem {
    @Override
    public String id() {
      return "wave-duplicate";
    }

    @Override
    public String message() {
      return kind + " \"" + label + "\" is given twice";
    }
  }

  /**
   * @param kind field or parameter
   */
  record Missing(String kind, String label) implements WaveProblem {
    @Override
    public String id() {
      return "wave-missing";
    }

    @Override
    public String message() {
      return kind + " \"" + label + "\" is missing";
    }
  }

  /** A list of fixed length with another one. */
  record WrongLength(long expected, int found) implements WaveProblem {
    @Override
    public String id() {
      return "wave-wrong-length";
    }

    @Override
    public String message() {
      return "expected " + expected + " elements, found " + found;
    }
  }

  /** A type whose values have no text, such as a handle. */
  record NoText(String type) implements WaveProblem {
    @Override
    public String id() {
      return "wave-no-text";
    }

    @Override
    public String message() {
      return "values of type " + type + " cannot be written";
    }
  }

  /**
   * @param advice what was probably meant
   */
  record UnknownFunction(String name, Optional<String> advice) implements WaveProblem {
    @Override
    public String id() {
      return "wave-unknown-function";
    }

    @Override
    public String message() {
      return "there is no function \"" + name + "\"";
    }

    @Override
    public Optional<String> hint() {
      return advice;
    }
  }
}
