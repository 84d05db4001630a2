package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts of a megabyte, or of as many as {@code -Dwasmc.wit.megabytes} says, take memory in
 * proportion to their length.
 */
final class LargeTextTest {
  private static final int LENGTH = Integer.getInteger("wasmc.wit.megabytes", 1) * 1_000_000;

  /**
   * What may be allocated for a unit of text, most of it not for long. The most is 620 in compiled
   * code, which leaves some objects out, and 780 where the compiler is late.
   */
  private static final int MAX_BYTES = 1000;

  private static final int MANY = 10_000;

  /** Runs something that may allocate as much as its input justifies. */
  private static <T> T measured(long length, Supplier<T> task) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    T result = task.get();
    long perUnit = (thread.getCurrentThreadAllocatedBytes() - before) / length;
    assertTrue(perUnit <= MAX_BYTES, perUnit + " bytes for each unit");
    return result;
  }

  /** The first error with all of them rendered; {@code ok} for none. */
  private static String outcome(SourceFile file) {
    try {
      new WitParser(WitOptions.DEFAULT).parse(file);
      return "ok";
    } catch (DiagnosticException e) {
      assertTrue(new DiagnosticRenderer(false).render(e.diagnostics()).length() < 1 << 20);
      return e.first().problem().id();
    }
  }

  private static String list(String start, IntFunction<String> part, String end) {
    StringBuilder text = new StringBuilder(start);
    for (int i = 0; text.length() < LENGTH; i++) {
      text.append(part.apply(i));
    }
    return text.append(end).toString();
  }

  private static Arguments numbered(
      String name, String outcome, String start, IntFunction<String> part, String end) {
    return arguments(name, outcome, (Supplier<String>) () -> list(start, part, end));
  }

  private static Arguments items(String name, String outcome, IntFunction<String> item) {
    return numbered(name, outcome, "package a:b; interface i {", item, "}");
  }

  private static Arguments repeated(
      String name, String outcome, String start, String part, String end) {
    int count = Math.max(0, LENGTH - start.length()) / part.length();
    return arguments(name, outcome, (Supplier<String>) () -> start + part.repeat(count) + end);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        items("tiny functions", "ok", i -> "a" + i + ":func();"),
        items(
            "functions in a line",
            "ok",
            i -> "get" + i + ": func(first: list<u8>) -> result<u32, string>; "),
        items("types", "ok", i -> "type t" + i + "=u8;"),
        items(
            "chain of types",
            "ok",
            i -> "type t" + (i + 1) + "=" + (i == 0 ? "u8;" : "t" + i + ";")),
        items("unknown types", "wit-not-found", i -> "a" + i + ":func(x:t" + i + ");"),
        items("one name", "wit-duplicate", i -> "f:func();"),
        numbered("cases", "ok", "package a:b;interface i{enum e{", i -> "c" + i + ",", "}}"),
        numbered(
            "parameters", "ok", "package a:b;interface i{f:func(", i -> "p" + i + ":u8,", ");}"),
        numbered("interfaces", "ok", "package a:b;", i -> "interface i" + i + "{}", ""),
        numbered("packages", "ok", "package a:b;", i -> "package a:p" + i + "{interface i{}}", ""),
        numbered(
            "worlds",
            "ok",
            "package a:b;interface i{type t=u8;}",
            i -> "world w" + i + "{import i;}",
            ""),
        numbered("imports", "ok", "package a:b;world w{", i -> "import a" + i + ":func();", "}"),
        numbered(
            "uses",
            "ok",
            "package a:b;interface i{type t=u8;}interface j{",
            i -> "use i.{t as t" + i + "};",
            "}"),
        numbered(
            "missing packages",
            "wit-not-found",
            "package a:b;interface i{",
            i -> "use x:y" + i + "/z.{t as t" + i + "};",
            "}"),
        numbered(
            "an error a line",
            "wit-expected",
            "package a:b;\n",
            i -> "interface i" + i + "{x}\n",
            ""),
        numbered(
            "errors in a line", "wit-expected", "package a:b;", i -> "interface i" + i + "{x}", ""),
        repeated("tuple", "ok", "package a:b;interface i{type t=tuple<", "u8,", ">;}"),
        repeated(
            "nested lists", "wit-nesting-too-deep", "package a:b;interface i{type t=", "list<", ""),
        repeated(
            "a path", "wit-nesting-too-deep", "package a:b;interface i{use a", ":a", "/i.{t};}"),
        items(
            "long paths",
            "wit-experimental-syntax",
            i -> "use a" + ":a".repeat(50) + "/a".repeat(49) + "/i.{t as t" + i + "};"),
        repeated("one comment", "ok", "package a:b;/*", "x", "*/"),
        repeated("one documentation", "ok", "package a:b;/**", "x y", "*/interface i{}"),
        repeated("documentation", "ok", "package a:b;", "/// x\n", "interface i{}"),
        repeated("other letters", "ok", "package a:b;//", "\u4e2d", "\ninterface i{}"),
        repeated("empty lines", "ok", "package a:b;", "\n", ""),
        repeated("open comments", "wit-unterminated", "", "/*", ""),
        repeated("open braces", "wit-nesting-too-deep", "", "{", ""),
        repeated("closing braces", "wit-expected", "", "}", ""),
        repeated("one word", "wit-expected", "", "a", ""),
        repeated("words", "wit-expected", "", "a ", ""),
        repeated("wrong characters", "wit-forbidden-character", "", "?", ""),
        repeated("arrows", "wit-forbidden-character", "", "\u2192", ""),
        repeated("control characters", "wit-forbidden-character", "", "\u0001", ""),
        repeated(
            "one string", "ok", "package a:b;interface i{@external-id(\"", "a", "\")f:func();}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  @Timeout(600)
  void memoryIsInProportion(String name, String outcome, Supplier<String> text) {
    SourceFile file = new SourceFile("large.wit", text.get());
    assertEquals(outcome, measured(file.text().length(), () -> outcome(file)), name);
  }

  @Test
  @Timeout(600)
  void formattingTakesMemoryInProportion() {
    String text = list("package a:b;interface i{", i -> "f" + i + "a:func(x:u8,);", "}");
    SourceFile file = new SourceFile("large.wit", text);
    String formatted = measured(text.length(), () -> WitFormatter.format(file));
    assertEquals(text.chars().filter(c -> c == '(').count() + 3, formatted.lines().count());
  }

  /** A package that uses a type of each of many others. */
  private static WitParser.Parsed manyPackages() {
    List<WitParser.Source> packages =
        IntStream.range(0, MANY)
            .mapToObj(i -> "package a:p" + i + "@1.0." + i + "; interface i { type t = u32; }")
            .map(text -> new WitParser.Source("p", List.of(new SourceFile("p.wit", text))))
            .toList();
    StringBuilder main = new StringBuilder("package a:b; interface i {");
    for (int i = 0; i < MANY; i++) {
      main.append("use a:p" + i + "/i@1.0.0.{t as t" + i + "};");
    }
    SourceFile file = new SourceFile("main.wit", main.append("}").toString());
    return new WitParser(WitOptions.DEFAULT)
        .parse(new WitParser.Source("main", List.of(file)), packages, Resolve.EMPTY);
  }

  @Test
  void manyPackagesAreFound() {
    Resolve resolve = measured(100L * MANY, LargeTextTest::manyPackages).resolve();
    assertEquals(MANY + 1, resolve.packages().size());
  }

  @Test
  @Timeout(60)
  void manyPackagesAreShown() {
    WitParser.Parsed parsed = manyPackages();
    String tree = measured(100L * MANY, () -> WitTree.print(parsed.resolve(), parsed.main()));
    assertEquals(MANY, tree.lines().filter("  needed by a:b"::equals).count());
    measured(100L * MANY, () -> WitPrinter.printAll(parsed.resolve(), parsed.main()));
  }

  @Test
  void worldsThatIncludeMuchAreFine() {
    StringBuilder text = new StringBuilder("package a:b; world w0 { import f: func(); }");
    for (int i = 1; i < MANY / 2; i++) {
      text.append("world w" + i + " { include w" + (i - 1) + "; }");
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < MANY / 2; i++) {
      text.append("world v" + i + " { import a" + i + ": func(); }");
      all.append("include v" + i + " with { a" + i + " as b" + i + " }");
    }
    text.append("world all {").append(all).append("}");
    SourceFile file = new SourceFile("worlds.wit", text.toString());
    Resolve resolve =
        measured(text.length(), () -> new WitParser(WitOptions.DEFAULT).parse(file).resolve());
    assertEquals(MANY / 2, resolve.worlds().getLast().imports().size());
  }

  /** Each world has one import more than the one before it. */
  @Test
  void worldsDoNotGrowOutOfProportion() {
    StringBuilder text = new StringBuilder("package a:b; world w0 {}");
    for (int i = 1; i < MANY; i++) {
      text.append("world w" + i + " { include w" + (i - 1) + "; import a" + i + ": func(); }");
    }
    assertEquals("wit-worlds-too-large", outcome(new SourceFile("worlds.wit", text.toString())));
  }
}
