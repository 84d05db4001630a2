package dev.wasmc.tests.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Steps that are known to fail, from {@code component-expectations.tsv}: file, kind of step, line
 * and the reason, separated by tabs.
 *
 * @param known file, kind and line
 */
record ComponentExpectations(Set<String> known) {
  static ComponentExpectations load() {
    Set<String> known = new HashSet<>();
    try (InputStream in =
        ComponentExpectations.class.getResourceAsStream("component-expectations.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            String[] cells = line.split("\t", -1);
            known.add(String.join("\t", cells[0], cells[1], cells[2]));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ComponentExpectations(known);
  }

  /** Whether a step of that kind at that line of the file is known to fail. */
  boolean fails(String file, String kind, int line) {
    return known.contains(file + "\t" + kind + "\t" + line);
  }
}
