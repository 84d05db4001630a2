package dev.wasmc.wasm.text;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.binary.ModuleDecoder;
import org.jspecify.annotations.Nullable;

/**
 * A module or a component in a script. It is read when it is asked for, since a script may hold
 * malformed ones.
 *
 * @param isComponent whether it is a component
 * @param name its identifier in the script; null for none
 */
public record WastModule(boolean isComponent, @Nullable String name, Form form, int line) {
  /** How it is written. */
  public sealed interface Form {}

  /**
   * In the script's own text.
   *
   * @param file the script
   * @param fields the position in the script's tokens of its first field, annotations of the
   *     module's name included
   */
  public record Text(SourceFile file, Tokens tokens, int fields) implements Form {
    /** A new cursor at the first field; the fields end at the closing parenthesis of the whole. */
    public TextCursor cursor() {
      TextCursor in = new TextCursor(tokens);
      in.moveTo(fields);
      return in;
    }
  }

  public record Binary(ByteSlice bytes) implements Form {}

  /**
   * A text in strings, which need not even be UTF-8: the fields, or for a core module the whole
   * module too.
   */
  public record Quote(ByteSlice bytes) implements Form {}

  /**
   * The core module.
   *
   * <p>Throws {@link DiagnosticException} where it is malformed.
   */
  public CoreModule coreModule() {
    return switch (form) {
      case Text text -> {
        TextCursor in = text.cursor();
        int from = in.position();
        CoreModule module = ModuleParser.parse(in, name);
        int end = in.position();
        in.expectClose();
        in.refuseUnclaimedAnnotations(from, end);
        yield module;
      }
      case Binary(ByteSlice bytes) -> ModuleDecoder.decode(fileName(), bytes);
      case Quote quote -> WatParser.parseModule(quoted(quote));
    };
  }

  /** A quoted text; throws {@link DiagnosticException} where it is no UTF-8. */
  public SourceFile quoted(Quote quote) {
    return quote
        .bytes()
        .utf8()
        .map(text -> new SourceFile(fileName(), text))
        .orElseThrow(() ->
            DiagnosticException.error(
                new TextProblem.Lexical(TextProblem.Reason.BAD_UTF8),
                new Place.InInput(fileName())));
  }

  private String fileName() {
    return "line " + line;
  }
}
