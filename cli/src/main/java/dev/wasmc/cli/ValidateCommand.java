package dev.wasmc.cli;

import dev.wasmc.capability.Inspection;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = "Check that a file is a valid component or core module.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc validate guest.wasm",
      "  curl -s https://example.com/guest.wasm | wasmc validate -",
    })
final class ValidateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A binary; - for standard input.")
  private String file = Session.STANDARD;

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String name = Session.shown(file);
    ByteSlice bytes = session.read(file);
    FileKind kind = session.timed("checked " + name, () -> Inspection.validate(name, bytes));
    session.print(
        name + ": a valid " + (kind == FileKind.COMPONENT ? "component" : "core module") + "\n");
    return 0;
  }
}
