package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.ResolveMerger;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import dev.wasmc.wit.WitProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two sets of packages made one. */
final class WitMergeTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return WitCase.load("merge").stream()
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(WitCase c) throws IOException {
    Resolve into = parse(c.path().resolve("into"));
    Resolve from = parse(c.path().resolve("from"));
    if (!c.isAccepted()) {
      DiagnosticException refused =
          assertThrows(DiagnosticException.class, () -> ResolveMerger.merge(into, from));
      assertInstanceOf(WitProblem.CannotMerge.class, refused.diagnostics().getFirst().problem());
      return;
    }
    Resolve merged = ResolveMerger.merge(into, from);
    assertEquals("", String.join("\n", ResolveChecker.check(merged)));
    assertEquals("", String.join("\n", ResolveChecker.check(ResolveMerger.merge(from, into))));
    String[] files = c.cell("expected_files").split(",", -1);
    assertEquals(files.length, merged.packages().size());
    for (String file : files) {
      Path path = c.path().resolve(file);
      String name = path.getFileName().toString().replace(".wit", "");
      int index = 0;
      while (!merged.packages().get(index).name().names().getLast().equals(name)) {
        index++;
      }
      assertEquals(
          WitFormatter.format(new SourceFile(file, Files.readString(path))),
          WitPrinter.print(merged, new PackageId(index)));
    }
  }

  private static Resolve parse(Path path) {
    return new WitParser(WitOptions.DEFAULT).parse(path).resolve();
  }
}
