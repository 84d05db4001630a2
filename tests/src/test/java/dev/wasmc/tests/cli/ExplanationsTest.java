package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.source.Explanation;
import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import dev.wasmc.tests.Shared;
import dev.wasmc.wit.diff.Change;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every id that a command can print is explained, {@code explain} finds it, and the examples are
 * what they say they are.
 */
final class ExplanationsTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```(\\w+)\n(.*?)```");
  private static final Pattern ERROR = Pattern.compile("(?m)^error\\[([a-z0-9-]+)]");

  /** What members of types and items of worlds are called in a change's id. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "DefinitionAdded", List.of("interface", "world"),
          "DefinitionRemoved", List.of("interface", "world"),
          "ItemAdded", items(),
          "ItemRemoved", items(),
          "MemberAdded", List.of("field", "case", "flag"),
          "MemberRemoved", List.of("field", "case", "flag"),
          "MemberRenamed", List.of("field", "case", "flag"),
          "MemberTypeChanged", List.of("field", "case"),
          "MembersReordered", List.of("field", "case", "flag"));

  @TempDir Path folder;

  private static List<String> items() {
    return List.of(
        "record", "variant", "enum", "flags", "resource", "type", "function", "import", "export");
  }

  /** The kinds of problems, by package. */
  private static SequencedMap<String, List<Class<?>>> kinds() {
    SequencedMap<String, List<Class<?>>> kinds = new LinkedHashMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.wasmc")) {
      if (each.isAssignableTo(Problem.class) && !each.isInterface()) {
        kinds.computeIfAbsent(each.getPackageName(), _ -> new ArrayList<>()).add(each.reflect());
      }
    }
    return kinds;
  }

  private static Explanations part(Class<?> kind, String file) {
    return Explanations.read(kind.getResourceAsStream(file));
  }

  private static SequencedMap<String, Explanations> parts() {
    SequencedMap<String, Explanations> parts = new LinkedHashMap<>();
    kinds().forEach((name, kinds) -> parts.put(name, part(kinds.getFirst(), "problems.md")));
    parts.put("traps", part(TrapKind.class, "traps.md"));
    parts.put("changes", part(Change.class, "changes.md"));
    return parts;
  }

  /** The ids that values of a record have: the values of enums, or words, among them matter. */
  private static List<String> ids(Class<?> kind) throws ReflectiveOperationException {
    if (kind.isEnum()) {
      return Arrays.stream(kind.getEnumConstants()).map(each -> ((Problem) each).id()).toList();
    }
    Constructor<?> constructor = kind.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    List<Object[]> all = new ArrayList<>();
    all.add(new Object[0]);
    for (Class<?> type : constructor.getParameterTypes()) {
      List<Object[]> longer = new ArrayList<>();
      for (Object[] some : all) {
        for (Object value : values(kind, type)) {
          Object[] more = Arrays.copyOf(some, some.length + 1);
          more[some.length] = value;
          longer.add(more);
        }
      }
      all = longer;
    }
    List<String> ids = new ArrayList<>();
    for (Object[] arguments : all) {
      Object made = constructor.newInstance(arguments);
      ids.add(made instanceof Problem problem ? problem.id() : ((Change) made).id());
    }
    return ids;
  }

  private static List<?> values(Class<?> kind, Class<?> type) {
    if (type.isEnum()) {
      return Arrays.asList(type.getEnumConstants());
    }
    if (type == String.class) {
      return WORDS.getOrDefault(kind.getSimpleName(), List.of("x"));
    }
    if (type == int.class || type == long.class) {
      return List.of(0);
    }
    if (type == boolean.class) {
      return List.of(false);
    }
    return Arrays.asList(type == List.class ? List.of("x") : (Object) null);
  }

  @TestFactory
  Stream<DynamicTest> everyKindOfProblemIsExplained() {
    return kinds().entrySet().stream()
        .map(each ->
            dynamicTest(
                each.getKey(),
                () -> {
                  TreeSet<String> ids = new TreeSet<>();
                  for (Class<?> kind : each.getValue()) {
                    ids.addAll(ids(kind));
                  }
                  Class<?> first = each.getValue().getFirst();
                  assertEquals(ids, new TreeSet<>(part(first, "problems.md").ids()));
                }));
  }

  @Test
  void everyTrapIsExplained() {
    assertEquals(
        Arrays.stream(TrapKind.values()).map(TrapKind::id).sorted().toList(),
        TrapKind.explanations().ids().stream().sorted().toList());
  }

  @Test
  void everyChangeIsExplained() throws ReflectiveOperationException {
    TreeSet<String> ids = new TreeSet<>();
    List<Class<?>> open = new ArrayList<>(List.of(Change.class));
    while (!open.isEmpty()) {
      Class<?> kind = open.removeLast();
      if (kind.isSealed()) {
        open.addAll(List.of(kind.getPermittedSubclasses()));
      } else {
        ids.addAll(ids(kind));
      }
    }
    assertEquals(ids, new TreeSet<>(Change.explanations().ids()));
  }

  @Test
  void explainListsAllOfThem() {
    String list = new Console(folder, Map.of()).transcript("explain");
    TreeMap<String, List<String>> missing = new TreeMap<>();
    parts()
        .forEach((name, part) -> {
          List<String> left =
              part.ids().stream().filter(id -> !list.matches("(?s).*\\W" + id + "\\W.*")).toList();
          if (!left.isEmpty() || !list.contains(part.title())) {
            missing.put(name, left);
          }
        });
    assertEquals(Map.of(), missing);
  }

  @TestFactory
  Stream<DynamicTest> examples() {
    return parts().entrySet().stream()
        .flatMap(part ->
            part.getValue().ids().stream()
                .map(id ->
                    dynamicTest(
                        part.getKey() + " " + id,
                        () -> check(part.getValue().of(id).orElseThrow()))));
  }

  private void check(Explanation explanation) throws IOException {
    assertTrue(explanation.text().length() > 30, explanation.text());
    List<MatchResult> found = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(explanation.text());
    while (matcher.find()) {
      found.add(matcher.toMatchResult());
    }
    assertTrue(found.size() <= 2, "one that is wrong and one that is right");
    for (MatchResult each : found) {
      assertEquals(
          each == found.getFirst() ? List.of(explanation.id()) : List.of(),
          errors(each.group(1), each.group(2)),
          each.group(2));
    }
  }

  private List<String> errors(String language, String text) throws IOException {
    Path here = Files.createTempDirectory(folder, "example");
    Files.writeString(here.resolve("example." + language), text);
    Console console = new Console(here, Map.of());
    String said =
        switch (language) {
          case "wit" -> console.transcript("wit check example.wit");
          case "toml" ->
              console.transcript(
                  "compose '"
                      + Shared.guests("c-hello.wasm")
                      + "' --policy example.toml -o sealed.wasm");
          case "wat" -> {
            String parsed = console.transcript("parse example.wat -o example.wasm");
            yield ERROR.matcher(parsed).find()
                ? parsed
                : console.transcript("validate example.wasm");
          }
          default -> throw new AssertionError("no command for examples in " + language);
        };
    return ERROR.matcher(said).results().map(result -> result.group(1)).toList();
  }
}
