package dev.wasmc.virtualize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Module fields in WebAssembly text, by name. What a module does not use, directly or through what
 * it uses, is left out of it.
 *
 * <p>The text is our own, so that a light scan does: one field starts with a parenthesis in the
 * first column and ends before the next; a word that starts with {@code $} refers to the field of
 * that name, if there is one.
 */
final class TextLibrary {
  private static final String LETTERS = "0-9A-Za-z!#$&'*+./:<=>?@^_`|~-";
  private static final Pattern NAME = Pattern.compile("\\$[%" + LETTERS + "]+");
  private static final Pattern OTHER_LETTER = Pattern.compile("[^" + LETTERS + "]");
  private static final Pattern DECLARED =
      Pattern.compile(
          "^\\((?:import \"[^\"]*\" \"[^\"]*\" \\()?(?:func|global) (" + NAME.pattern() + ")");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)\\}");

  private final Map<String, String> fields = new LinkedHashMap<>();

  /** The fields of a resource beside this class. */
  static TextLibrary of(String... resources) {
    TextLibrary library = new TextLibrary();
    for (String resource : resources) {
      library.addAll(load("bridge/" + resource));
    }
    return library;
  }

  private static String load(String resource) {
    try (InputStream in = TextLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addAll(String text) {
    StringBuilder field = new StringBuilder();
    for (String line : (text + "\n(").split("\n", -1)) {
      if (line.startsWith("(")) {
        add(field.toString());
        field.setLength(0);
      }
      if (!line.startsWith(";;")) {
        field.append(line).append('\n');
      }
    }
  }

  /** A field, or nothing but white space. */
  void add(String field) {
    Matcher declared = DECLARED.matcher(field.strip());
    if (declared.find()) {
      fields.put(declared.group(1), field.strip());
    } else if (!field.isBlank()) {
      throw new IllegalArgumentException("a field without a name: " + field);
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /**
   * Those that the roots use and the roots themselves, imports first, else in the order in which
   * they came.
   */
  List<String> reachable(Collection<String> roots) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> todo = new ArrayDeque<>(roots);
    while (!todo.isEmpty()) {
      String name = todo.removeFirst();
      String field = fields.get(name);
      if (field == null || !reached.add(name)) {
        continue;
      }
      Matcher used = NAME.matcher(field);
      while (used.find()) {
        todo.add(used.group());
      }
    }
    List<String> names = new ArrayList<>();
    fields.forEach((name, field) -> {
      if (reached.contains(name) && field.startsWith("(import")) {
        names.add(name);
      }
    });
    fields.forEach((name, field) -> {
      if (reached.contains(name) && !field.startsWith("(import")) {
        names.add(name);
      }
    });
    return names;
  }

  String field(String name) {
    String field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException(name);
    }
    return field;
  }

  /**
   * A name that may stand in an identifier and in a string: other letters are written as their
   * number between percent signs.
   */
  static String identifier(String name) {
    return OTHER_LETTER
        .matcher(name)
        .replaceAll(match -> "%" + Integer.toHexString(match.group().codePointAt(0)) + "%");
  }

  /** The text with every {@code ${name}} replaced. */
  static String fill(String text, Map<String, Object> places) {
    return PLACE
        .matcher(text)
        .replaceAll(match -> {
          Object value = places.get(match.group(1));
          if (value == null) {
            throw new IllegalStateException("nothing is known of ${" + match.group(1) + "}");
          }
          return Matcher.quoteReplacement(value.toString());
        });
  }
}
