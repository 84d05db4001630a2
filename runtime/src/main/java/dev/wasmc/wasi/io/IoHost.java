package dev.wasmc.wasi.io;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.host.HostTrapException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The interfaces of {@code wasi:io}. They give no authority of their own. */
public final class IoHost {
  private static final int MAX_BLOCKING_WRITE = 4096;

  private IoHost() {}

  public static List<HostInterface> interfaces() {
    return List.of(error(), poll(), streams());
  }

  private static HostInterface error() {
    return HostInterface.builder("wasi:io/error", WasiVersion.LATEST)
        .resource(HostResource.of("error"))
        .function(
            "[method]error.to-debug-string",
            (_, arguments) ->
                Value.of(Arguments.resource(arguments, 0, IoError.class).debugString()))
        .build();
  }

  private static HostInterface poll() {
    return HostInterface.builder("wasi:io/poll", WasiVersion.LATEST)
        .resource(HostResource.of("pollable"))
        .function(
            "[method]pollable.ready",
            (_, arguments) ->
                new Value.Bool(Arguments.resource(arguments, 0, Pollable.class).ready()))
        .function(
            "[method]pollable.block",
            (context, arguments) -> {
              Waiter.await(context, List.of(Arguments.resource(arguments, 0, Pollable.class)));
              return null;
            })
        .function("poll", IoHost::poll)
        .build();
  }

  private static Value poll(HostContext context, List<Value> arguments) {
    List<Value> handles = ((Value.ListOf) arguments.getFirst()).elements();
    if (handles.isEmpty()) {
      throw new HostTrapException(new IoProblem.EmptyPoll());
    }
    List<Pollable> pollables =
        handles.stream().map(handle -> (Pollable) ((Value.Handle) handle).resource()).toList();
    return new Value.ListOf(
        Waiter.await(context, pollables).stream().map(index -> Value.of((long) index)).toList());
  }

  private static HostInterface streams() {
    return HostInterface.builder("wasi:io/streams", WasiVersion.LATEST)
        .resource(HostResource.of("input-stream", InputSource.class, InputSource::close))
        .resource(HostResource.of("output-stream", OutputSink.class, OutputSink::close))
        .function(
            "[method]input-stream.read",
            result((context, arguments) -> new Value.Bytes(read(context, arguments))))
        .function(
            "[method]input-stream.blocking-read",
            result((context, arguments) -> new Value.Bytes(blockingRead(context, arguments))))
        .function(
            "[method]input-stream.skip",
            result((context, arguments) -> Value.of(read(context, arguments).length)))
        .function(
            "[method]input-stream.blocking-skip",
            result((context, arguments) -> Value.of(blockingRead(context, arguments).length)))
        .function(
            "[method]input-stream.subscribe",
            (_, arguments) -> new Value.Handle(source(arguments, 0).pollable()))
        .function(
            "[method]output-stream.check-write",
            result((_, arguments) -> Value.of(sink(arguments).checkWrite())))
        .function(
            "[method]output-stream.write",
            action((context, arguments) ->
                sink(arguments).write(context, Arguments.bytes(arguments, 1))))
        .function(
            "[method]output-stream.blocking-write-and-flush",
            action((context, arguments) -> {
              byte[] bytes = Arguments.bytes(arguments, 1);
              requireShort("blocking-write-and-flush", bytes.length);
              sink(arguments).writeAndFlush(context, bytes);
            }))
        .function(
            "[method]output-stream.flush",
            action((context, arguments) -> sink(arguments).flush(context)))
        .function(
            "[method]output-stream.blocking-flush",
            action((context, arguments) -> sink(arguments).flush(context)))
        .function("[method]output-stream.subscribe", (_, _) -> new Value.Handle(Pollable.READY))
        .function(
            "[method]output-stream.write-zeroes",
            action((context, arguments) ->
                sink(arguments).writeZeroes(context, Arguments.integer(arguments, 1))))
        .function(
            "[method]output-stream.blocking-write-zeroes-and-flush",
            action((context, arguments) -> {
              long count = Arguments.integer(arguments, 1);
              requireShort("blocking-write-zeroes-and-flush", count);
              sink(arguments).writeAndFlush(context, new byte[(int) count]);
            }))
        .function(
            "[method]output-stream.splice",
            result((context, arguments) -> splice(context, arguments, false)))
        .function(
            "[method]output-stream.blocking-splice",
            result((context, arguments) -> splice(context, arguments, true)))
        .build();
  }

  private static byte[] read(HostContext context, List<Value> arguments) throws StreamException {
    int most = Arguments.atMost(arguments, 1, InputSource.MAX_READ);
    context.reserve(most);
    return source(arguments, 0).read(most);
  }

  private static byte[] blockingRead(HostContext context, List<Value> arguments)
      throws StreamException {
    int most = Arguments.atMost(arguments, 1, InputSource.MAX_READ);
    context.reserve(most);
    return source(arguments, 0).blockingRead(context, most);
  }

  private static Value splice(HostContext context, List<Value> arguments, boolean blocking)
      throws StreamException {
    OutputSink sink = sink(arguments);
    InputSource source = source(arguments, 1);
    int permitted = (int) Math.min(sink.checkWrite(), InputSource.MAX_READ);
    int most = Arguments.atMost(arguments, 2, permitted);
    context.reserve(most);
    byte[] bytes = blocking ? source.blockingRead(context, most) : source.read(most);
    sink.write(context, bytes);
    return Value.of(bytes.length);
  }

  private static InputSource source(List<Value> arguments, int index) {
    return Arguments.resource(arguments, index, InputSource.class);
  }

  private static OutputSink sink(List<Value> arguments) {
    return Arguments.resource(arguments, 0, OutputSink.class);
  }

  private static void requireShort(String function, long count) {
    if (Long.compareUnsigned(count, MAX_BLOCKING_WRITE) > 0) {
      throw new HostTrapException(new IoProblem.WriteTooLarge(function, count, MAX_BLOCKING_WRITE));
    }
  }

  @FunctionalInterface
  private interface StreamCall {
    @Nullable Value call(HostContext context, List<Value> arguments) throws StreamException;
  }

  @FunctionalInterface
  private interface StreamAction {
    void run(HostContext context, List<Value> arguments) throws StreamException;
  }

  private static HostFunction result(StreamCall call) {
    return (context, arguments) -> {
      try {
        return Value.ok(call.call(context, arguments));
      } catch (StreamException e) {
        return Value.error(e.toValue());
      }
    };
  }

  private static HostFunction action(StreamAction action) {
    return result((context, arguments) -> {
      action.run(context, arguments);
      return null;
    });
  }
}
