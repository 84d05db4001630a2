package dev.wasmc.tests.wit;

import dev.wasmc.tests.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of the manifest of a WIT corpus. */
public record WitCase(Path folder, Map<String, String> cells) {
  public static List<WitCase> load(String corpus) throws IOException {
    Path folder = Shared.conformance("wit").resolve(corpus);
    List<String> lines = Files.readAllLines(folder.resolve("EXPECTED.tsv"));
    String[] names = lines.getFirst().split("\t", -1);
    return lines.stream()
        .skip(1)
        .map(line -> {
          String[] values = line.split("\t", -1);
          Map<String, String> cells = new LinkedHashMap<>();
          for (int i = 0; i < names.length; i++) {
            cells.put(names[i], values[i]);
          }
          return new WitCase(folder, cells);
        })
        .toList();
  }

  String cell(String column) {
    return cells.getOrDefault(column, "");
  }

  String name() {
    return cell("input");
  }

  public Path path() {
    return folder.resolve(name());
  }

  public boolean isAccepted() {
    return cell("verdict").equals("accept");
  }
}
