package dev.wasmc.wasm.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.text.ComponentParserTest;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.binary.ModuleEncoder;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged texts are refused with a diagnostic, or read and printed as what they are; nothing else
 * is thrown.
 */
final class MutatedTextsTest {
  private static final int ROUNDS = 10_000;
  private static final String[] PIECES = {
    "(",
    ")",
    "\"",
    "$",
    " ",
    "0",
    "-1",
    "0xffffffffff",
    "\\",
    ";;",
    "(;",
    ";)",
    "(@custom \"x\")",
    "(@name \"\")",
    "$x",
    "func",
    "param",
    "result",
    "type",
    "i32",
    "block",
    "end",
    "else",
    "then",
    "alias",
    "outer",
    "export",
    "import",
    "core",
    "instance",
    "component",
    "module",
    "\u0000",
    "\uD800",
    "nan:0x1",
    "1e999",
    "$\"\\u{10ffff}\"",
    "(type 99)"
  };

  @Test
  void modules() {
    String sample = Texts.resource(WatParserTest.class, "module.wat").text();
    assertTimeout(Duration.ofMinutes(2), () -> rounds(sample, MutatedTextsTest::module));
  }

  @Test
  void components() {
    String sample = Texts.resource(ComponentParserTest.class, "component.wat").text();
    assertTimeout(Duration.ofMinutes(2), () -> rounds(sample, MutatedTextsTest::component));
  }

  private interface Reader {
    void read(SourceFile file);
  }

  private static void rounds(String sample, Reader reader) {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text = sample;
      for (int k = random.nextInt(3); k >= 0; k--) {
        text = damage(text, random);
      }
      try {
        reader.read(new SourceFile("damaged", text));
      } catch (DiagnosticException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(text, e);
      }
    }
    assertTrue(refused > ROUNDS / 2 && refused < ROUNDS, "refused " + refused);
  }

  private static String damage(String text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 4 : 60));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 ->
          text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(to);
      case 2 ->
          text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(from);
      default -> {
        int at = random.nextInt(text.length());
        yield text.substring(0, at) + text.substring(from, to) + text.substring(at);
      }
    };
  }

  private static void module(SourceFile file) {
    CoreModule module = WatParser.parseModule(file);
    byte[] bytes = ModuleEncoder.encode(module);
    String text = ModulePrinter.print(module);
    assertArrayEquals(
        bytes, ModuleEncoder.encode(WatParser.parseModule(new SourceFile("printed", text))), text);
  }

  private static void component(SourceFile file) {
    Component component = ComponentParser.parse(file);
    byte[] bytes = ComponentEncoder.encode(component);
    String text = ComponentPrinter.print(component);
    assertArrayEquals(
        bytes,
        ComponentEncoder.encode(ComponentParser.parse(new SourceFile("printed", text))),
        text);
  }
}
