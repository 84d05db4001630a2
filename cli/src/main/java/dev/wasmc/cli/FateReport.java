package dev.wasmc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.capability.Fate;
import dev.wasmc.capability.InspectionJson;
import dev.wasmc.capability.InspectionText;
import dev.wasmc.source.Diagnostic;
import java.util.List;

/** Says what became of the imports, on standard error. */
final class FateReport {
  private FateReport() {}

  static void write(Session session, List<Fate> fates, List<Diagnostic> warnings, boolean json) {
    if (json) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("schema", InspectionJson.SCHEMA);
      root.putPOJO("fates", InspectionJson.fates(fates));
      DiagnosticJson.add(warnings, root.putArray("warnings"));
      session.message(root + "\n");
      return;
    }
    StringBuilder text = new StringBuilder();
    fates.forEach(fate -> text.append(InspectionText.fate(fate)).append('\n'));
    session.message(text.toString());
    if (!warnings.isEmpty()) {
      session.report(warnings);
    }
  }
}
