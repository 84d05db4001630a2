package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.bindings.WitToTypes;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.Subtyping;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Golden;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.diff.Change;
import dev.wasmc.wit.diff.DiffText;
import dev.wasmc.wit.diff.WitDiff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The changes of {@code diff-cases.txt}: {@code # NAME}, what an interface or package had, {@code
 * =>}, what it has. Each verdict is compared with the subtyping of the component model.
 */
final class WitDiffTest {
  private static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage().withAllGates();

  private record Case(String name, String before, String after) {
    /** Whether whole packages are compared, not the body of one interface. */
    boolean isPackage() {
      return before.startsWith("package");
    }

    List<Change> changes() {
      return WitDiff.of(parse(before), parse(after));
    }

    WitParser.Parsed parse(String text) {
      String whole =
          isPackage()
              ? text
              : "package a:b@1.0.0;\ninterface i {\n" + text + "}\nworld w {\nimport i;\n}\n";
      return new WitParser(OPTIONS).parse(new SourceFile(name, whole));
    }
  }

  private static List<Case> cases() throws IOException {
    try (InputStream stream = WitDiffTest.class.getResourceAsStream("diff-cases.txt")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^# ", -1))
          .filter(block -> !block.isBlank())
          .map(block -> {
            String name = block.lines().findFirst().orElseThrow();
            String[] sides = block.substring(name.length() + 1).split("(?m)^=>\n", -1);
            return new Case(name, sides[0], sides[1]);
          })
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> verdicts() throws IOException {
    return cases().stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name,
                () ->
                    Golden.verify(
                        WitDiffTest.class,
                        "diff/" + c.name,
                        c.before + "=>\n" + c.after + "\n" + DiffText.render(c.changes()))));
  }

  @TestFactory
  Stream<DynamicTest> verdictsAreThoseOfSubtyping() throws IOException {
    return cases().stream()
        .filter(c -> !c.isPackage())
        .map(c -> DynamicTest.dynamicTest(c.name, () -> compare(c)));
  }

  private static void compare(Case c) {
    ComponentType before = type(c.parse(c.before));
    ComponentType after = type(c.parse(c.after));
    // What imports the older one may be given the newer one, and the other way round.
    assertEquals(
        Subtyping.check(before, after).isPresent(),
        any(c.changes(), true),
        "importers: " + Subtyping.check(before, after));
    assertEquals(
        Subtyping.check(after, before).isPresent(),
        any(c.changes(), false),
        "exporters: " + Subtyping.check(after, before));
  }

  /** Gates are on in this comparison, so that a change of gates is none here. */
  private static boolean any(List<Change> changes, boolean importers) {
    return changes.stream()
        .filter(change -> !(change instanceof Change.StabilityChanged))
        .anyMatch(change -> (importers ? change.importers() : change.exporters()).isBreaking());
  }

  private static ComponentType type(WitParser.Parsed parsed) {
    return new WitToTypes(parsed.resolve()).component(parsed.world("w"));
  }

  @Test
  void everyKindOfChangeIsThere() throws IOException {
    Set<Class<?>> seen = new HashSet<>();
    int count = 0;
    for (Case c : cases()) {
      List<Change> changes = c.changes();
      count += changes.size();
      changes.forEach(change -> seen.add(change.getClass()));
    }
    Set<Class<?>> kinds = new HashSet<>();
    for (Class<?> kind : Change.class.getPermittedSubclasses()) {
      if (kind.isSealed()) {
        kinds.addAll(List.of(kind.getPermittedSubclasses()));
      } else {
        kinds.add(kind);
      }
    }
    assertEquals(kinds, seen);
    assertTrue(count >= 60, count + " changes");
  }
}
