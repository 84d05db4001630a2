package dev.wasmc.wave;

import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wave.Lexer.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call such as {@code f(1, "x")}.
 *
 * @param arguments one for each parameter; options that were left out at the end are none
 */
public record WaveCall(FunctionName name, List<Value> arguments) {
  private static final Pattern SPACE = Pattern.compile("(?:[ \\t\\r\\n]++|//[^\\n]*+)*+");

  public WaveCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * @param functions the type of a function by its name; empty where there is none
   * @throws DiagnosticException with a {@link WaveProblem}
   */
  public static WaveCall parse(
      SourceFile file, Function<FunctionName, Optional<FunctionType>> functions) {
    return parse(file, functions, List.of());
  }

  /**
   * The same with names that may be meant by one that there is not.
   *
   * @param names as a call spells them
   */
  public static WaveCall parse(
      SourceFile file,
      Function<FunctionName, Optional<FunctionType>> functions,
      Collection<String> names) {
    String text = file.text();
    Matcher space = SPACE.matcher(text);
    int start = space.lookingAt() ? space.end() : 0;
    Matcher matcher = FunctionName.PATTERN.matcher(text).region(start, text.length());
    if (!matcher.lookingAt()) {
      throw DiagnosticException.error(
          new WaveProblem.Expected(
              "the name of a function",
              start == text.length() ? Kind.END.shown() : "something else"),
          new Place.InText(file, new Span(start, Math.min(start + 1, text.length()))));
    }
    FunctionName name = FunctionName.of(matcher);
    FunctionType type =
        functions
            .apply(name)
            .orElseThrow(() ->
                DiagnosticException.error(
                    new WaveProblem.UnknownFunction(
                        name.toString(), Suggestions.hint(name.toString(), names)),
                    new Place.InText(file, new Span(start, matcher.end()))));
    WaveParser parser = new WaveParser(file, matcher.end());
    List<Value> arguments = arguments(parser, type.params());
    parser.lexer().expect(Kind.END);
    return new WaveCall(name, arguments);
  }

  private static List<Value> arguments(WaveParser parser, List<Field> params) {
    Lexer lexer = parser.lexer();
    lexer.expect(Kind.PAREN_OPEN);
    List<Value> arguments = new ArrayList<>();
    boolean more = lexer.peek().kind() != Kind.PAREN_CLOSE;
    while (more) {
      if (arguments.size() == params.size()) {
        throw lexer.unexpected(Kind.PAREN_CLOSE.shown());
      }
      Field param = params.get(arguments.size());
      parser.skipName(param.name());
      arguments.add(parser.value(param.type()));
      more = parser.separator(Kind.PAREN_CLOSE);
    }
    Lexer.Token close = lexer.expect(Kind.PAREN_CLOSE);
    for (Field param : params.subList(arguments.size(), params.size())) {
      if (!(param.type() instanceof OptionType)) {
        throw lexer.error(new WaveProblem.Missing("parameter", param.name()), close.span());
      }
      arguments.add(Value.none());
    }
    return arguments;
  }

  /** With the names of the parameters, which {@link #parse} takes as well. */
  public String print(FunctionType type) {
    StringBuilder out = new StringBuilder(name.toString()).append('(');
    WavePrinter printer = new WavePrinter(out);
    for (int i = 0; i < arguments.size(); i++) {
      Field param = type.params().get(i);
      out.append(i == 0 ? "" : ", ").append(param.name()).append(": ");
      printer.value(arguments.get(i), param.type());
    }
    return out.append(')').toString();
  }
}
