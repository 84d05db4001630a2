package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on standard input says by itself which form it has. */
final class WitFromStandardInputTest {
  private static final String WIT = "package a:b;\n\ninterface i {\n  f: func();\n}\n";

  @TempDir Path here;

  private String run(String command, byte[] typed) {
    return new Console(here, Map.of()).transcript(command, typed);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] binary() {
    WitParser.Parsed parsed = new WitParser(WitOptions.DEFAULT).parse(new SourceFile("i", WIT));
    return WitPackageEncoder.encode(parsed.resolve(), parsed.main());
  }

  @Test
  void everyFormIsUnderstood() {
    String printed = "$ wasmc wit -\n[stdout]\n" + WIT + "[exit status 0]\n";
    assertEquals(printed, run("wit -", utf8(WIT)));
    assertEquals(printed, run("wit -", utf8("\n" + WIT)));
    assertEquals(printed, run("wit -", binary()));
    assertEquals(
        "$ wasmc wit -\n[stdout]\npackage root:component;\n\nworld root {}\n[exit status 0]\n",
        run("wit -", utf8(";; a module's text\n(component)")));
  }
}
