package dev.wasmc.wasi;

import static dev.wasmc.wasi.Guest.bytes;
import static dev.wasmc.wasi.Guest.number;
import static dev.wasmc.wasi.Guest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.HostTrapException;
import dev.wasmc.wasi.io.IoProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamsTest {
  private static final String STREAMS = "io/streams";
  private static final int CLOSED = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsStandardInputToItsEnd() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().stdin(input("hello")))) {
      Value stdin = guest.call("cli/stdin", "get-stdin");
      assertEquals(
          "he", text(guest.ok(STREAMS, "[method]input-stream.blocking-read", stdin, Value.of(2))));
      assertEquals(
          2, number(guest.ok(STREAMS, "[method]input-stream.blocking-skip", stdin, Value.of(2))));
      assertEquals(
          "o", text(guest.ok(STREAMS, "[method]input-stream.blocking-read", stdin, Value.of(-1))));
      assertEquals(
          CLOSED,
          guest
              .streamError("[method]input-stream.blocking-read", stdin, Value.of(2))
              .discriminant());
      assertEquals(
          CLOSED,
          guest.streamError("[method]input-stream.read", stdin, Value.of(0)).discriminant());
      Value pollable = guest.call(STREAMS, "[method]input-stream.subscribe", stdin);
      assertEquals(new Value.Bool(true), guest.call("io/poll", "[method]pollable.ready", pollable));
    }
  }

  @Test
  void pollsInputThatComesLater() throws Exception {
    try (PipedOutputStream source = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(source);
        Guest guest = new Guest(WasiConfig.builder().stdin(pipe).monotonicClock())) {
      Value stdin = guest.call("cli/stdin", "get-stdin");
      Value data = guest.call(STREAMS, "[method]input-stream.subscribe", stdin);
      Value soon = guest.call("clocks/monotonic-clock", "subscribe-duration", Value.of(20_000_000));
      assertEquals(List.of(Value.of(1)), poll(guest, data, soon));
      assertEquals("", text(guest.ok(STREAMS, "[method]input-stream.read", stdin, Value.of(9))));
      Thread.ofPlatform()
          .start(() -> {
            try {
              Thread.sleep(30);
              source.write('x');
              source.flush();
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      Value late =
          guest.call("clocks/monotonic-clock", "subscribe-duration", Value.of(20_000_000_000L));
      assertEquals(List.of(Value.of(0), Value.of(2)), poll(guest, data, late, data));
      assertEquals("x", text(guest.ok(STREAMS, "[method]input-stream.read", stdin, Value.of(9))));
    }
  }

  private static List<Value> poll(Guest guest, Value... pollables) {
    return ((Value.ListOf) guest.call("io/poll", "poll", new Value.ListOf(List.of(pollables))))
        .elements();
  }

  @Test
  void aGuestThatWaitsForInputCanBeStopped() throws Exception {
    try (PipedOutputStream source = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(source);
        Guest guest = new Guest(WasiConfig.builder().stdin(pipe))) {
      Value stdin = guest.call("cli/stdin", "get-stdin");
      stopSoon(guest);
      assertThrows(
          Guest.Stopped.class,
          () -> guest.call(STREAMS, "[method]input-stream.blocking-read", stdin, Value.of(1)));
    }
  }

  static void stopSoon(Guest guest) {
    Thread.ofPlatform()
        .start(() -> {
          try {
            Thread.sleep(30);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          guest.stop();
        });
  }

  @Test
  void anEmptyPollTraps() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder())) {
      HostTrapException trap = assertThrows(HostTrapException.class, () -> poll(guest));
      assertEquals(new IoProblem.EmptyPoll(), trap.problem());
    }
  }

  @Test
  void writesWhatWasPermitted() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(out))) {
      Value stdout = guest.call("cli/stdout", "get-stdout");
      assertTrue(number(guest.ok(STREAMS, "[method]output-stream.check-write", stdout)) >= 4096);
      guest.ok(STREAMS, "[method]output-stream.write", stdout, bytes("one "));
      guest.ok(STREAMS, "[method]output-stream.write", stdout, bytes("two "));
      guest.ok(STREAMS, "[method]output-stream.write-zeroes", stdout, Value.of(1));
      guest.ok(STREAMS, "[method]output-stream.blocking-write-and-flush", stdout, bytes("!"));
      guest.ok(
          STREAMS, "[method]output-stream.blocking-write-zeroes-and-flush", stdout, Value.of(2));
      guest.ok(STREAMS, "[method]output-stream.flush", stdout);
      assertEquals("one two \0!\0\0", out.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void writingWithoutPermitTraps() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(out))) {
      Value stdout = guest.call("cli/stdout", "get-stdout");
      HostTrapException trap =
          assertThrows(
              HostTrapException.class,
              () -> guest.call(STREAMS, "[method]output-stream.write", stdout, bytes("x")));
      assertEquals(new IoProblem.WriteNotPermitted(1, 0), trap.problem());
      long permitted = number(guest.ok(STREAMS, "[method]output-stream.check-write", stdout));
      HostTrapException zeroes =
          assertThrows(
              HostTrapException.class,
              () ->
                  guest.call(STREAMS, "[method]output-stream.write-zeroes", stdout, Value.of(-1)));
      assertEquals(new IoProblem.WriteNotPermitted(-1, permitted), zeroes.problem());
      assertEquals(0, out.size());
    }
  }

  @Test
  void aBlockingWriteIsShort() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(out))) {
      Value stdout = guest.call("cli/stdout", "get-stdout");
      HostTrapException trap =
          assertThrows(
              HostTrapException.class,
              () ->
                  guest.call(
                      STREAMS,
                      "[method]output-stream.blocking-write-and-flush",
                      stdout,
                      new Value.Bytes(new byte[4097])));
      assertEquals("write-too-large", trap.problem().id());
    }
  }

  @Test
  void whoWantsNothingDoesNotWait() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream();
        Guest guest =
            new Guest(
                WasiConfig.builder()
                    .stdin(new PipedInputStream(writer))
                    .stdout(OutputStream.nullOutputStream()))) {
      Value stdin = guest.call("cli/stdin", "get-stdin");
      Value stdout = guest.call("cli/stdout", "get-stdout");
      Value none = Value.of(0);
      assertEquals("", text(guest.ok(STREAMS, "[method]input-stream.blocking-read", stdin, none)));
      assertEquals(none, guest.ok(STREAMS, "[method]input-stream.blocking-skip", stdin, none));
      assertEquals(
          none, guest.ok(STREAMS, "[method]output-stream.blocking-splice", stdout, stdin, none));
    }
  }

  @Test
  void splicesUntilTheSourceIsClosed() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().stdin(input("abcdef")).stdout(out))) {
      Value stdin = guest.call("cli/stdin", "get-stdin");
      Value stdout = guest.call("cli/stdout", "get-stdout");
      assertEquals(
          4,
          number(
              guest.ok(
                  STREAMS, "[method]output-stream.blocking-splice", stdout, stdin, Value.of(4))));
      assertEquals(
          2,
          number(
              guest.ok(
                  STREAMS, "[method]output-stream.blocking-splice", stdout, stdin, Value.of(4))));
      assertEquals(
          CLOSED,
          guest
              .streamError("[method]output-stream.blocking-splice", stdout, stdin, Value.of(4))
              .discriminant());
      assertEquals("abcdef", out.toString(StandardCharsets.UTF_8));
    }
  }

  private static final class Failing extends OutputStream {
    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }
  }

  @Test
  void aReaderThatHasGoneClosesTheStream() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(new Failing("Broken pipe")))) {
      Value stdout = guest.call("cli/stdout", "get-stdout");
      assertEquals(
          CLOSED,
          guest
              .streamError("[method]output-stream.blocking-write-and-flush", stdout, bytes("x"))
              .discriminant());
      assertEquals(
          CLOSED, guest.streamError("[method]output-stream.check-write", stdout).discriminant());
    }
  }

  @Test
  void anotherFailureIsToldOnce() throws Exception {
    try (Guest guest =
        new Guest(WasiConfig.builder().stdout(new Failing("No space left on device")))) {
      Value stdout = guest.call("cli/stdout", "get-stdout");
      Value.Variant failed =
          guest.streamError("[method]output-stream.blocking-write-and-flush", stdout, bytes("x"));
      assertEquals(0, failed.discriminant());
      Value error = assertInstanceOf(Value.Handle.class, failed.payload());
      assertEquals(
          Value.of("No space left on device"),
          guest.call("io/error", "[method]error.to-debug-string", error));
      assertEquals(CLOSED, guest.streamError("[method]output-stream.flush", stdout).discriminant());
    }
  }
}
