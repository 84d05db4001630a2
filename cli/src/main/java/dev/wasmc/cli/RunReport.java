package dev.wasmc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.capability.Capability;
import dev.wasmc.capability.Fate;
import dev.wasmc.capability.InspectionJson;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.engine.WasmFrame;
import dev.wasmc.sandbox.DeniedCall;
import dev.wasmc.sandbox.Profile;
import dev.wasmc.sandbox.RefusedGrowth;
import dev.wasmc.sandbox.RunResult;
import dev.wasmc.sandbox.TrapReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says on standard error what a run met that its guest's output does not tell. */
final class RunReport {
  private static final int MAX_FRAMES = 30;
  private static final int MAX_PROFILED = 25;

  private RunReport() {}

  static void write(Session session, RunResult result, boolean json, Optional<Profile> profile) {
    if (json) {
      ObjectNode root = json(result);
      profile.ifPresent(measured -> profile(measured, root));
      session.message(root + "\n");
      return;
    }
    if (!result.warnings().isEmpty()) {
      session.report(result.warnings());
    }
    StringBuilder text = new StringBuilder();
    if (result.outcome() instanceof RunResult.Trapped(TrapReport report)) {
      trap(report, text);
    }
    result.denied().forEach(call -> denied(call, text));
    result.refused().forEach(growth -> refused(growth, text));
    if (result.outcome() instanceof RunResult.Trapped && !result.denied().isEmpty()) {
      notGranted(result, text);
    }
    profile.ifPresent(measured -> text.append(measured.table(MAX_PROFILED)));
    session.message(text.toString());
  }

  private static void trap(TrapReport report, StringBuilder out) {
    out.append("trap[")
        .append(report.kind().id())
        .append("]: ")
        .append(report.message())
        .append('\n');
    report
        .limit()
        .ifPresent(flag -> out.append("  the limit is set by ").append(flag).append('\n'));
    List<WasmFrame> stack = report.stack();
    for (WasmFrame frame : stack.subList(0, Math.min(stack.size(), MAX_FRAMES))) {
      out.append("    at ").append(frame).append('\n');
    }
    if (stack.size() > MAX_FRAMES) {
      out.append("    … and ").append(stack.size() - MAX_FRAMES).append(" more\n");
    }
  }

  private static void denied(DeniedCall call, StringBuilder out) {
    out.append("denied: ").append(function(call)).append(", called by ").append(call.caller());
    out.append(", got ").append(answer(call)).append('\n');
    if (call.grant() != null) {
      out.append("  grant it with ").append(call.grant()).append('\n');
    }
    if (call.mock() != null) {
      out.append("  answer in its place with ").append(call.mock()).append('\n');
    }
  }

  private static String imported(DeniedCall call) {
    return call.imported() == null ? call.function() : call.imported();
  }

  private static String function(DeniedCall call) {
    return (call.imported() == null ? "" : call.imported() + ".") + call.function();
  }

  private static String answer(DeniedCall call) {
    return switch (call.answer()) {
      case "empty" -> "an empty answer";
      case "error" -> "an error";
      case "inert" -> "a thing that does nothing";
      case "end-of-file" -> "the end of the input";
      case "trap" -> "a trap";
      default -> call.answer();
    };
  }

  private static void refused(RefusedGrowth growth, StringBuilder out) {
    boolean memory = growth.what().equals("memory");
    out.append(
        String.format(
            Locale.ROOT,
            "refused: the guest wanted %,d %s, %,d are allowed%s%n",
            growth.wanted(),
            memory ? "bytes of memory" : "table elements",
            growth.allowed(),
            memory ? " (--max-memory)" : ""));
  }

  /** What else was denied, since a trap ends a guest before it gets there. */
  private static void notGranted(RunResult result, StringBuilder out) {
    List<Fate> rest =
        result.fates().stream()
            .filter(fate -> fate.kind() == Fate.Kind.DENIED)
            .filter(fate -> !isTerminal(fate.imported()))
            .filter(fate ->
                result.denied().stream().noneMatch(call -> fate.imported().equals(imported(call))))
            .toList();
    if (!rest.isEmpty()) {
      out.append("also denied, and not called so far:\n");
      rest.forEach(fate -> {
        out.append("  ").append(fate.imported());
        flags(fate.imported(), out);
        out.append('\n');
      });
    }
  }

  /** Not worth a line: there is none, and no flag gives one. */
  private static boolean isTerminal(String imported) {
    return WasiInterface.of(imported)
        .filter(wasi -> wasi.capability() == Capability.STDIO && wasi.grant("").isEmpty())
        .isPresent();
  }

  private static void flags(String imported, StringBuilder out) {
    Optional<WasiInterface> wasi = WasiInterface.of(imported);
    String function =
        ParsedName.interfaceOf(imported).isPresent() ? imported + ".FUNCTION" : imported;
    Optional<String> custom =
        Optional.ofNullable(Capability.CUSTOM.mock())
            .map(mock -> mock.replace("FUNCTION", function));
    List<String> flags = new ArrayList<>();
    wasi.flatMap(each -> each.grant("")).ifPresent(flags::add);
    (wasi.isPresent() ? wasi.get().mock("") : custom).ifPresent(flags::add);
    if (!flags.isEmpty()) {
      out.append(": ").append(String.join(" or ", flags));
    }
  }

  private static void profile(Profile profile, ObjectNode root) {
    ArrayNode functions =
        root.putObject("profile")
            .put("samples", profile.samples())
            .put("nanoseconds", profile.nanoseconds())
            .putArray("functions");
    for (Profile.Entry entry : profile.entries()) {
      functions
          .addObject()
          .put("function", entry.function())
          .put("module", entry.module())
          .put("self", entry.self())
          .put("total", entry.total());
    }
  }

  private static ObjectNode json(RunResult result) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("schema", InspectionJson.SCHEMA).put("exit-code", result.exitCode());
    if (result.outcome() instanceof RunResult.Trapped(TrapReport report)) {
      ObjectNode trap = root.putObject("trap");
      trap.put("kind", report.kind().id()).put("message", report.message());
      report.limit().ifPresent(flag -> trap.put("limit", flag));
      ArrayNode stack = trap.putArray("stack");
      for (WasmFrame frame : report.stack()) {
        stack
            .addObject()
            .put("module", frame.module())
            .put("function", frame.function())
            .put("name", frame.name())
            .put("offset", frame.offset() < 0 ? null : Integer.valueOf(frame.offset()));
      }
    }
    ArrayNode denied = root.putArray("denied");
    for (DeniedCall call : result.denied()) {
      denied
          .addObject()
          .put("caller", call.caller())
          .put("interface", call.imported())
          .put("function", call.function())
          .put("answer", call.answer())
          .put("capability", call.capability().label())
          .put("grant", call.grant())
          .put("mock", call.mock());
    }
    ArrayNode refused = root.putArray("refused");
    for (RefusedGrowth growth : result.refused()) {
      refused
          .addObject()
          .put("what", growth.what())
          .put("wanted", growth.wanted())
          .put("allowed", growth.allowed());
    }
    root.putPOJO("fates", InspectionJson.fates(result.fates()));
    DiagnosticJson.add(result.warnings(), root.putArray("warnings"));
    return root;
  }
}
