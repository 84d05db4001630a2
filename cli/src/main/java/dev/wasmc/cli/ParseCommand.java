package dev.wasmc.cli;

import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.TextCursor;
import dev.wasmc.wasm.text.WatParser;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "parse",
    description = "Assemble the text format of a component or core module.",
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc parse guest.wat -o guest.wasm"})
final class ParseCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private OutputFlags output = new OutputFlags();

  @Parameters(paramLabel = "FILE", description = "A text; - for standard input.")
  private String file = Session.STANDARD;

  ParseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SourceFile text = session.readText(file);
    output.write(session, session.timed("assembled " + text.name(), () -> assemble(text)));
    return 0;
  }

  private static byte[] assemble(SourceFile text) {
    return TextCursor.over(text).atOpen("component")
        ? ComponentEncoder.encode(ComponentParser.parse(text))
        : ModuleEncoder.encode(WatParser.parseModule(text));
  }
}
