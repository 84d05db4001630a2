package dev.wasmc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Explanation;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Diagnostics as a log in SARIF 2.1.0 with one run. */
final class DiagnosticSarif {
  private DiagnosticSarif() {}

  static String render(List<Diagnostic> diagnostics) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "wasmc");
    List<String> ids = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      String id = diagnostic.problem().id();
      if (!ids.contains(id)) {
        ids.add(id);
      }
    }
    ArrayNode rules = driver.putArray("rules");
    ids.forEach(id -> rule(id, rules.addObject()));
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    for (Diagnostic diagnostic : diagnostics) {
      result(diagnostic, ids.indexOf(diagnostic.problem().id()), results.addObject());
    }
    return root.toPrettyString();
  }

  private static void rule(String id, ObjectNode rule) {
    rule.put("id", id);
    AllExplanations.first(id)
        .map(Explanation::text)
        .ifPresent(text -> rule.putObject("help").put("text", text).put("markdown", text));
  }

  private static void result(Diagnostic diagnostic, int rule, ObjectNode result) {
    result.put("ruleId", diagnostic.problem().id()).put("ruleIndex", rule);
    result.put("level", diagnostic.severity().label());
    String message = diagnostic.problem().message();
    result
        .putObject("message")
        .put(
            "text", diagnostic.problem().hint().map(hint -> message + "; " + hint).orElse(message));
    location(diagnostic.place(), result.putArray("locations"));
    if (!diagnostic.notes().isEmpty()) {
      ArrayNode related = result.putArray("relatedLocations");
      for (Diagnostic.Note note : diagnostic.notes()) {
        location(note.place(), related);
        if (!related.isEmpty()) {
          ((ObjectNode) related.get(related.size() - 1))
              .putObject("message")
              .put("text", note.text());
        }
      }
    }
  }

  private static void location(Place place, ArrayNode into) {
    switch (place) {
      case Place.InText(SourceFile file, Span span) -> {
        SourceFile.Position start = file.position(span.start());
        SourceFile.Position end = file.position(span.end());
        physical(file.name(), into)
            .putObject("region")
            .put("startLine", start.line())
            .put("startColumn", start.column())
            .put("endLine", end.line())
            .put("endColumn", end.column());
      }
      case Place.InBytes(String file, long offset) ->
          physical(file, into).putObject("region").put("byteOffset", offset).put("byteLength", 0);
      case Place.InInput(String name) -> physical(name, into);
      case Place.Nowhere.NOWHERE -> {}
    }
  }

  private static ObjectNode physical(String file, ArrayNode into) {
    ObjectNode physical = into.addObject().putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(file));
    return physical;
  }

  /** A relative path stays relative. */
  private static String uri(String file) {
    try {
      return Path.of(file).isAbsolute()
          ? Path.of(file).toUri().toString()
          : new URI(null, null, file.replace('\\', '/'), null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every text is a path of a URI once it is escaped", e);
    }
  }
}
