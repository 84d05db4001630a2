package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw memory is there where the JVM allows it, and nowhere does the JVM complain. */
final class RawAccessTest {
  private static final String ALLOWED = "--sun-misc-unsafe-memory-access=allow";

  @Test
  void isUsedWhereAllowed() throws Exception {
    assertEquals("true, 77, possible", output(List.of(ALLOWED)));
  }

  @Test
  void isNotUsedUnasked() throws Exception {
    assertEquals("false, 77, raw memory needs a JVM with " + ALLOWED, output(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"warn", "deny"})
  void isNotUsedWhereForbidden(String permission) throws Exception {
    List<String> flags = List.of("--sun-misc-unsafe-memory-access=" + permission);
    assertEquals("false, 77, raw memory needs a JVM with " + ALLOWED, output(flags));
  }

  /** What {@link Program} prints, errors and warnings of the JVM too. */
  private static String output(List<String> flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }

  /** Says whether memory is raw unasked, what a growing memory holds, and whether it can be raw. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      Instance instance =
          Modules.instantiate(
              """
              (module
                (memory 1)
                (func (export "f") (param $at i32) (result i32)
                  (drop (memory.grow (i32.const 1)))
                  (i32.store offset=8 (local.get $at) (i32.const 77))
                  (i32.load offset=8 (local.get $at))))
              """);
      System.out.print(EngineOptions.DEFAULT.rawMemory());
      System.out.print(", " + instance.function("f").call(65536)[0]);
      System.out.println(", " + possible());
    }

    private static String possible() {
      try {
        return EngineOptions.DEFAULT.withRawMemory(true).rawMemory() ? "possible" : "ignored";
      } catch (UnsupportedOperationException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
