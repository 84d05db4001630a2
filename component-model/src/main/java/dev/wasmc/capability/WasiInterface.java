package dev.wasmc.capability;

import java.util.Optional;

/** The interfaces of WASI 0.2, each with the authority it stands for. */
public enum WasiInterface {
  CLI_ENVIRONMENT("wasi:cli/environment", Capability.ENVIRONMENT, Group.NONE),
  CLI_EXIT("wasi:cli/exit", Capability.EXIT, Group.NONE),
  CLI_RUN("wasi:cli/run", Capability.CUSTOM, Group.NONE),
  CLI_STDIN("wasi:cli/stdin", Capability.STDIO, Group.IO),
  CLI_STDOUT("wasi:cli/stdout", Capability.STDIO, Group.IO),
  CLI_STDERR("wasi:cli/stderr", Capability.STDIO, Group.IO),
  CLI_TERMINAL_INPUT("wasi:cli/terminal-input", Capability.STDIO, Group.NONE),
  CLI_TERMINAL_OUTPUT("wasi:cli/terminal-output", Capability.STDIO, Group.NONE),
  CLI_TERMINAL_STDIN("wasi:cli/terminal-stdin", Capability.STDIO, Group.NONE),
  CLI_TERMINAL_STDOUT("wasi:cli/terminal-stdout", Capability.STDIO, Group.NONE),
  CLI_TERMINAL_STDERR("wasi:cli/terminal-stderr", Capability.STDIO, Group.NONE),
  CLOCKS_WALL_CLOCK("wasi:clocks/wall-clock", Capability.CLOCKS, Group.NONE),
  CLOCKS_MONOTONIC_CLOCK("wasi:clocks/monotonic-clock", Capability.CLOCKS, Group.IO),
  CLOCKS_TIMEZONE("wasi:clocks/timezone", Capability.CLOCKS, Group.NONE),
  FILESYSTEM_TYPES("wasi:filesystem/types", Capability.FILES, Group.IO),
  FILESYSTEM_PREOPENS("wasi:filesystem/preopens", Capability.FILES, Group.IO),
  IO_ERROR("wasi:io/error", Capability.IO, Group.IO),
  IO_POLL("wasi:io/poll", Capability.IO, Group.IO),
  IO_STREAMS("wasi:io/streams", Capability.IO, Group.IO),
  RANDOM_RANDOM("wasi:random/random", Capability.RANDOMNESS, Group.NONE),
  RANDOM_INSECURE("wasi:random/insecure", Capability.RANDOMNESS, Group.NONE),
  RANDOM_INSECURE_SEED("wasi:random/insecure-seed", Capability.RANDOMNESS, Group.NONE),
  SOCKETS_NETWORK("wasi:sockets/network", Capability.NETWORK, Group.IO),
  SOCKETS_INSTANCE_NETWORK("wasi:sockets/instance-network", Capability.NETWORK, Group.IO),
  SOCKETS_TCP("wasi:sockets/tcp", Capability.NETWORK, Group.IO),
  SOCKETS_TCP_CREATE_SOCKET("wasi:sockets/tcp-create-socket", Capability.NETWORK, Group.IO),
  SOCKETS_UDP("wasi:sockets/udp", Capability.NETWORK, Group.IO),
  SOCKETS_UDP_CREATE_SOCKET("wasi:sockets/udp-create-socket", Capability.NETWORK, Group.IO),
  SOCKETS_IP_NAME_LOOKUP("wasi:sockets/ip-name-lookup", Capability.NETWORK, Group.IO),
  HTTP_TYPES("wasi:http/types", Capability.NETWORK, Group.IO),
  HTTP_OUTGOING_HANDLER("wasi:http/outgoing-handler", Capability.NETWORK, Group.IO),
  HTTP_INCOMING_HANDLER("wasi:http/incoming-handler", Capability.CUSTOM, Group.IO);

  /**
   * Interfaces whose resources meet: what is virtual in one must be understood by all of its group.
   */
  public enum Group {
    NONE,
    IO
  }

  private final String label;
  private final Capability capability;
  private final Group group;

  WasiInterface(String label, Capability capability, Group group) {
    this.label = label;
    this.capability = capability;
    this.group = group;
  }

  /** Its name without a version. */
  public String label() {
    return label;
  }

  /** Of the interface as a whole; see {@link #capability(String)}. */
  public Capability capability() {
    return capability;
  }

  /** Of one of its functions: the environment's interface also gives the arguments. */
  public Capability capability(String function) {
    return this == CLI_ENVIRONMENT && function.equals("get-arguments")
        ? Capability.ARGUMENTS
        : capability;
  }

  public Group group() {
    return group;
  }

  /** The flag that grants the real thing to a run; empty where none does. */
  public Optional<String> grant(String function) {
    if (this == CLI_ENVIRONMENT && function.equals("initial-cwd")) {
      return Optional.empty();
    }
    return switch (this) {
      case CLI_STDOUT, CLI_STDERR -> Optional.of("--stdio allow");
      case CLI_TERMINAL_INPUT,
          CLI_TERMINAL_OUTPUT,
          CLI_TERMINAL_STDIN,
          CLI_TERMINAL_STDOUT,
          CLI_TERMINAL_STDERR ->
          Optional.empty();
      default -> Optional.ofNullable(capability(function).grant());
    };
  }

  /** The flag that answers in place of the real thing; empty where none does. */
  public Optional<String> mock(String function) {
    if (this == CLI_ENVIRONMENT && function.equals("initial-cwd")) {
      return Optional.empty();
    }
    return switch (this) {
      case CLI_STDOUT, CLI_STDERR -> Optional.of("--stdio ignore");
      case CLI_TERMINAL_INPUT,
          CLI_TERMINAL_OUTPUT,
          CLI_TERMINAL_STDIN,
          CLI_TERMINAL_STDOUT,
          CLI_TERMINAL_STDERR ->
          Optional.empty();
      default -> Optional.ofNullable(capability(function).mock());
    };
  }

  /**
   * @param name with a version of 0.2, or without any; another version is another interface
   */
  public static Optional<WasiInterface> of(String name) {
    int at = name.indexOf('@');
    if (at >= 0 && !name.startsWith("0.2.", at + 1)) {
      return Optional.empty();
    }
    String label = at < 0 ? name : name.substring(0, at);
    for (WasiInterface each : values()) {
      if (each.label.equals(label)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
