package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.capability.Fate;
import dev.wasmc.capability.Policy;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.tests.Golden;
import dev.wasmc.virtualize.Artifact;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every guest sealed with an answer for everything. */
final class SealingTest {
  /** wasm-tools reads no more than 1000 components inside one another. */
  private static final Set<String> BEYOND_WASM_TOOLS = Set.of("deep-nesting-2000");

  static Stream<String> guests() {
    return Guests.components().stream();
  }

  @ParameterizedTest
  @MethodSource("guests")
  void sealed(String name, @TempDir Path folder) {
    Sealed sealed = Sealed.of(name);
    Set<String> imports = sealed.component().validated().type().imports().keySet();
    assertEquals(passed(sealed.artifact()), imports);
    Golden.verify(getClass(), "sealed/" + name, report(sealed.artifact(), imports));

    Artifact again = Sandbox.compose(Guests.load(name), Sealed.plugs(name), policy());
    assertArrayEquals(sealed.artifact().bytes(), again.bytes(), "made twice");

    if (Tool.WASM_TOOLS.isPresent()) {
      Tool.Result validated =
          Tool.WASM_TOOLS.run(
              folder, List.of("validate", "--features=all", sealed.write(folder).toString()));
      assertEquals(
          BEYOND_WASM_TOOLS.contains(name) ? 1 : 0, validated.exitCode(), validated.stderr());
    }
  }

  @ParameterizedTest
  @MethodSource("guests")
  void sealedTwice(String name) {
    Sealed sealed = Sealed.of(name);
    Artifact twice = Sandbox.compose(sealed.component(), List.of(), policy());
    assertArrayEquals(sealed.artifact().bytes(), twice.bytes());
  }

  private static Optional<Policy> policy() {
    return Optional.of(Sealed.policy());
  }

  private static Set<String> passed(Artifact artifact) {
    Set<String> names = new LinkedHashSet<>();
    artifact.fates().stream()
        .filter(fate -> fate.kind() == Fate.Kind.PASSED)
        .forEach(fate -> names.add(fate.imported()));
    return names;
  }

  private static String report(Artifact artifact, Set<String> imports) {
    StringBuilder text = new StringBuilder();
    for (Fate fate : artifact.fates()) {
      text.append(fate.kind().label()).append(' ').append(fate.imported());
      text.append(fate.detail().isEmpty() ? "" : " (" + fate.detail() + ")").append('\n');
    }
    for (Diagnostic warning : artifact.warnings()) {
      text.append("warning: ").append(warning.problem().message()).append('\n');
    }
    imports.forEach(name -> text.append("imports ").append(name).append('\n'));
    return text.toString();
  }
}
