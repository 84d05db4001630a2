package dev.wasmc.tests.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Steps that are known to fail, from {@code core-expectations.tsv}: file, kind of step, line and
 * the reason, separated by tabs.
 *
 * @param reasons by file, kind and line
 */
record Expectations(Map<String, String> reasons) {
  static Expectations load() {
    Map<String, String> reasons = new HashMap<>();
    try (InputStream in = Expectations.class.getResourceAsStream("core-expectations.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            String[] cells = line.split("\t", -1);
            reasons.put(key(cells[0], cells[1], Integer.parseInt(cells[2])), cells[3]);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Expectations(reasons);
  }

  /** Whether a step of that kind at that line of the file is known to fail. */
  boolean fails(String file, String kind, int line) {
    return reasons.containsKey(key(file, kind, line));
  }

  private static String key(String file, String kind, int line) {
    return file + "\t" + kind + "\t" + line;
  }
}
