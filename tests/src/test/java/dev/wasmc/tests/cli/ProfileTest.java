package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --profile} names the function that takes the time. */
final class ProfileTest {
  private static final String GUEST =
      """
      (component
        (core module $m
          (memory 1)
          (func $hot (param i32) (local $x i32)
            (loop $l
              (local.set $x
                (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
              (i32.store (i32.and (local.get $x) (i32.const 0xfffc)) (local.get $x))
              (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "work") (call $hot (i32.const 300000000))))
        (core instance $m (instantiate $m))
        (func (export "work") (canon lift (core func $m "work"))))
      """;

  private static final Pattern HOT = Pattern.compile("\n *[1-9][0-9.]*% +[1-9][0-9.]*%  hot, ");

  @TempDir Path folder;

  @Test
  void namesTheHotFunction() throws IOException {
    Files.writeString(folder.resolve("guest.wat"), GUEST);
    Console console = new Console(folder, Map.of());
    console.transcript("parse guest.wat -o guest.wasm");
    String table = console.transcript("run guest.wasm --profile --profile-stacks stacks.txt");
    assertTrue(HOT.matcher(table).find(), table);
    assertTrue(Files.readString(folder.resolve("stacks.txt")).contains("!hot "), table);
    String json = console.transcript("run guest.wasm --profile --json");
    assertTrue(json.contains("\"function\":\"hot\""), json);
  }
}
