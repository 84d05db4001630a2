package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.capability.Fate;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.Shared;
import dev.wasmc.virtualize.Artifact;
import dev.wasmc.virtualize.Virtualizer;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plugs that satisfy each other's imports, named in any order, as plain composition leaves them.
 */
final class PlugChainsTest {
  private static final String RUN = "run()";
  private static final String TITLE = "\"All The World Is A Stage\"\n";

  /** What imports nothing and exports all that a guest wants of the world. */
  private static GuestComponent bridge(GuestComponent guest) {
    return GuestComponent.load(
        "bridge", ByteSlice.of(Virtualizer.virtualize(guest, Policy.DENY_ALL).encode()));
  }

  private static GuestComponent plug(GuestComponent guest, List<GuestComponent> plugs) {
    return composed(guest, Sandbox.compose(guest, plugs, Optional.empty()));
  }

  private static GuestComponent composed(GuestComponent guest, Artifact artifact) {
    return GuestComponent.load(guest.name(), ByteSlice.of(artifact.bytes()));
  }

  private static List<GuestComponent> ordered(List<GuestComponent> plugs, String order) {
    List<GuestComponent> found = new ArrayList<>();
    order.chars().forEach(digit -> found.add(plugs.get(digit - '0')));
    return found;
  }

  private static Set<String> imports(GuestComponent component) {
    return component.validated().type().imports().keySet();
  }

  /** The application, the library that wants what it should not, and a world that says nothing. */
  @ParameterizedTest
  @CsvSource({"01", "10"})
  void aLibraryThroughABridge(String order, @TempDir Path folder) throws IOException {
    GuestComponent app = Guests.load("app");
    GuestComponent thief = Guests.load("env-thief");
    List<GuestComponent> plugs = ordered(List.of(thief, bridge(thief)), order);
    GuestComponent joined = plug(app, plugs);
    assertEquals(Set.of(), imports(joined));
    runs(joined, folder);

    GuestComponent inSteps = plug(plug(app, List.of(thief)), List.of(bridge(thief)));
    assertEquals(Set.of(), imports(inSteps));
    runs(inSteps, folder);
  }

  private static void runs(GuestComponent joined, Path folder) throws IOException {
    RunOptions options = RunOptions.QUIET.withInvoke(RUN);
    assertEquals(TITLE, Ran.run(joined, Policy.DENY_ALL, options).shown());
    if (Tool.WASMTIME.isPresent()) {
      Path file = write(joined, folder, "joined");
      Tool.Result other =
          Tool.WASMTIME.run(
              folder, List.of("run", "-C", "cache=n", "--invoke", RUN, file.toString()));
      assertEquals(TITLE, other.stdout(), other.stderr());
    }
  }

  /** A bridge for the whole says the same as one for the library that is plugged. */
  @Test
  void sealingEqualsPluggingTheBridge() {
    GuestComponent app = Guests.load("app");
    GuestComponent thief = Guests.load("env-thief");
    Artifact sealed = Sandbox.compose(app, List.of(thief), Optional.of(Policy.DENY_ALL));
    assertEquals(Set.of(), imports(composed(app, sealed)));
    assertEquals(
        TITLE,
        Ran.run(composed(app, sealed), Policy.DENY_ALL, RunOptions.QUIET.withInvoke(RUN)).shown());
  }

  /** Interfaces of types alone are left, and both ends agree on them. */
  @ParameterizedTest
  @CsvSource({
    "draw([empty%circle(2)%rectangle((2%3))])",
    "oldest([{name: \"a\"%age: 3%tags: []}%{name: \"b\"%age: 4%tags: [\"x\"]}])"
  })
  void aHostInAnotherLanguage(String call, @TempDir Path folder) throws IOException {
    GuestComponent shop = Guests.load("js-plain");
    GuestComponent joined = plug(shop, List.of(Guests.load("plain-host")));
    assertEquals(Set.of("example:plain/types@1.0.0"), imports(joined));
    String text = call.replace("%", ", ");
    Ran ran = Ran.run(joined, Policy.DENY_ALL, RunOptions.QUIET.withInvoke(text));
    Tool.WAC.assume();
    Tool.WASMTIME.assume();
    Path other = wac(folder, "js-plain", "plain-host");
    Ran theirs =
        Ran.run(
            GuestComponent.load("js-plain", ByteSlice.of(Files.readAllBytes(other))),
            Policy.DENY_ALL,
            RunOptions.QUIET.withInvoke(text));
    assertEquals(theirs.shown(), ran.shown());
  }

  /** Which imports are left, and what the result does, is as wac has it, step by step. */
  @Test
  void sameAsWac(@TempDir Path folder) throws IOException {
    Tool.WAC.assume();
    GuestComponent thief = Guests.load("env-thief");
    Path bridge = write(bridge(thief), folder, "bridge");
    Path first = wac(folder, "app", "env-thief");
    GuestComponent theirs = load(first);
    GuestComponent ours = plug(Guests.load("app"), List.of(thief));
    assertEquals(imports(theirs), imports(ours));
    Path second = folder.resolve("second.wasm");
    Tool.Result plugged =
        Tool.WAC.run(
            folder,
            List.of(
                "plug", first.toString(), "--plug", bridge.toString(), "-o", second.toString()));
    assertEquals(0, plugged.exitCode(), plugged.stderr());
    assertEquals(Set.of(), imports(load(second)));
    runs(load(second), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "app, env-thief, 01",
    "app, honest-format, 0",
    "universe-guest, universe-provider, 0",
    "js-plain, plain-host, 0"
  })
  void sameBytesAgain(String guest, String plug, String order) {
    List<GuestComponent> all = new ArrayList<>(List.of(Guests.load(plug)));
    all.add(bridge(Guests.load(plug)));
    List<GuestComponent> plugs = ordered(all, order);
    byte[] first = Sandbox.compose(Guests.load(guest), plugs, Optional.empty()).bytes();
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(
          first, Sandbox.compose(Guests.load(guest), plugs, Optional.empty()).bytes());
    }
  }

  /** Where nothing is left to plug, a plug is refused, and the fates say which plug did what. */
  @Test
  void eachPlugHasAUse() {
    GuestComponent app = Guests.load("app");
    GuestComponent honest = Guests.load("honest-format");
    Artifact artifact = Sandbox.compose(app, List.of(honest), Optional.empty());
    assertEquals(
        List.of(new Fate("example:text/format@1.0.0", Fate.Kind.PLUGGED, "honest-format")),
        artifact.fates());
    DiagnosticException refused =
        assertThrows(
            DiagnosticException.class,
            () -> Sandbox.compose(composed(app, artifact), List.of(honest), Optional.empty()));
    assertEquals("plug-matches-nothing", refused.first().problem().id());
  }

  private static Path write(GuestComponent component, Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name + ".wasm"), bytes(component));
  }

  private static byte[] bytes(GuestComponent component) {
    return component.bytes().copy();
  }

  private static GuestComponent load(Path file) throws IOException {
    return GuestComponent.load("theirs", ByteSlice.of(Files.readAllBytes(file)));
  }

  private static Path wac(Path folder, String guest, String plug) {
    Path out = folder.resolve(guest + "-wac.wasm");
    Tool.Result result =
        Tool.WAC.run(
            folder,
            List.of(
                "plug",
                Shared.guests(guest + ".wasm").toString(),
                "--plug",
                Shared.guests(plug + ".wasm").toString(),
                "-o",
                out.toString()));
    assertEquals(0, result.exitCode(), result.stderr());
    return out;
  }
}
