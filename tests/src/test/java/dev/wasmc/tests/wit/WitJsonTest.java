package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.wasmc.bindings.WitPackages;
import dev.wasmc.tests.Golden;
import dev.wasmc.tests.e2e.Tool;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveMerger;
import dev.wasmc.wit.WitJson;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import dev.wasmc.wit.WorldShaper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the corpus has no case of: copies of interfaces, and external ids wherever one may stand.
 */
final class WitJsonTest {
  private static Path file() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(WitJsonTest.class.getResource("json.wit")).toURI());
  }

  private static WitParser.Parsed parsed() throws URISyntaxException {
    return WitPackages.parser(WitOptions.DEFAULT).parse(file());
  }

  @Test
  void saysWhatIsACopy() throws URISyntaxException {
    Golden.verify(WitJsonTest.class, "json", WitJson.print(parsed().resolve()) + "\n");
  }

  @Test
  void isThatOfTheReferenceTool() throws IOException, URISyntaxException {
    Tool.WASM_TOOLS.assume();
    assertEquals(
        WasmTools.run("component", "wit", "--json", file().toString()).strip(),
        WitJson.print(parsed().resolve()));
  }

  private static WitPackage main(Resolve resolve) {
    return resolve.packages().getLast();
  }

  private static InterfaceId imported(Resolve resolve, String world, String name) {
    World found = resolve.get(Objects.requireNonNull(main(resolve).worlds().get(world)));
    return ((WorldItem.InterfaceItem)
            Objects.requireNonNull(found.imports().get(new WorldKey.Named(name))))
        .id();
  }

  private static @Nullable InterfaceId origin(Resolve resolve, String world) {
    return resolve.get(imported(resolve, world, "j")).origin();
  }

  @Test
  void aMergeKeepsWhatACopyIsOf() throws URISyntaxException {
    Resolve resolve = parsed().resolve();
    for (Resolve merged :
        List.of(
            ResolveMerger.merge(resolve, Resolve.EMPTY),
            ResolveMerger.merge(Resolve.EMPTY, resolve),
            ResolveMerger.merge(without(resolve, "copies-of-copies"), resolve))) {
      assertEquals(imported(merged, "one", "i"), origin(merged, "copies"));
      assertEquals(imported(merged, "copies", "j"), origin(merged, "copies-of-copies"));
    }
  }

  /** The same ids, and a package that does not know one of its worlds. */
  private static Resolve without(Resolve resolve, String world) {
    WitPackage full = main(resolve);
    SequencedMap<String, WorldId> worlds = new LinkedHashMap<>(full.worlds());
    worlds.remove(world);
    return new Resolve(
        List.of(new WitPackage(full.name(), full.interfaces(), worlds, full.docs())),
        resolve.interfaces(),
        resolve.worlds(),
        resolve.types());
  }

  @Test
  void aCopyWithoutWhatItIsOfIsNone() throws URISyntaxException {
    Resolve alone = WorldShaper.shape(parsed(), "copies", WorldShaper.Shape.SAME).resolve();
    assertNull(origin(alone, "copies"));
  }
}
