package dev.wasmc.capability;

import dev.wasmc.capability.Inspection.CoreExtern;
import dev.wasmc.capability.Inspection.CoreModuleInfo;
import dev.wasmc.capability.Inspection.Extern;
import dev.wasmc.capability.Inspection.ImportGroup;
import dev.wasmc.capability.Inspection.Part;
import dev.wasmc.capability.Inspection.Supply;
import dev.wasmc.capability.Inspection.Want;
import dev.wasmc.wasm.Feature;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes what an inspection found, for people. Long lists are cut, with a note. */
public final class InspectionText {
  private static final int MAX_PARTS = 100;
  private static final int MAX_EXPORTS = 6;
  private static final int MAX_LIST = 200;
  private static final int MAX_INDENT = 12;

  private final StringBuilder out = new StringBuilder();

  private InspectionText() {}

  public static String render(Inspection inspection) {
    InspectionText text = new InspectionText();
    switch (inspection) {
      case Inspection.OfComponent component -> text.component(component);
      case Inspection.OfModule module -> text.module(module);
    }
    return text.out.toString();
  }

  private void component(Inspection.OfComponent component) {
    line(0, component.name() + ": a valid component, " + bytes(component.bytes()));
    if (component.imports().isEmpty()) {
      heading("Imports nothing");
    } else {
      heading("Imports");
    }
    component.imports().forEach(this::group);
    heading(component.exports().isEmpty() ? "Exports nothing" : "Exports");
    cut(component.exports(), 2, "exports", export -> line(2, extern(export)));
    heading("Components");
    parts(component);
    component.bridge().ifPresent(this::bridge);
    component.fates().ifPresent(this::fates);
  }

  private void group(ImportGroup group) {
    line(2, group.capability().label() + ": " + group.capability().meaning());
    cut(group.imports(), 4, "imports", each -> line(4, extern(each)));
  }

  private static String extern(Extern extern) {
    if (extern.signature().isPresent()) {
      return printable(extern.name()) + ": " + printable(extern.signature().get());
    }
    if (!extern.sort().equals("instance")) {
      return printable(extern.name()) + ": a " + extern.sort();
    }
    return printable(extern.name())
        + switch (extern.functions().size()) {
          case 0 -> " (types alone)";
          case 1, 2, 3 -> " (" + printable(String.join(", ", extern.functions())) + ")";
          default -> " (" + extern.functions().size() + " functions)";
        };
  }

