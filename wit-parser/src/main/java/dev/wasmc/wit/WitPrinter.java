package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints packages as WIT in one canonical form: what is used before what is defined, interfaces
 * before worlds, and in a world interfaces, types, functions, then exports. Reading the text again
 * gives the same package, and {@link WitFormatter} leaves it as it is.
 */
public final class WitPrinter {
  private final Resolve resolve;
  private final boolean withDocs;
  private final TypeWriter types;
  private final StringBuilder out = new StringBuilder();
  private final Elements elements = new Elements();
  private int depth;
  private boolean atLineStart;

  /** The offset of the last line that has something in it. */
  private int lineStart;

  /** The offset behind the last brace that was opened. */
  private int blockStart;

  /**
   * Whether the current block has something in it already, so that an empty line belongs in front
   * of the next item.
   */
  private boolean hasItems;

  private WitPrinter(Resolve resolve, boolean withDocs) {
    this.resolve = resolve;
    this.withDocs = withDocs;
    this.types = new TypeWriter(resolve, elements);
  }

  /** A package as a file of its own, with its documentation. */
  public static String print(Resolve resolve, PackageId id) {
    return print(resolve, id, List.of(), true);
  }

  /** All packages as one file: the main one, and the others nested in the order of their names. */
  public static String printAll(Resolve resolve, PackageId main) {
    return print(resolve, main, resolve.packagesFrom(main).stream().skip(1).toList(), true);
  }

  private static List<PackageId> others(Resolve resolve, PackageId main) {
    return IntStream.range(0, resolve.packages().size())
        .mapToObj(PackageId::new)
        .filter(id -> !id.equals(main))
        .toList();
  }

  /**
   * All packages as a folder: the file of the main one first, then those of the others in {@code
   * deps}, each with its name in the folder. Reading the folder gives the same packages.
   */
  public static SequencedMap<String, String> printFiles(Resolve resolve, PackageId main) {
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put(joined(resolve.get(main).name().names()) + ".wit", print(resolve, main));
    for (PackageId other : others(resolve, main)) {
      PackageName name = resolve.get(other).name();
      // No part of the name of a package has an underscore in it.
      String version = name.version() == null ? "" : "_" + name.version();
      files.put(
          "deps/" + joined(name.namespaces()) + "_" + joined(name.names()) + version + ".wit",
          print(resolve, other));
    }
    return files;
  }

  /** No part of the name of a package has a plus in it. */
  private static String joined(List<String> parts) {
    return String.join("+", parts);
  }

  /** A package as a file of its own: what there is, without a word about it. */
  public static String printSignatures(Resolve resolve, PackageId id) {
    return print(resolve, id, List.of(), false);
  }

  /**
   * A package, and further ones nested in the same file.
   *
   * @param withDocs whether documentation is printed
   */
  public static String print(
      Resolve resolve, PackageId id, List<PackageId> nested, boolean withDocs) {
    WitPrinter printer = new WitPrinter(resolve, withDocs);
    printer.printPackage(resolve.get(id), false);
    for (int i = 0; i < nested.size(); i++) {
      if (i > 0) {
        printer.newLine();
      }
      printer.printPackage(resolve.get(nested.get(i)), true);
    }
    return printer.finished();
  }

  private String finished() {
    int end = out.length();
    while (end > 1 && out.charAt(end - 1) == '\n' && out.charAt(end - 2) == '\n') {
      end--;
    }
    return out.substring(0, end);
  }

  private void printPackage(WitPackage found, boolean nested) {
    docs(found.docs());
    PackageName name = found.name();
    text("package " + name.written());
    if (nested) {
      open();
    } else {
      end();
      newLine();
    }
    found
        .interfaces()
        .forEach((interfaceName, id) -> {
          Interface item = resolve.get(id);
          docs(item.docs());
          gates(item.stability(), null);
          text("interface " + Keywords.escape(interfaceName));
          open();
          interfaceBody(id);
          close();
          if (!nested) {
            newLine();
          }
        });
    found
        .worlds()
        .forEach((worldName, id) -> {
          World world = resolve.get(id);
          docs(world.docs());
          gates(world.stability(), null);
          text("world " + Keywords.escape(worldName));
          open();
          worldBody(id);
          close();
        });
    if (nested) {
      close();
    }
  }

