package dev.wasmc.capability;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table of denied answers. In this order: an empty answer where that says "nothing here",
 * the interface's own error, a trap.
 */
public final class Denials {
  /**
   * The first argument of every guest. Programs take for granted that it is there, so that a list
   * with nothing else in it is what says "no arguments": C counts -1 of them in an empty one. An
   * artifact holds no name of a file.
   */
  public static final String PROGRAM_NAME = "guest";

  /** The labels of error codes that say "denied", for the interfaces whose errors have one. */
  private static final Map<WasiInterface, List<String>> ERROR_LABELS =
      Map.ofEntries(
          Map.entry(WasiInterface.FILESYSTEM_TYPES, List.of("access")),
          Map.entry(WasiInterface.FILESYSTEM_PREOPENS, List.of("access")),
          Map.entry(WasiInterface.SOCKETS_NETWORK, List.of("access-denied")),
          Map.entry(WasiInterface.SOCKETS_INSTANCE_NETWORK, List.of("access-denied")),
          Map.entry(WasiInterface.SOCKETS_TCP, List.of("access-denied")),
          Map.entry(WasiInterface.SOCKETS_TCP_CREATE_SOCKET, List.of("access-denied")),
          Map.entry(WasiInterface.SOCKETS_UDP, List.of("access-denied")),
          Map.entry(WasiInterface.SOCKETS_UDP_CREATE_SOCKET, List.of("access-denied")),
          Map.entry(WasiInterface.SOCKETS_IP_NAME_LOOKUP, List.of("access-denied")),
          Map.entry(WasiInterface.HTTP_TYPES, List.of("HTTP-request-denied", "forbidden")),
          Map.entry(WasiInterface.HTTP_OUTGOING_HANDLER, List.of("HTTP-request-denied")),
          Map.entry(WasiInterface.IO_STREAMS, List.of("closed")));

  private Denials() {}

  /**
   * @param wasi the interface of WASI; empty for any other
   * @param imported the interface's name as imported; null for a function that is imported by
   *     itself
   * @param function its name, such as {@code now} or {@code [method]descriptor.read}
   */
  public static Denial of(
      Optional<WasiInterface> wasi, @Nullable String imported, String function, FunctionType type) {
    ValueType result = type.result();
    if (result == null) {
      return Denial.Trap.TRAP;
    }
    if (wasi.isPresent()) {
      Denial nothing = nothingHere(wasi.get(), function, result);
      if (nothing != null) {
        return nothing;
      }
    }
    if (result instanceof ResultType outcome) {
      Value error = error(wasi, imported, function, outcome.error());
      if (error != null || outcome.error() == null) {
        return new Denial.Error(Value.error(error));
      }
    }
    return Denial.Trap.TRAP;
  }

  private static @Nullable Denial nothingHere(
      WasiInterface wasi, String function, ValueType result) {
    return switch (wasi) {
      case CLI_ENVIRONMENT ->
          function.equals("get-arguments")
                  && result instanceof ListType(ValueType element)
                  && isString(element)
              ? new Denial.Empty(new Value.ListOf(List.of(Value.of(PROGRAM_NAME))))
              : empty(result);
      case CLI_TERMINAL_STDIN, CLI_TERMINAL_STDOUT, CLI_TERMINAL_STDERR, FILESYSTEM_PREOPENS ->
          empty(result);
      // What an error of a stream means in this interface: nothing.
      case FILESYSTEM_TYPES, SOCKETS_NETWORK -> result instanceof OptionType ? empty(result) : null;
      case CLI_STDIN -> function.equals("get-stdin") ? Denial.EndOfFile.END_OF_FILE : null;
      case SOCKETS_INSTANCE_NETWORK -> result instanceof OwnType ? Denial.Inert.INERT : null;
      case HTTP_TYPES -> result instanceof OwnType ? Denial.Inert.INERT : empty(result);
      default -> null;
    };
  }

  private static @Nullable Denial empty(ValueType result) {
    return switch (result) {
      case ListType(ValueType element) when isPrimitive(element, PrimitiveType.U8) ->
          new Denial.Empty(new Value.Bytes(new byte[0]));
      case ListType _ -> new Denial.Empty(new Value.ListOf(List.of()));
      case OptionType _ -> new Denial.Empty(Value.none());
      default -> null;
    };
  }

  private static @Nullable Value error(
      Optional<WasiInterface> wasi,
      @Nullable String imported,
      String function,
      @Nullable ValueType error) {
    if (isString(error)) {
      return Value.of("denied: " + (imported == null ? "" : imported + ".") + function);
    }
    return wasi.map(ERROR_LABELS::get).stream()
        .flatMap(List::stream)
        .flatMap(label -> labelled(label, error).stream())
        .findFirst()
        .orElse(null);
  }

  private static Optional<Value> labelled(String label, @Nullable ValueType error) {
    List<String> labels =
        switch (error) {
          case EnumType(List<String> all) -> all;
          case VariantType(List<Case> cases) ->
              cases.stream().map(each -> each.type() == null ? each.name() : "").toList();
          case null, default -> List.of();
        };
    int at = labels.indexOf(label);
    return at < 0 ? Optional.empty() : Optional.of(new Value.Variant(at, null));
  }

  private static boolean isString(@Nullable ValueType type) {
    return isPrimitive(type, PrimitiveType.STRING);
  }

  private static boolean isPrimitive(@Nullable ValueType type, PrimitiveType wanted) {
    return type == wanted
        || (type instanceof DefinedPrimitive(PrimitiveType defined) && defined == wanted);
  }
}
