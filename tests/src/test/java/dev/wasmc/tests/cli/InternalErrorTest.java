package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.cli.Cli;
import dev.wasmc.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A defect of the program itself, here one of its input: said in a line, traced where asked. */
final class InternalErrorTest {
  private static final class Broken extends InputStream {
    @Override
    public int read() {
      throw new IllegalStateException("a defect");
    }

    @Override
    public int read(byte[] into, int start, int length) {
      return read();
    }
  }

  private static String stderr(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new Broken(),
            OutputStream.nullOutputStream(),
            err,
            Path.of(""),
            Map.of(),
            false,
            false);
    assertEquals(Cli.FAILURE, Cli.run(terminal, arguments));
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void isOneLineAndAHint() {
    String text = stderr("-vv", "inspect", "-");
    assertTrue(
        text.matches(
            "error\\[internal-error\\]: wasmc failed, and the input is not to blame"
                + " \\([0-9a-f]{8}\\)\n"
                + "  hint: run it again with -vvv for a trace that a report can include\n"),
        text);
    assertEquals(text, stderr("inspect", "-"));
  }

  @Test
  void isTracedWithThreeFlags() {
    String text = stderr("-vvv", "inspect", "-");
    assertTrue(text.startsWith("error[internal-error]"), text);
    assertTrue(text.contains("IllegalStateException: a defect\n\tat "), text);
  }

  @Test
  void isOneObjectInJson() throws IOException {
    JsonNode object = new ObjectMapper().readTree(stderr("-vvv", "inspect", "--json", "-"));
    JsonNode error = object.get("errors").get(0);
    assertEquals("internal-error", error.get("id").asText());
    assertTrue(error.get("trace").asText().contains("IllegalStateException: a defect"));
    assertTrue(
        !new ObjectMapper()
            .readTree(stderr("inspect", "--json", "-"))
            .get("errors")
            .get(0)
            .has("trace"));
  }
}