  private void interfaceBody(InterfaceId id) {
    boolean outer = hasItems;
    hasItems = false;
    Interface printed = resolve.get(id);
    Members members = Members.of(resolve, id);
    types(members, printed.packageId());
    for (Function function : members.functions()) {
      newItem();
      docs(function.docs());
      gates(function.stability(), function.externalId());
      text(Keywords.escape(function.itemName()) + ": ");
      types.signature(function);
      end();
    }
    hasItems = outer;
  }

  private void worldBody(WorldId id) {
    boolean outer = hasItems;
    hasItems = false;
    World world = resolve.get(id);
    Members members = Members.of(resolve, id);
    world
        .imports()
        .forEach((key, item) -> {
          if (item instanceof WorldItem.InterfaceItem) {
            worldItem(world, "import", key, item);
            hasItems = true;
          }
        });
    types(members, world.packageId());
    for (Function function : members.functions()) {
      functionItem("import", function);
      hasItems = true;
    }
    if (!world.exports().isEmpty()) {
      newItem();
    }
    world.exports().forEach((key, item) -> worldItem(world, "export", key, item));
    hasItems = outer;
  }

  private void worldItem(World world, String direction, WorldKey key, WorldItem item) {
    switch (item) {
      case WorldItem.InterfaceItem(var id, var docs, var stability, var externalId, _) -> {
        Interface imported = resolve.get(id);
        docs(docs == null && imported.name() == null ? imported.docs() : docs);
        gates(stability, externalId);
        text(direction + " ");
        if (key instanceof WorldKey.Named(var name)) {
          text(Keywords.escape(name) + ": ");
          if (imported.name() == null) {
            text("interface");
            open();
            interfaceBody(id);
            close();
            return;
          }
        }
        path(id, world.packageId());
        end();
      }
      case WorldItem.FunctionItem(var function) -> functionItem(direction, function);
      case WorldItem.TypeItem _ -> throw new IllegalStateException("types are printed together");
    }
  }

  private void functionItem(String direction, Function function) {
    docs(function.docs());
    gates(function.stability(), function.externalId());
    text(direction + " " + Keywords.escape(function.name()) + ": ");
    types.signature(function);
    end();
  }

  private void path(InterfaceId id, PackageId from) {
    Interface target = resolve.get(id);
    String name = target.name() == null ? "" : target.name();
    text(
        target.packageId().equals(from)
            ? Keywords.escape(name)
            : resolve.get(target.packageId()).name().writtenMember(name));
  }

  private void types(Members members, PackageId packageId) {
    for (Members.Use use : members.uses()) {
      hasItems = true;
      gates(use.stability(), use.externalId());
      text("use ");
      path(use.from(), packageId);
      text(".{");
      elements.start();
      for (int i = 0; i < use.types().size(); i++) {
        if (i > 0) {
          elements.separator();
        }
        text(name(use.types().get(i)));
      }
      elements.end();
      text("}");
      end();
    }
    for (TypeId id : members.types()) {
      newItem();
      TypeDef def = resolve.get(id);
      docs(def.docs());
      gates(def.stability(), def.externalId());
      typeDecl(def, members.methods(id));
    }
  }

  private static String name(Members.UsedType used) {
    String original = Keywords.escape(used.original());
    return used.original().equals(used.name())
        ? original
        : original + " as " + Keywords.escape(used.name());
  }

  private void typeDecl(TypeDef def, List<Function> methods) {
    String name = def.name() == null ? "" : Keywords.escape(def.name());
    switch (def.kind()) {
      case TypeKind.ResourceKind _ -> resource(name, methods);
      case TypeKind.RecordKind(var fields) -> {
        text("record " + name);
        open();
        for (TypeKind.Field field : fields) {
          docs(field.docs());
          text(Keywords.escape(field.name()) + ": ");
          types.type(field.type());
          text(",");
          newLine();
        }
        close();
      }
      case TypeKind.VariantKind(var cases) -> {
        text("variant " + name);
        open();
        for (TypeKind.Case c : cases) {
          docs(c.docs());
          text(Keywords.escape(c.name()));
          if (c.type() != null) {
            text("(");
            types.type(c.type());
            text(")");
          }
          text(",");
          newLine();
        }
        close();
      }
      case TypeKind.EnumKind(var cases) -> labels("enum " + name, cases);
      case TypeKind.FlagsKind(var flags) -> labels("flags " + name, flags);
      default -> {
        text("type " + name + " = ");
        types.definition(def.kind());
        end();
      }
    }
  }

