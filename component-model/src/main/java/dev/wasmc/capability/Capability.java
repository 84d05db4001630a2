package dev.wasmc.capability;

import org.jspecify.annotations.Nullable;

/** An authority over something outside of a component. */
public enum Capability {
  ENVIRONMENT(
      "environment",
      "reads the environment variables and the working directory",
      "--inherit-env KEY",
      "-e KEY=VALUE"),
  ARGUMENTS("arguments", "reads the command line arguments", "-- ARGS", "--arg VALUE"),
  FILES(
      "files",
      "reads and writes files in the folders it is given",
      "--dir HOST::GUEST[::ro]",
      "--mount GUEST=DIR"),
  CLOCKS("clocks", "reads the time and waits for it", "--allow clocks", "--clock fixed=TIME"),
  RANDOMNESS("randomness", "draws random numbers", "--allow random", "--random seed=N"),
  NETWORK("network", "opens sockets, looks up names, sends http requests", null, null),
  STDIO(
      "stdio",
      "reads standard input, writes standard output and standard error",
      "--inherit-stdin",
      "--stdin TEXT"),
  EXIT("exit", "ends the program with a status", "--exit allow", null),
  IO(
      "io",
      "streams and waiting, the plumbing of files, stdio and network; no authority of its own",
      null,
      null),
  CUSTOM(
      "custom",
      "functions that no standard defines; their name is all that is known of them",
      null,
      "--answer 'FUNCTION=VALUE'");

  private final String label;
  private final String meaning;
  private final @Nullable String grant;
  private final @Nullable String mock;

  Capability(String label, String meaning, @Nullable String grant, @Nullable String mock) {
    this.label = label;
    this.meaning = meaning;
    this.grant = grant;
    this.mock = mock;
  }

  /** One lower-case word, used in flags and in JSON. */
  public String label() {
    return label;
  }

  /** What a component with it can do: a verb phrase. */
  public String meaning() {
    return meaning;
  }

  /** The flag of {@code run} that grants the real thing; null where none does. */
  public @Nullable String grant() {
    return grant;
  }

  /** The flag that answers in its place; null where none does. */
  public @Nullable String mock() {
    return mock;
  }
}
