package dev.wasmc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.source.Diagnostic;
import java.util.List;

/** Diagnostics for programs. */
final class DiagnosticJson {
  private DiagnosticJson() {}

  static void add(List<Diagnostic> diagnostics, ArrayNode into) {
    for (Diagnostic diagnostic : diagnostics) {
      ObjectNode node = into.addObject();
      node.put("id", diagnostic.problem().id());
      node.put("severity", diagnostic.severity().label());
      node.put("message", diagnostic.problem().message());
      diagnostic.problem().hint().ifPresent(hint -> node.put("hint", hint));
    }
  }
}