  private void labels(String head, List<TypeKind.Label> labels) {
    text(head);
    open();
    for (TypeKind.Label label : labels) {
      docs(label.docs());
      text(Keywords.escape(label.name()) + ",");
      newLine();
    }
    close();
  }

  private void resource(String name, List<Function> functions) {
    text("resource " + name);
    if (functions.isEmpty()) {
      end();
      return;
    }
    open();
    for (Function function : functions) {
      docs(function.docs());
      gates(function.stability(), function.externalId());
      if (!(function.kind() instanceof FunctionKind.Constructor)) {
        text(Keywords.escape(function.itemName()) + ": ");
      }
      types.signature(function);
      end();
    }
    close();
  }

  private void docs(@Nullable String docs) {
    if (docs == null || !withDocs) {
      return;
    }
    for (String line : docs.split("\n", -1)) {
      text(("/// " + line).stripTrailing());
      newLine();
    }
  }

  private void gates(Stability stability, @Nullable String externalId) {
    switch (stability) {
      case Stability.Ungated _ -> {}
      case Stability.Since(var since, var deprecated) -> {
        gate("since(version = " + since + ")");
        deprecated(deprecated);
      }
      case Stability.Unstable(var feature, var deprecated) -> {
        gate("unstable(feature = " + Keywords.escape(feature) + ")");
        deprecated(deprecated);
      }
    }
    if (externalId != null) {
      gate("external-id(" + StringLiterals.encode(externalId) + ")");
    }
  }

  private void deprecated(@Nullable Version version) {
    if (version != null) {
      gate("deprecated(version = " + version + ")");
    }
  }

  private void gate(String gate) {
    text("@" + gate);
    newLine();
  }

  private void newItem() {
    if (hasItems) {
      newLine();
    }
    hasItems = true;
  }

  private void text(String text) {
    if (atLineStart && !text.isEmpty()) {
      lineStart = out.length();
      out.repeat(" ", depth * WitFormatter.INDENT);
      atLineStart = false;
    }
    out.append(text);
  }

  private void end() {
    out.append(';');
    if (out.length() - lineStart > WitFormatter.MAX_WIDTH) {
      elements.breakLines();
    }
    elements.clear();
    newLine();
  }

  private void open() {
    out.append(" {");
    newLine();
    depth++;
    blockStart = out.length();
  }

  private void close() {
    depth--;
    if (out.length() == blockStart) {
      out.setLength(blockStart - 1);
      atLineStart = false;
    }
    text("}");
    newLine();
  }

  private void newLine() {
    out.append('\n');
    atLineStart = true;
  }

  /** What the current item has in parentheses or braces on its line, unless that gets too long. */
  private final class Elements implements TypeWriter.Sink {
    private static final String SEPARATOR = ", ";

    /** Their offsets. */
    private final List<Integer> starts = new ArrayList<>();

    private int end;

    @Override
    public void text(String text) {
      WitPrinter.this.text(text);
    }

    @Override
    public void open() {
      text("(");
      start();
    }

    @Override
    public void separator() {
      text(SEPARATOR);
      start();
    }

    @Override
    public void close() {
      end();
      text(")");
    }

    private void start() {
      starts.add(out.length());
    }

    private void end() {
      end = out.length();
    }

    private void clear() {
      starts.clear();
    }

    private void breakLines() {
      if (starts.isEmpty() || starts.getFirst() == end) {
        return;
      }
      int first = starts.getFirst();
      String line = out.substring(first);
      out.setLength(first);
      depth++;
      for (int i = 0; i < starts.size(); i++) {
        boolean isLast = i == starts.size() - 1;
        int until = isLast ? end : starts.get(i + 1) - SEPARATOR.length();
        newLine();
        text(line.substring(starts.get(i) - first, until - first) + ",");
      }
      depth--;
      newLine();
      text(line.substring(end - first));
    }
  }
}
