package dev.wasmc.cli;

/** The entry point of the process. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return Cli.run(Terminal.ofProcess(), arguments);
  }
}
