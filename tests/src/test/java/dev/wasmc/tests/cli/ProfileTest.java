package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run --profile} names the function that takes the time. */
final class ProfileTest {
  private static final String CALLS =
      """
      (func $hot (param i32) (result i32)
        (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
          (then (local.get 0))
          (else
            (i32.add
              (call $hot (i32.sub (local.get 0) (i32.const 1)))
              (call $hot (i32.sub (local.get 0) (i32.const 2)))))))
      (func (export "work") (drop (call $hot (i32.const 38))))
      """;

  /** One loop whose end the JVM can tell, which without its flags is no place to stop it. */
  private static final String LOOP =
      """
      (func $hot (param i32) (local $x i32)
        (loop $l
          (local.set $x
            (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
          (i32.store (i32.and (local.get $x) (i32.const 0xfffc)) (local.get $x))
          (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
      (func (export "work") (call $hot (i32.const 1000000000)))
      """;

  private static final Pattern HOT = Pattern.compile("\n *[1-9][0-9.]*% +[1-9][0-9.]*%  hot, ");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {CALLS, LOOP})
  void namesTheHotFunction(String functions) throws IOException {
    Files.writeString(
        folder.resolve("guest.wat"),
        """
        (component
          (core module $m
            (memory 1)
            %s)
          (core instance $m (instantiate $m))
          (func (export "work") (canon lift (core func $m "work"))))
        """
            .formatted(functions));
    Console console = new Console(folder, Map.of());
    console.transcript("parse guest.wat -o guest.wasm");
    String table = console.transcript("run guest.wasm --profile --profile-stacks stacks.txt");
    assertTrue(HOT.matcher(table).find(), table);
    assertTrue(Files.readString(folder.resolve("stacks.txt")).contains("!hot "), table);
    String json = console.transcript("run guest.wasm --profile --json");
    assertTrue(json.contains("\"function\":\"hot\""), json);
  }
}
