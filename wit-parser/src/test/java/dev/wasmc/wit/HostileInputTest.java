package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.SourceProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostileInputTest {
  private static final int MANY = 100_000;

  private static WitProblem problem(String text) {
    WitParser parser = new WitParser(WitOptions.DEFAULT);
    DiagnosticException thrown =
        assertThrows(
            DiagnosticException.class, () -> parser.parse(new SourceFile("hostile.wit", text)));
    return (WitProblem) thrown.first().problem();
  }

  private static Resolve parse(String text) {
    return new WitParser(WitOptions.DEFAULT).parse(new SourceFile("large.wit", text)).resolve();
  }

  private static String many(java.util.function.IntFunction<String> part) {
    return IntStream.range(0, MANY).mapToObj(part).collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "'package a:b; interface i { type t = ', 'list<', 'u8;', types",
    "'package a:b; interface i { f: func(x: ', 'result<_, ', 'u8', types",
    "'', 'package a:b {', '', packages",
    "'package a:b; interface i ', '{', '', blocks",
    "'package a:b; interface i { f: func', '(', '', blocks",
    "'package a:b; ', 'package a:b { ) ', '', blocks",
    "'package a:b; interface i { type t = >>>', 'list<', '', types",
  })
  void deepNestingIsAnError(String start, String repeated, String end, String what) {
    assertEquals(
        new WitProblem.NestingTooDeep(what, 100), problem(start + repeated.repeat(MANY) + end));
  }

  /** The names of many types are looked for in many. */
  @Test
  @Timeout(60)
  void manyMistakesTakeNoLonger() {
    String text = many(i -> "type t" + i + " = u" + i + "x;");
    assertEquals("wit-not-found", problem("package a:b; interface i {" + text + "}").id());
  }

  @Test
  void longNamesAreCutOff() {
    String name = "n".repeat(1 << 20);
    WitProblem problem = problem("package a:b; interface i { type t = " + name + "; }");
    assertEquals("wit-not-found", problem.id());
    assertTrue(problem.message().length() < 1000);
  }

  @Test
  void deepCommentsAreFine() {
    assertEquals(
        1,
        parse("package a:b; " + "/*".repeat(MANY) + "*/".repeat(MANY) + " interface i {}")
            .interfaces()
            .size());
    assertEquals(
        new WitProblem.Unterminated("comment", "*/"), problem("package a:b; " + "/*".repeat(MANY)));
  }

  @Test
  void manyItemsAreFine() {
    assertEquals(
        MANY,
        parse("package a:b; interface i {" + many(i -> "type t" + i + " = u32;") + "}")
            .types()
            .size());
    assertEquals(
        1,
        parse("package a:b; interface i { enum e {" + many(i -> "c" + i + ",") + "} }")
            .types()
            .size());
    assertEquals(
        1,
        parse("package a:b; interface i { type t = tuple<" + "u8,".repeat(MANY) + "u8>; }")
            .types()
            .size());
  }

  @Test
  void longChainsAreFine() {
    String aliases = "type t0 = u32;" + many(i -> "type t" + (i + 1) + " = t" + i + ";");
    assertEquals(MANY + 1, parse("package a:b; interface i {" + aliases + "}").types().size());
    String records = "type t0 = u32;" + many(i -> "record t" + (i + 1) + " { f: t" + i + " }");
    assertEquals(
        MANY + 1,
        parse("package a:b; interface i {" + records + "f: func() -> t" + MANY + ";}")
            .types()
            .size());
    String uses =
        "interface i0 { type t = u32; }"
            + IntStream.range(0, 5000)
                .mapToObj(i -> "interface i" + (i + 1) + " { use i" + i + ".{t}; }")
                .collect(Collectors.joining());
    assertEquals(
        5001,
        parse("package a:b; " + uses + "world w { import i5000; }")
            .worlds()
            .getFirst()
            .imports()
            .size());
    assertEquals(
        5000,
        parse("package a:b; " + uses + "world w { export i5000; }")
            .worlds()
            .getFirst()
            .imports()
            .size());
  }

  @Test
  void longCycleIsNamed() {
    String uses = many(i -> "type t" + i + " = t" + (i + 1) % MANY + ";");
    assertEquals(
        MANY,
        ((WitProblem.Cycle) problem("package a:b; interface i {" + uses + "}")).path().size());
  }

  @Test
  void manyPackagesInAChainAreFine() {
    String packages =
        IntStream.range(0, 3000)
            .mapToObj(i -> "package a:p" + (i + 1) + " { interface i { use a:p" + i + "/i.{t}; } }")
            .collect(Collectors.joining());
    Resolve resolve =
        parse("package a:root; package a:p0 { interface i { type t = u8; } }" + packages);
    assertEquals(3002, resolve.packages().size());
  }

  @Test
  void brokenUtf8IsAnErrorAtItsOffset() {
    Diagnostics diagnostics = new Diagnostics();
    byte[] bytes = {'p', (byte) 0xC3};
    assertEquals(Optional.empty(), WitFiles.decode("x.wit", bytes, diagnostics));
    assertEquals(
        List.of(Diagnostic.error(SourceProblem.NotUtf8.NOT_UTF8, new Place.InBytes("x.wit", 1))),
        diagnostics.found());
  }
}
