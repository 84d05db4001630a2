package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.WitJson;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changed files are accepted, and sound then, or rejected with messages that can be shown. */
final class WitFuzzTest {
  private static final int ROUNDS = Integer.getInteger("wasmc.fuzz.rounds", 4000);
  private static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage().withAllGates();
  private static final List<String> PIECES =
      List.of(
          "interface ",
          "world ",
          "use ",
          "{",
          "}",
          "<",
          ">",
          "(",
          ")",
          ";",
          ",",
          ":",
          "@",
          "/*",
          "*/",
          "//",
          "\"",
          "%",
          "-",
          "->",
          "list<",
          "borrow<",
          "own<",
          "include ",
          "import ",
          "export ",
          "async ",
          "static ",
          "constructor",
          "resource ",
          "@since(version = 1.0.0)",
          "@unstable(feature = x)",
          "package a:b;",
          "package c:d {",
          "1.0.0",
          "0",
          "\u0000",
          "\u202e",
          "\ud800",
          "é",
          "type a = a;",
          "record r {}",
          " with { a as b }");

  @Test
  void neverFailsInAnotherWay() throws IOException {
    List<String> texts = corpus();
    SplittableRandom random = new SplittableRandom(20_250_101);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      accepted += check(mutate(texts.get(random.nextInt(texts.size())), texts, random)) ? 1 : 0;
    }
    assertTrue(accepted > 0 && accepted < ROUNDS, accepted + " of " + ROUNDS + " accepted");
  }

  private static List<String> corpus() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String corpus : List.of("ui", "accept")) {
      try (Stream<Path> files = Files.walk(WitCase.load(corpus).getFirst().folder())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".wit")).sorted().toList()) {
          if (Files.size(file) < 20_000) {
            texts.add(Files.readString(file));
          }
        }
      }
    }
    return texts;
  }

  private static String mutate(String text, List<String> texts, SplittableRandom random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      int at = random.nextInt(changed.length() + 1);
      int end = Math.min(changed.length(), at + random.nextInt(20));
      switch (random.nextInt(4)) {
        case 0 -> changed.delete(at, end);
        case 1 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> changed.insert(random.nextInt(changed.length() + 1), changed.substring(at, end));
        default -> {
          String other = texts.get(random.nextInt(texts.size()));
          int from = random.nextInt(other.length() + 1);
          changed.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
        }
      }
    }
    return changed.toString();
  }

  private static boolean check(String text) {
    try {
      WitParser.Parsed parsed = new WitParser(OPTIONS).parse(new SourceFile("fuzz.wit", text));
      assertEquals(List.of(), ResolveChecker.check(parsed.resolve()), text);
      assertTrue(!WitJson.print(parsed.resolve()).isEmpty());
      String printed =
          WitPrinter.print(
              parsed.resolve(), parsed.main(), parsed.resolve().dependencies(parsed.main()), true);
      WitParser.Parsed again = new WitParser(OPTIONS).parse(new SourceFile("printed.wit", printed));
      assertEquals(
          printed,
          WitPrinter.print(
              again.resolve(), again.main(), again.resolve().dependencies(again.main()), true),
          text);
      return true;
    } catch (DiagnosticException e) {
      assertTrue(!new DiagnosticRenderer(false).render(e.diagnostics()).isEmpty());
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(text, e);
    }
  }
}
