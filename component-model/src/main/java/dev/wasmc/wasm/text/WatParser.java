package dev.wasmc.wasm.text;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.CoreModule;

/** Reads the text format of core modules. */
public final class WatParser {
  private WatParser() {}

  /**
   * A whole text: {@code (module …)}, or the fields of a module alone.
   *
   * <p>Throws {@link dev.wasmc.source.DiagnosticException} with a {@link TextProblem} where the
   * text is malformed. Nothing is validated.
   */
  public static CoreModule parseModule(SourceFile file) {
    TextCursor in = TextCursor.over(file);
    CoreModule module;
    if (in.takeOpen("module")) {
      module = ModuleParser.parse(in);
      in.expectClose();
      in.expectEnd();
    } else {
      module = ModuleParser.parse(in);
      in.expectEnd();
    }
    in.refuseUnclaimedAnnotations();
    return module;
  }
}
