package dev.wasmc.wasm;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with bytes that should be a module or a component, before any validation. */
public sealed interface WasmProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(WasmProblem.class.getResourceAsStream("problems.md"));
  }

  /** Why bytes cannot be decoded. */
  enum Reason {
    EMPTY_FILE,
    TEXT_FILE,
    BAD_MAGIC,
    UNKNOWN_VERSION,
    WRONG_LAYER,
    UNEXPECTED_END,
    INTEGER_TOO_LONG,
    INTEGER_TOO_LARGE,
    BAD_UTF8,
    UNKNOWN_SECTION,
    SECTION_ORDER,
    SECTION_SIZE,
    COUNT_MISMATCH,
    UNKNOWN_OPCODE,
    BAD_TYPE,
    BAD_FLAG,
    BAD_CODE_END
  }

  /** The bytes do not follow the binary format. */
  record Malformed(Reason reason, String detail) implements WasmProblem {
    @Override
    public String id() {
      return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
      return detail;
    }
  }

  /** Well formed, but of a feature that is not turned on or not supported. */
  record Unsupported(Feature feature, String what) implements WasmProblem {
    @Override
    public String id() {
      return "unsupported-feature";
    }

    @Override
    public String message() {
      return what + " needs the feature " + feature.label() + ", which is not supported here";
    }
  }

  /** Larger than what this implementation takes. */
  record OverLimit(String what, long limit) implements WasmProblem {
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
          "the limits are those that WebAssembly engines agreed on, see the JavaScript embedding's"
              + " list");
    }
  }
}
