package dev.wasmc.wasm.text;

import dev.wasmc.wasm.NumType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the values of a script. */
final class WastValueParser {
  private static final int MAX_NESTING = 200;

  private final TextCursor in;
  private int nesting;

  WastValueParser(TextCursor in) {
    this.in = in;
  }

  /** The values up to the closing parenthesis or something else. */
  List<WastValue> list() {
    List<WastValue> values = new ArrayList<>();
    while (in.atOpen()) {
      values.add(value());
    }
    return values;
  }

  private WastValue value() {
    in.expectOpen();
    WastValue value = bare();
    in.expectClose();
    return value;
  }

  /** A value without its parentheses, which fields of records may leave out. */
  private WastValue bare() {
    if (++nesting > MAX_NESTING) {
      throw in.error(new TextProblem.OverLimit("the nesting of values", MAX_NESTING));
    }
    String word = in.expectKeyword("a value");
    WastValue value = value(word);
    nesting--;
    return value;
  }

  private WastValue value(String word) {
    return switch (word) {
      case "i32.const" -> new WastValue.I32((int) in.expectInteger(32));
      case "i64.const" -> new WastValue.I64(in.expectInteger(64));
      case "f32.const" -> f32();
      case "f64.const" -> f64();
      case "v128.const" -> vector();
      case "ref.null" ->
          new WastValue.RefNull(
              in.atClose() ? null : new TypeParser(in, new IndexSpace("type")).heapType());
      case "ref.extern" -> new WastValue.RefExtern(in.atClose() ? null : (Integer) in.expectU32());
      case "ref.host" -> new WastValue.RefHost(in.expectU32());
      case "ref.func" -> {
        if (in.atInteger()) {
          in.expectU32();
        }
        yield new WastValue.Ref("func");
      }
      case "ref.any", "ref.eq", "ref.i31", "ref.struct", "ref.array", "ref.exn" ->
          new WastValue.Ref(word.substring(4));
      case "either" -> new WastValue.Either(list());
      case "bool.const" -> {
        boolean value = in.atKeyword("true");
        if (!in.take("true") && !in.take("false")) {
          throw in.unexpected("true or false");
        }
        yield new WastValue.Bool(value);
      }
      case "u8.const" -> integer(8, false);
      case "u16.const" -> integer(16, false);
      case "u32.const" -> integer(32, false);
      case "u64.const" -> integer(64, false);
      case "s8.const" -> integer(8, true);
      case "s16.const" -> integer(16, true);
      case "s32.const" -> integer(32, true);
      case "s64.const" -> integer(64, true);
      case "char.const" -> {
        String text = in.expectName();
        if (text.codePointCount(0, text.length()) != 1) {
          throw in.unexpected("one character in front of this");
        }
        yield new WastValue.Char(text.codePointAt(0));
      }
      case "str.const" -> new WastValue.Str(in.expectName());
      case "list.const" -> new WastValue.ListOf(list());
      case "tuple.const" -> new WastValue.Tuple(list());
      case "record.const" -> {
        List<WastValue.Field> fields = new ArrayList<>();
        while (in.takeOpen("field")) {
          String name = in.expectName();
          fields.add(new WastValue.Field(name, in.atOpen() ? value() : bare()));
          in.expectClose();
        }
        yield new WastValue.RecordOf(fields);
      }
      case "variant.const" -> {
        String name = in.expectName();
        yield new WastValue.Variant(name, payload());
      }
      case "enum.const" -> new WastValue.Enumeration(in.expectName());
      case "option.none" -> new WastValue.Option(null);
      case "option.some" -> new WastValue.Option(value());
      case "result.ok" -> new WastValue.Result(true, payload());
      case "result.err" -> new WastValue.Result(false, payload());
      case "flags.const" -> {
        List<String> names = new ArrayList<>();
        while (in.atString()) {
          names.add(in.expectName());
        }
        yield new WastValue.Flags(names);
      }
      default -> throw in.unexpected("the contents of a known kind of value, not of " + word);
    };
  }

  private @Nullable WastValue payload() {
    return in.atOpen() ? value() : null;
  }

  private WastValue integer(int bits, boolean signed) {
    long value = in.expectInteger(bits);
    return new WastValue.Int(bits, signed, signed || bits == 64 ? value : value & (1L << bits) - 1);
  }

  private WastValue f32() {
    WastValue nan = nan(NumType.F32);
    return nan == null ? new WastValue.F32(in.expectF32()) : nan;
  }

  private WastValue f64() {
    WastValue nan = nan(NumType.F64);
    return nan == null ? new WastValue.F64(in.expectF64()) : nan;
  }

  private WastValue.@Nullable Nan nan(NumType type) {
    if (in.take("nan:canonical")) {
      return new WastValue.Nan(type, true);
    }
    return in.take("nan:arithmetic") ? new WastValue.Nan(type, false) : null;
  }

  private WastValue vector() {
    int start = in.position();
    if (in.take("f32x4")) {
      return lanes(start, 4, this::f32);
    }
    return in.take("f64x2") ? lanes(start, 2, this::f64) : vector(start);
  }

  private WastValue lanes(int start, int count, Supplier<WastValue> lane) {
    List<WastValue> lanes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lanes.add(lane.get());
    }
    return lanes.stream().anyMatch(WastValue.Nan.class::isInstance)
        ? new WastValue.FloatLanes(lanes)
        : vector(start);
  }

  private WastValue vector(int start) {
    in.moveTo(start);
    byte[] bytes = ImmediateParser.v128(in);
    return new WastValue.V128(ImmediateParser.half(bytes, 0), ImmediateParser.half(bytes, 8));
  }
}
