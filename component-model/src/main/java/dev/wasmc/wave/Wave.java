package dev.wasmc.wave;

import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.SourceFile;

/** Values as WAVE text. */
public final class Wave {
  private Wave() {}

  /**
   * Reads one value, and nothing behind it but space and comments.
   *
   * @throws dev.wasmc.source.DiagnosticException with a {@link WaveProblem}
   */
  public static Value parse(SourceFile file, ValueType type) {
    WaveParser parser = new WaveParser(file, 0);
    Value value = parser.value(type);
    parser.lexer().expect(Lexer.Kind.END);
    return value;
  }

  /** As {@link #parse(SourceFile, ValueType)}, for a text that stands in no file. */
  public static Value parse(String text, ValueType type) {
    return parse(new SourceFile("value", text), type);
  }

  /**
   * In the shortest form: fields that are none are left out.
   *
   * @param value of the type; another is a mistake of the caller
   * @throws dev.wasmc.source.DiagnosticException with {@link WaveProblem.NoText}
   */
  public static String print(Value value, ValueType type) {
    StringBuilder out = new StringBuilder();
    new WavePrinter(out).value(value, type);
    return out.toString();
  }
}