  private void parts(Inspection.OfComponent component) {
    List<Part> parts = component.parts();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!isBare(parts, i)) {
        shown.add(i);
      }
    }
    for (int i : shown.subList(0, Math.min(shown.size(), MAX_PARTS))) {
      part(parts.get(i), parts.size() == 1, bare(parts, i));
    }
    if (shown.size() > MAX_PARTS) {
      line(2, "… and " + count(shown.size() - MAX_PARTS) + " more components; --json lists all");
    }
    if (!component.complete()) {
      line(2, "Instantiations multiply here: the components may want more than is listed.");
    }
  }

  /** Without code and without components: it only gives names to what stands around it. */
  private static boolean isBare(List<Part> parts, int index) {
    Part part = parts.get(index);
    boolean isLeaf = index + 1 == parts.size() || parts.get(index + 1).depth() <= part.depth();
    return part.depth() > 0 && isLeaf && part.modules().isEmpty() && part.wants().isEmpty();
  }

  private static int bare(List<Part> parts, int index) {
    int depth = parts.get(index).depth();
    int bare = 0;
    for (int i = index + 1; i < parts.size() && parts.get(i).depth() > depth; i++) {
      bare += parts.get(i).depth() == depth + 1 && isBare(parts, i) ? 1 : 0;
    }
    return bare;
  }

  private void part(Part part, boolean alone, int bare) {
    int indent = 2 + 2 * Math.min(part.depth(), MAX_INDENT);
    String depth = part.depth() > MAX_INDENT ? " (at depth " + part.depth() + ")" : "";
    line(indent, printable(part.label()) + depth + size(part));
    if (part.depth() > 0 && !part.exports().isEmpty()) {
      line(indent + 2, "exports " + list(part.exports(), MAX_EXPORTS));
    }
    Map<String, List<String>> supplied = new LinkedHashMap<>();
    for (Supply supply : part.supplied()) {
      supplied
          .computeIfAbsent(String.join(", ", supply.by()), by -> new ArrayList<>())
          .add(supply.imported());
    }
    supplied.forEach((by, imports) ->
        line(indent + 2, "gets " + list(imports, MAX_EXPORTS) + " from " + printable(by)));
    if (!alone || part.depth() > 0) {
      wants(part, indent + 2);
    }
    List<CoreModuleInfo> modules = part.modules();
    for (CoreModuleInfo module : modules.subList(0, Math.min(modules.size(), MAX_PARTS))) {
      line(indent + 2, "core module " + module.index() + name(module) + ": " + module(module));
    }
    if (modules.size() > MAX_PARTS) {
      line(indent + 2, "… and " + count(modules.size() - MAX_PARTS) + " more core modules");
    }
    if (bare > 0) {
      line(indent + 2, plural(bare, "component") + " without code");
    }
  }

  private void wants(Part part, int indent) {
    Map<Capability, List<String>> wants = new EnumMap<>(Capability.class);
    for (Want want : part.wants()) {
      for (Capability capability : want.capabilities()) {
        wants.computeIfAbsent(capability, c -> new ArrayList<>()).add(want.imported());
      }
    }
    wants.forEach((capability, imports) ->
        line(indent, "wants " + capability.label() + ": " + list(imports, MAX_LIST)));
  }

  private static String size(Part part) {
    return part.bytes().isPresent() ? ", " + bytes(part.bytes().getAsInt()) : "";
  }

  private static String name(CoreModuleInfo module) {
    return module.name().map(name -> " `" + printable(name) + "`").orElse("");
  }

  private static String module(CoreModuleInfo module) {
    List<String> parts = new ArrayList<>();
    OptionalInt size = module.bytes();
    if (size.isPresent()) {
      parts.add(bytes(size.getAsInt()));
    }
    parts.add(plural(module.functions(), "function"));
    if (module.memories() > 0) {
      parts.add(module.memories() == 1 ? "a memory" : module.memories() + " memories");
    }
    if (module.dataBytes() > 0) {
      parts.add(bytes(module.dataBytes()) + " of data");
    }
    return String.join(", ", parts);
  }

  private void bridge(BridgeRecord bridge) {
    heading("A bridge made by wasmc; it denies" + (bridge.denied().isEmpty() ? " nothing" : ""));
    cut(
        bridge.denied(),
        2,
        "functions",
        denied ->
            line(
                2,
                printable(
                        (denied.imported() == null ? "" : denied.imported() + ".")
                            + denied.function())
                    + ": "
                    + printable(denied.answer())));
  }

  private void fates(FateRecord record) {
    heading("Composed by wasmc; what became of the guest's imports");
    cut(record.fates(), 2, "imports", fate -> line(2, fate(fate)));
    if (record.fates().isEmpty()) {
      line(2, "it had none");
    }
  }

  /** One line about a fate, without a line end. */
  public static String fate(Fate fate) {
    String detail = fate.detail().isEmpty() ? "" : ": " + printable(fate.detail());
    return String.format(Locale.ROOT, "%-8s  ", fate.kind().label())
        + printable(fate.imported())
        + detail;
  }

  private void module(Inspection.OfModule module) {
    line(0, module.name() + ": a core module, no component yet");
    line(2, module(module.module()) + name(module.module()));
    if (module.unsupported().isEmpty()) {
      line(2, "valid");
    } else {
      line(
          2,
          "uses "
              + module.unsupported().stream().map(Feature::label).collect(Collectors.joining(", "))
              + ", not supported here: only its structure was checked");
    }
    core("Imports", module.imports());
    core("Exports", module.exports());
  }

  private void core(String title, List<CoreExtern> externs) {
    heading(externs.isEmpty() ? title + " nothing" : title);
    cut(
        externs,
        2,
        title.toLowerCase(Locale.ROOT),
        each -> line(2, each.kind() + " " + printable(each.name())));
  }

  private <T> void cut(List<T> all, int indent, String plural, Consumer<? super T> each) {
    all.subList(0, Math.min(all.size(), MAX_LIST)).forEach(each);
    if (all.size() > MAX_LIST) {
      line(
          indent,
          "… and " + count(all.size() - MAX_LIST) + " more " + plural + "; --json lists all");
    }
  }

  private void heading(String title) {
    out.append('\n').append(title).append('\n');
  }

  private void line(int indent, String text) {
    out.append(" ".repeat(indent)).append(text).append('\n');
  }

  private static String list(List<String> names, int limit) {
    String shown = names.stream().limit(limit).collect(Collectors.joining(", "));
    return printable(shown)
        + (names.size() > limit ? " and " + count(names.size() - limit) + " more" : "");
  }

  private static String plural(int count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String bytes(int count) {
    return plural(count, "byte");
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Names come from the file: what would steer a terminal is replaced. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c ->
            shown.appendCodePoint(
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    ? 0xfffd
                    : c));
    return shown.toString();
  }
}
