package dev.wasmc.wasi.cli;

/** The three standard streams, and the words their interfaces are named with. */
public enum StandardStream {
  STDIN("stdin", "terminal-input"),
  STDOUT("stdout", "terminal-output"),
  STDERR("stderr", "terminal-output");

  private final String label;
  private final String terminal;

  StandardStream(String label, String terminal) {
    this.label = label;
    this.terminal = terminal;
  }

  /** As in {@code wasi:cli/stdin}. */
  public String label() {
    return label;
  }

  /** The resource that stands for its terminal. */
  String terminal() {
    return terminal;
  }
}
