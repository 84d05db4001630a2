package dev.wasmc.wave;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wave.Lexer.Kind;
import dev.wasmc.wave.Lexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads values by their type; recursion goes as deep as the type is nested. */
final class WaveParser {
  private final Lexer lexer;
  private final Escapes escapes;

  /**
   * @param start where in the text to begin
   */
  WaveParser(SourceFile file, int start) {
    this.lexer = new Lexer(file, start);
    this.escapes = new Escapes(lexer, file.text());
  }

  Lexer lexer() {
    return lexer;
  }

  Value value(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> primitive(primitive);
      case DefinedPrimitive(var primitive) -> primitive(primitive);
      case RecordType record -> record(record);
      case TupleType(var elements) -> tuple(elements);
      case VariantType(var cases) -> variant(cases);
      case EnumType(var labels) -> enumeration(labels);
      case FlagsType(var labels) -> flags(labels);
      case OptionType(var element) -> option(element);
      case ResultType(var ok, var error) -> result(ok, error);
      case ListType(var element) -> list(element);
      case FixedListType(var element, var length) ->
          fixedList(element, Integer.toUnsignedLong(length));
      case MapType(var key, var element) ->
          new Value.ListOf(elements(new TupleType(List.of(key, element))));
      case OwnType _, BorrowType _, StreamType _, FutureType _ ->
          throw lexer.error(
              new WaveProblem.NoText(WavePrinter.typeName(type)), lexer.peek().span());
    };
  }

  /** The name of a parameter, where one is written in front of the argument. */
  void skipName(String expected) {
    if (lexer.peek().kind() == Kind.LABEL && lexer.isFollowedBy(':')) {
      Token token = lexer.take();
      find("parameter at this place", label(token), List.of(expected), token);
      lexer.expect(Kind.COLON);
    }
  }

  private Value primitive(PrimitiveType type) {
    return switch (type) {
      case BOOL -> bool();
      case S8, U8, S16, U16, S32, U32, S64, U64 -> integer(type);
      case F32 -> {
        String text = floating(type);
        yield new Value.F32(text.equals("nan") ? Float.NaN : Float.parseFloat(javaInfinity(text)));
      }
      case F64 -> {
        String text = floating(type);
        yield new Value.F64(
            text.equals("nan") ? Double.NaN : Double.parseDouble(javaInfinity(text)));
      }
      case CHAR -> new Value.Char(escapes.character(require(Kind.CHAR, "a char")));
      case STRING -> {
        Token token = lexer.peek();
        if (token.kind() == Kind.MULTILINE) {
          yield new Value.Str(escapes.multiline(lexer.take()));
        }
        yield new Value.Str(escapes.string(require(Kind.STRING, "a string")));
      }
      case ERROR_CONTEXT ->
          throw lexer.error(new WaveProblem.NoText(type.keyword()), lexer.peek().span());
    };
  }

  private Value bool() {
    if (take(Keyword.TRUE)) {
      return new Value.Bool(true);
    }
    if (take(Keyword.FALSE)) {
      return new Value.Bool(false);
    }
    throw lexer.unexpected("true or false");
  }

  private Value integer(PrimitiveType type) {
    Token token = require(Kind.NUMBER, "a " + type.keyword());
    String text = lexer.text(token);
    OptionalLong value = Numbers.integer(text, type);
    if (value.isEmpty()) {
      throw lexer.error(new WaveProblem.OutOfRange(text, type.keyword()), token.span());
    }
    return new Value.Int(value.getAsLong());
  }

  private String floating(PrimitiveType type) {
    if (at(Keyword.NAN) || at(Keyword.INF)) {
      return lexer.text(lexer.take());
    }
    return lexer.text(require(Kind.NUMBER, "a " + type.keyword()));
  }

  private static String javaInfinity(String text) {
    return text.endsWith("inf") ? text.replace("inf", "Infinity") : text;
  }

  private Value list(ValueType element) {
    List<Value> values = elements(element);
    if (element != PrimitiveType.U8
        && !(element instanceof DefinedPrimitive(var type) && type == PrimitiveType.U8)) {
      return new Value.ListOf(values);
    }
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((Value.Int) values.get(i)).value();
    }
    return new Value.Bytes(bytes);
  }

  private Value fixedList(ValueType element, long length) {
    Token open = lexer.peek();
    List<Value> values = elements(element);
    if (values.size() != length) {
      throw lexer.error(new WaveProblem.WrongLength(length, values.size()), open.span());
    }
    return new Value.ListOf(values);
  }

  private List<Value> elements(ValueType element) {
    lexer.expect(Kind.BRACKET_OPEN);
    List<Value> values = new ArrayList<>();
    while (lexer.peek().kind() != Kind.BRACKET_CLOSE) {
      values.add(value(element));
      if (!separator(Kind.BRACKET_CLOSE)) {
        break;
      }
    }
    lexer.expect(Kind.BRACKET_CLOSE);
    return values;
  }

  private Value tuple(List<ValueType> elements) {
    lexer.expect(Kind.PAREN_OPEN);
    List<Value> values = new ArrayList<>();
    for (ValueType element : elements) {
      if (!values.isEmpty()) {
        lexer.expect(Kind.COMMA);
      }
      values.add(value(element));
    }
    if (lexer.peek().kind() == Kind.COMMA) {
      lexer.take();
    }
    lexer.expect(Kind.PAREN_CLOSE);
    return new Value.Record(values);
  }

  private Value record(RecordType type) {
    List<Field> fields = type.fields();
    List<String> names = fields.stream().map(Field::name).toList();
    @Nullable Value[] values = new Value[fields.size()];
    Token open = lexer.expect(Kind.BRACE_OPEN);
    if (lexer.peek().kind() == Kind.COLON) {
      lexer.take();
    } else {
      do {
        Token token = require(Kind.LABEL, "a field");
        String label = label(token);
        int index = find("field", label, names, token);
        if (values[index] != null) {
          throw lexer.error(new WaveProblem.Duplicate("field", label), token.span());
        }
        lexer.expect(Kind.COLON);
        values[index] = value(fields.get(index).type());
      } while (separator(Kind.BRACE_CLOSE));
    }
    lexer.expect(Kind.BRACE_CLOSE);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        if (!(fields.get(i).type() instanceof OptionType)) {
          throw lexer.error(new WaveProblem.Missing("field", names.get(i)), open.span());
        }
        values[i] = Value.none();
      }
    }
    return new Value.Record(Arrays.asList(values));
  }

  private Value flags(List<String> labels) {
    lexer.expect(Kind.BRACE_OPEN);
    int bits = 0;
    while (lexer.peek().kind() != Kind.BRACE_CLOSE) {
      Token token = require(Kind.LABEL, "a flag");
      String label = label(token);
      int bit = 1 << find("flag", label, labels, token);
      if ((bits & bit) != 0) {
        throw lexer.error(new WaveProblem.Duplicate("flag", label), token.span());
      }
      bits |= bit;
      if (!separator(Kind.BRACE_CLOSE)) {
        break;
      }
    }
    lexer.expect(Kind.BRACE_CLOSE);
    return new Value.Flags(bits);
  }

  private Value variant(List<Case> cases) {
    int index = caseIndex(cases.stream().map(Case::name).toList());
    ValueType payload = cases.get(index).type();
    return new Value.Variant(index, payload == null ? null : parenthesized(payload));
  }

  private Value enumeration(List<String> labels) {
    return new Value.Variant(caseIndex(labels), null);
  }

  private int caseIndex(List<String> labels) {
    Token token = require(Kind.LABEL, "a case");
    String text = lexer.text(token);
    if (Keyword.is(text)) {
      throw lexer.error(new WaveProblem.KeywordCase(text), token.span());
    }
    return find("case", label(token), labels, token);
  }

  private Value option(ValueType element) {
    if (take(Keyword.NONE)) {
      return Value.none();
    }
    if (take(Keyword.SOME)) {
      return Value.some(parenthesized(element));
    }
    if (isOptional(element)) {
      throw lexer.unexpected("some(…) or none");
    }
    return Value.some(value(element));
  }

  private Value result(@Nullable ValueType ok, @Nullable ValueType error) {
    if (take(Keyword.OK)) {
      return Value.ok(ok == null ? null : parenthesized(ok));
    }
    if (take(Keyword.ERR)) {
      return Value.error(error == null ? null : parenthesized(error));
    }
    if (ok == null || isOptional(ok)) {
      throw lexer.unexpected("ok or err");
    }
    return Value.ok(value(ok));
  }

  private static boolean isOptional(ValueType type) {
    return type instanceof OptionType || type instanceof ResultType;
  }

  private Value parenthesized(ValueType type) {
    lexer.expect(Kind.PAREN_OPEN);
    Value value = value(type);
    lexer.expect(Kind.PAREN_CLOSE);
    return value;
  }

  /** Whether another element follows. */
  boolean separator(Kind close) {
    if (lexer.peek().kind() != Kind.COMMA) {
      return false;
    }
    lexer.take();
    return lexer.peek().kind() != close;
  }

  String label(Token token) {
    String text = lexer.text(token);
    return text.startsWith("%") ? text.substring(1) : text;
  }

  private int find(String kind, String label, List<String> known, Token token) {
    int index = known.indexOf(label);
    if (index < 0) {
      throw lexer.error(new WaveProblem.UnknownLabel(kind, label, known), token.span());
    }
    return index;
  }

  private Token require(Kind kind, String what) {
    if (lexer.peek().kind() != kind) {
      throw lexer.unexpected(what);
    }
    return lexer.take();
  }

  private boolean at(Keyword keyword) {
    return lexer.peek().kind() == Kind.LABEL && lexer.text(lexer.peek()).equals(keyword.text());
  }

  private boolean take(Keyword keyword) {
    if (at(keyword)) {
      lexer.take();
      return true;
    }
    return false;
  }
}
