package dev.wasmc.wasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.wasi.filesystem.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls hosts as a guest would. */
@SuppressWarnings("EnumOrdinal")
public final class Guest implements AutoCloseable {
  /** Stands in for the runtime's exception. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final class Context implements HostContext {
    @Override
    public void checkInterrupted() {
      if (stopped) {
        throw new Stopped();
      }
    }

    @Override
    public void reserve(long bytes) {
      reserved += bytes;
    }
  }

  private final WasiHosts hosts;
  private final Context context = new Context();
  private final Thread thread = Thread.currentThread();
  private volatile boolean stopped;
  private long reserved;

  public Guest(WasiConfig.Builder config) throws IOException {
    hosts = WasiHosts.of(config.build());
  }

  public List<String> interfaces() {
    return hosts.interfaces().stream().map(HostInterface::name).toList();
  }

  public HostInterface host(String name) {
    return hosts.interfaces().stream()
        .filter(each -> each.name().equals("wasi:" + name))
        .findFirst()
        .orElseThrow();
  }

  /** As a runtime does when the time limit is reached. */
  public void stop() {
    stopped = true;
    thread.interrupt();
  }

  public long reserved() {
    return reserved;
  }

  public @Nullable Value tryCall(String host, String function, Value... arguments) {
    HostFunction found = Objects.requireNonNull(host(host).functions().get(function), function);
    return found.call(context, List.of(arguments));
  }

  public Value call(String host, String function, Value... arguments) {
    return Objects.requireNonNull(tryCall(host, function, arguments));
  }

  /** The payload of a result, which has to be one. */
  public Value ok(String host, String function, Value... arguments) {
    Value.Variant result = (Value.Variant) call(host, function, arguments);
    assertEquals(0, result.discriminant(), () -> function + ": " + describe(result));
    return Objects.requireNonNullElse(result.payload(), result);
  }

  /** The error of a result of {@code wasi:filesystem}. */
  public ErrorCode code(String function, Value... arguments) {
    Value.Variant result = (Value.Variant) call("filesystem/types", function, arguments);
    assertEquals(1, result.discriminant(), () -> function + " succeeded: " + result);
    return ErrorCode.values()[
        assertInstanceOf(Value.Variant.class, result.payload()).discriminant()];
  }

  /** The error of a result of {@code wasi:io/streams}: 0 is a failure, 1 is closed. */
  public Value.Variant streamError(String function, Value... arguments) {
    Value.Variant result = (Value.Variant) call("io/streams", function, arguments);
    assertEquals(1, result.discriminant(), () -> function + " succeeded: " + result);
    return assertInstanceOf(Value.Variant.class, result.payload());
  }

  private static String describe(Value.Variant result) {
    return result.payload() instanceof Value.Variant(int code, _)
        ? ErrorCode.values()[code].label()
        : result.toString();
  }

  public void drop(String host, String resource, Value handle) {
    HostResource found = Objects.requireNonNull(host(host).resources().get(resource), resource);
    found.drop().accept(((Value.Handle) handle).resource());
  }

  public static Value bytes(String text) {
    return new Value.Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(Value bytes) {
    return new String(((Value.Bytes) bytes).bytes(), StandardCharsets.UTF_8);
  }

  public static long number(Value value) {
    return ((Value.Int) value).value();
  }

  public static Value field(Value value, int index) {
    return ((Value.Record) value).fields().get(index);
  }

  @Override
  public void close() {
    hosts.close();
  }
}
