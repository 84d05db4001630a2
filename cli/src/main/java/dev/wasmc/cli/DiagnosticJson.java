package dev.wasmc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.capability.InspectionJson;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import java.util.List;

/** Diagnostics for programs. */
final class DiagnosticJson {
  private DiagnosticJson() {}

  /** Why a command ended, on one line. */
  static ObjectNode errors(List<Diagnostic> diagnostics, int exitCode) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("schema", InspectionJson.SCHEMA).put("exit-code", exitCode);
    add(diagnostics, root.putArray("errors"));
    return root;
  }

  /** The same for one of this program's own failures, with its Java stack trace. */
  static ObjectNode traced(List<Diagnostic> diagnostics, int exitCode, String trace) {
    ObjectNode root = errors(diagnostics, exitCode);
    root.withArray("errors").forEach(error -> ((ObjectNode) error).put("trace", trace));
    return root;
  }

  static void add(List<Diagnostic> diagnostics, ArrayNode into) {
    for (Diagnostic diagnostic : diagnostics) {
      ObjectNode node = into.addObject();
      node.put("id", diagnostic.problem().id());
      node.put("severity", diagnostic.severity().label());
      node.put("message", diagnostic.problem().message());
      diagnostic.problem().hint().ifPresent(hint -> node.put("hint", hint));
      place(diagnostic.place(), node);
      if (!diagnostic.notes().isEmpty()) {
        ArrayNode notes = node.putArray("notes");
        for (Diagnostic.Note note : diagnostic.notes()) {
          place(note.place(), notes.addObject().put("message", note.text()));
        }
      }
    }
  }

  /** Lines and columns are counted from 1, offsets are in bytes from 0. */
  private static void place(Place place, ObjectNode diagnostic) {
    switch (place) {
      case Place.InText(SourceFile file, Span span) -> {
        SourceFile.Position at = file.position(span.start());
        SourceFile.Position end = file.position(span.end());
        diagnostic
            .putObject("place")
            .put("file", file.name())
            .put("line", at.line())
            .put("column", at.column())
            .put("end-line", end.line())
            .put("end-column", end.column());
      }
      case Place.InBytes(String file, long offset) ->
          diagnostic.putObject("place").put("file", file).put("offset", offset);
      case Place.InInput(String name) -> diagnostic.putObject("place").put("file", name);
      case Place.Nowhere.NOWHERE -> {}
    }
  }
}
