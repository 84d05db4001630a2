package dev.wasmc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Plays what users do most, for the JVM to note which classes, call sites and compiled methods that
 * takes: the launcher runs it once after each build.
 */
final class Rehearsal {
  private static final String SOURCE = "rehearsal.wat";
  private static final String FUNCTIONS = "rehearsal-functions.wat";

  /** One of the statements of a function that is too long for one method. */
  private static final String STATEMENT =
      """
      (block $skip
        (br_if $skip (i32.ge_u (local.get $a) (i32.const 4000)))
        (local.set $a (i32.add (i32.load offset=3072 (local.get $a)) (i32.const 4)))
        (if (i32.eqz (local.get $a)) (then (call $format (local.get $c) (i32.const 1176))))
        (i64.store offset=2048 (local.get $a) (i64.add (local.get $b) (i64.const 77)))
        (local.set $b (i64.extend_i32_s (i32.load16_u offset=2050 (local.get $a)))))
      """;

  private static final int STATEMENTS = 100;

  /** Enough functions for the JVM to know what of the translator to compile, as Go's have it. */
  private static final int COPIES = 50;

  private Rehearsal() {}

  /**
   * Each command once: what is played more often the JVM compiles at once in every later start,
   * needed or not.
   *
   * @param arguments a folder to work in; standard input has to end, too
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String source = folder.resolve(SOURCE).toString();
    String guest = folder.resolve("guest.wasm").toString();
    String sealed = folder.resolve("sealed.wasm").toString();
    Files.writeString(folder.resolve(SOURCE), source());
    play("parse", source, "-o", guest);
    play("inspect", guest);
    play("run", guest, "--clock", "start=2000-01-01T00:00:00Z,step=1ms", "--random", "seed=7");
    play(
        "run",
        guest,
        "--dir",
        folder + "::/",
        "--allow",
        "clocks",
        "--allow",
        "random",
        "--inherit-stdin",
        "-e",
        "A=b");
    play("compose", guest, "-o", sealed);
    // Ends the process, as every command does.
    Main.main(new String[] {"demo"});
  }

  private static void play(String... arguments) {
    int status = Main.run(arguments);
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + " gave " + status);
    }
  }

  private static String source() throws IOException {
    String function = resource(FUNCTIONS);
    StringBuilder functions = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < COPIES; i++) {
      functions.append(function.replace("${i}", Integer.toString(i)));
      calls.append("(drop (call $all" + i + " (i32.const 3)))");
    }
    return resource(SOURCE)
        .replace("${functions}", functions)
        .replace("${calls}", calls)
        .replace("${statements}", STATEMENT.repeat(STATEMENTS));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Rehearsal.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
