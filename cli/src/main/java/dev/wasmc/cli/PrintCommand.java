package dev.wasmc.cli;

import dev.wasmc.wasm.ByteSlice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "print",
    description = "Write the text format of a component or core module.",
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc print guest.wasm | less", "  wasmc print bridge.wasm -o bridge.wat"})
final class PrintCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE; to standard output without it, or where FILE is -.")
  private String output = Session.STANDARD;

  @Parameters(paramLabel = "FILE", description = "A binary; - for standard input.")
  private String file = Session.STANDARD;

  PrintCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ByteSlice bytes = session.read(file);
    String name = Session.shown(file);
    String text = session.timed("printed " + name, () -> OutputFlags.print(name, bytes));
    OutputFlags.write(session, output, text);
    return 0;
  }
}
