package dev.wasmc.wasi.cli;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.GuestExit;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.wasi.io.WasiVersion;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** The interfaces of {@code wasi:cli}, except {@code run}, which is the guest's. */
public final class CliHost {
  private CliHost() {}

  /** There is never an initial working directory: a guest has folders by the names it was given. */
  public static HostInterface environment(
      List<String> arguments, SequencedMap<String, String> variables) {
    Value argumentValues = new Value.ListOf(arguments.stream().map(Value::of).toList());
    Value variableValues =
        new Value.ListOf(
            variables.entrySet().stream()
                .map(variable ->
                    (Value)
                        new Value.Record(
                            List.of(Value.of(variable.getKey()), Value.of(variable.getValue()))))
                .toList());
    return HostInterface.builder("wasi:cli/environment", WasiVersion.LATEST)
        .function("get-environment", (_, _) -> variableValues)
        .function("get-arguments", (_, _) -> argumentValues)
        .function("initial-cwd", (_, _) -> Value.none())
        .build();
  }

  public static HostInterface exit() {
    return HostInterface.builder("wasi:cli/exit", WasiVersion.LATEST)
        .function(
            "exit",
            (_, arguments) -> {
              throw new GuestExit(Arguments.discriminant(arguments, 0) == 0 ? 0 : 1);
            })
        .function(
            "exit-with-code",
            (_, arguments) -> {
              throw new GuestExit((int) Arguments.integer(arguments, 0));
            })
        .build();
  }

  /**
   * @param stream the {@code InputSource} or {@code OutputSink} that every call gives a handle to
   */
  public static HostInterface standard(StandardStream which, Object stream) {
    Value handle = new Value.Handle(stream);
    return HostInterface.builder("wasi:cli/" + which.label(), WasiVersion.LATEST)
        .function("get-" + which.label(), (_, _) -> handle)
        .build();
  }

  /** The interface that defines what stands for a terminal, without a function. */
  public static HostInterface terminalResource(StandardStream which) {
    return HostInterface.builder("wasi:cli/" + which.terminal(), WasiVersion.LATEST)
        .resource(HostResource.of(which.terminal()))
        .build();
  }

  /**
   * @param terminals the streams that are terminals
   */
  public static HostInterface terminal(StandardStream which, Set<StandardStream> terminals) {
    Value answer = terminals.contains(which) ? Value.some(new Value.Handle(which)) : Value.none();
    return HostInterface.builder("wasi:cli/terminal-" + which.label(), WasiVersion.LATEST)
        .function("get-terminal-" + which.label(), (_, _) -> answer)
        .build();
  }
}
