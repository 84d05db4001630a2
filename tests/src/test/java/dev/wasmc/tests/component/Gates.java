package dev.wasmc.tests.component;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The features that directives of a corpus need, from its {@code GATED.tsv}, and those that the
 * command in a file's first line turns off.
 *
 * @param needed by file and line, the features that are not on
 */
record Gates(Map<String, List<String>> needed) {
  /** What the corpora call the features that are on. */
  private static final Set<String> ON = Set.of("map", "implements");

  /** The corpus whose files test that features are refused while they are off. */
  private static final String OFF_CORPUS = "component-gates";

  static Gates load(Path corpus) throws IOException {
    Map<String, List<String>> needed = new HashMap<>();
    Path file = corpus.resolve("GATED.tsv");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file).subList(1, (int) lines(file))) {
        String[] cells = line.split("\t", -1);
        if (!ON.contains(cells[2])) {
          needed
              .computeIfAbsent(key(cells[0], Integer.parseInt(cells[1])), k -> new ArrayList<>())
              .add(cells[2]);
        }
      }
    }
    return new Gates(needed);
  }

  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  /** What a directive needs and does not have. */
  List<String> missing(String file, int line) {
    return needed.getOrDefault(key(file, line), List.of());
  }

  private static String key(String file, int line) {
    return file + ":" + line;
  }

  static boolean refusesFeatures(String corpus) {
    return corpus.equals(OFF_CORPUS);
  }

  static Set<ComponentFeature> features(String corpus) {
    return refusesFeatures(corpus)
        ? EnumSet.noneOf(ComponentFeature.class)
        : ComponentFeature.DEFAULT;
  }

  static Features coreFeatures(String text) {
    Features features = Features.ALL;
    String command = text.lines().findFirst().orElse("");
    for (Feature feature : Feature.values()) {
      boolean off = command.matches(".*[=,]-" + feature.label() + "(,.*)?");
      features = off ? features.without(feature) : features;
    }
    // Other tools have typed references under the feature of references.
    return features.has(Feature.REFERENCE_TYPES)
        ? features
        : features.without(Feature.FUNCTION_REFERENCES);
  }
}
