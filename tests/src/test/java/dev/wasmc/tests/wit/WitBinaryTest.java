package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.bindings.WitPackageDecoder;
import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.bindings.WitPackages;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.e2e.Tool;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** WIT packages in their binary form, and back. */
final class WitBinaryTest {
  private static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage().withGate("active");

  @TestFactory
  Stream<DynamicTest> interfaces() throws IOException {
    return WitCase.load("component-interfaces").stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  WitParser.Parsed parsed = WitPackages.parser(OPTIONS).parse(c.path());
                  String expected = expected(c, "printed_wit");
                  assertEquals(expected, print(parsed.resolve(), parsed.main()));
                  encoded(parsed.resolve(), parsed.main());
                  Path wat = c.folder().resolve(c.cell("encoded_wat"));
                  WitParser.Parsed theirs =
                      WitPackageDecoder.decode(
                          wat.toString(),
                          ByteSlice.of(
                              ComponentEncoder.encode(
                                  ComponentParser.parse(
                                      new SourceFile(wat.toString(), Files.readString(wat))))));
                  assertEquals(expected, print(theirs.resolve(), theirs.main()));
                  assertArrayEquals(
                      WitPackageEncoder.encode(parsed.resolve(), parsed.main()),
                      WitPackageEncoder.encode(theirs.resolve(), theirs.main()));
                }));
  }

  private static String expected(WitCase c, String column) throws IOException {
    Path file = c.folder().resolve(c.cell(column));
    return WitFormatter.format(new SourceFile(file.toString(), Files.readString(file)));
  }

  @TestFactory
  Stream<DynamicTest> packages() throws IOException {
    return Stream.of("ui", "accept", "wasi")
        .flatMap(corpus -> {
          try {
            return WitCase.load(corpus).stream();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        })
        .filter(WitCase::isAccepted)
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> roundTrip(c)));
  }

  private static void roundTrip(WitCase c) throws IOException {
    WitParser.Parsed parsed = WitPackages.parser(OPTIONS).parse(c.path());
    for (int i = 0; i < parsed.resolve().packages().size(); i++) {
      PackageId id = new PackageId(i);
      String reason = noBinaryForm().get(c.name() + " " + parsed.resolve().get(id).name());
      if (reason == null) {
        encoded(parsed.resolve(), id);
      } else {
        DiagnosticException refused =
            assertThrows(
                DiagnosticException.class,
                () -> WitPackageEncoder.encode(parsed.resolve(), id),
                "listed as without a binary form, and has one");
        assertEquals("the package has no binary form: " + reason, refused.getMessage());
      }
    }
  }

  /**
   * What has no binary form: the case and the package, with the reason, and what wasm-tools 1.263
   * does, which has none for these either.
   */
  private static Map<String, String> noBinaryForm() throws IOException {
    Map<String, String> listed = new HashMap<>();
    try (InputStream list = WitBinaryTest.class.getResourceAsStream("no-binary-form.tsv")) {
      new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(cells -> listed.put(cells[0], cells[1]));
    }
    return listed;
  }

  /** What one tool writes the other one reads, and understands as it does its own. */
  @TestFactory
  Stream<DynamicTest> withWasmTools(@TempDir Path folder) throws IOException {
    Tool.WASM_TOOLS.assume();
    return WitCase.load("wasi").stream()
        .filter(c -> c.cell("features").equals("all"))
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  WitParser.Parsed parsed = new WitParser(OPTIONS.withAllGates()).parse(c.path());
                  Path ours = folder.resolve("ours.wasm");
                  Files.write(ours, WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
                  Path theirs = folder.resolve("theirs.wasm");
                  WasmTools.run(
                      "component",
                      "wit",
                      "--all-features",
                      c.path().toString(),
                      "--wasm",
                      "-o",
                      theirs.toString());
                  assertEquals(
                      WasmTools.run("component", "wit", theirs.toString()),
                      WasmTools.run("component", "wit", ours.toString()));
                  WitParser.Parsed read = WitPackages.parser(OPTIONS).parse(theirs);
                  assertEquals(
                      print(parsed.resolve(), parsed.main()), print(read.resolve(), read.main()));
                }));
  }

  private static void encoded(Resolve resolve, PackageId id) {
    WitRoundTrips.encoded(resolve, id, WitPackageEncoder.encode(resolve, id));
  }

  private static String print(Resolve resolve, PackageId id) {
    return WitPrinter.print(resolve, id);
  }

  /** More parts than any type of a short file may have. */
  @Test
  void aLongFileMayHaveLargeTypes() {
    StringBuilder text = new StringBuilder("package a:b; interface i {");
    String tuple = "tuple<" + "u8,".repeat(10_000) + ">;";
    for (int i = 0; i < 101; i++) {
      text.append(" type t").append(i).append(" = ").append(tuple);
    }
    WitParser.Parsed parsed = new WitParser(OPTIONS).parse(new SourceFile("t", text + " }"));
    byte[] bytes = WitPackageEncoder.encode(parsed.resolve(), parsed.main());
    WitParser.Parsed decoded =
        WitPackages.read(WitOptions.DEFAULT.withAllLanguage(), "t.wasm", bytes);
    assertEquals(print(parsed.resolve(), parsed.main()), print(decoded.resolve(), decoded.main()));
  }
}
