package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each kind of problem is explained, and its examples are what they say they are. */
final class WitExplanationsTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```wit\n(.*?)```");

  @Test
  void everyKindIsExplained() throws ReflectiveOperationException {
    TreeSet<String> ids = new TreeSet<>();
    for (Class<?> kind : WitProblem.class.getPermittedSubclasses()) {
      ids.add(anyOf(kind).id());
    }
    assertEquals(ids, new TreeSet<>(WitExplanations.ids()));
  }

  private static WitProblem anyOf(Class<?> kind) throws ReflectiveOperationException {
    Constructor<?> constructor = kind.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(WitExplanationsTest::any).toArray();
    return (WitProblem) constructor.newInstance(arguments);
  }

  private static Object any(Class<?> type) {
    if (type == int.class) {
      return 0;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == List.class) {
      return List.of("x");
    }
    return type.isEnum() ? type.getEnumConstants()[0] : "x";
  }

  @TestFactory
  Stream<DynamicTest> examples() {
    return WitExplanations.ids().stream().map(id -> DynamicTest.dynamicTest(id, () -> check(id)));
  }

  private static void check(String id) {
    String text = WitExplanations.of(id).orElseThrow().text();
    assertTrue(text.length() > 80, text);
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    if (!examples.isEmpty()) {
      assertEquals(2, examples.size(), "one that is wrong and one that is right");
      DiagnosticException thrown =
          assertThrows(DiagnosticException.class, () -> parse(examples.getFirst()));
      assertEquals(List.of(id), thrown.diagnostics().stream().map(d -> d.problem().id()).toList());
      assertEquals(List.of(), ResolveChecker.check(parse(examples.getLast()).resolve()));
    }
  }

  private static WitParser.Parsed parse(String text) {
    return new WitParser(WitOptions.DEFAULT).parse(new SourceFile("example.wit", text));
  }
}
