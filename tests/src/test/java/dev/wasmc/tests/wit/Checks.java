package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;

/** What holds for everything that is accepted. */
final class Checks {
  private Checks() {}

  static void isSound(Resolve resolve, WitOptions options) {
    assertEquals("", String.join("\n", ResolveChecker.check(resolve)));
    for (int i = 0; i < resolve.packages().size(); i++) {
      PackageId id = new PackageId(i);
      String printed = print(resolve, id);
      WitRoundTrips.isFormatted(printed);
      WitParser.Parsed again = new WitParser(options).parse(new SourceFile("printed.wit", printed));
      assertEquals(printed, print(again.resolve(), again.main()));
    }
  }

  private static String print(Resolve resolve, PackageId id) {
    return WitPrinter.printAll(resolve, id);
  }
}
