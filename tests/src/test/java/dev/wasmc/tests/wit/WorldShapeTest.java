package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldShaper;
import dev.wasmc.wit.WorldShaper.Shape;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each world of WASI and of the corpus for generators, alone and turned around. */
final class WorldShapeTest {
  private static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage();

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return Stream.concat(WitCase.load("wasi").stream(), WitCase.load("accept").stream())
        .map(c -> DynamicTest.dynamicTest(c.name() + " " + c.cell("features"), () -> check(c)));
  }

  private static void check(WitCase c) {
    WitParser.Parsed parsed = new WitParser(OPTIONS).parse(c.path());
    Resolve resolve = parsed.resolve();
    for (WorldId id : resolve.get(parsed.main()).worlds().values()) {
      World world = resolve.get(id);
      for (Shape shape : Shape.values()) {
        WitParser.Parsed shaped = WorldShaper.shape(parsed, world.name(), shape);
        Checks.isSound(shaped.resolve(), OPTIONS);
        World only = shaped.resolve().get(shaped.world(null));
        assertEquals(1, shaped.resolve().worlds().size());
        switch (shape) {
          case SAME -> {
            assertEquals(world.imports().size(), only.imports().size());
            assertEquals(world.exports().size(), only.exports().size());
          }
          case IMPORTIZED -> assertTrue(only.exports().isEmpty());
          case EXPORTIZED -> assertTrue(only.exports().size() <= world.imports().size());
        }
      }
    }
  }
}
