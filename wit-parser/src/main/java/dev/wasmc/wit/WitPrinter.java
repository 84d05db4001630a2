package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints packages as WIT in one canonical form: two spaces a level, what is used before what is
 * defined, interfaces before worlds, and in a world interfaces, types, functions, then exports.
 * Reading the text again gives the same package.
 */
public final class WitPrinter {
  private final Resolve resolve;
  private final boolean withDocs;
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean atLineStart;

  /**
   * Whether the current block has something in it already, so that an empty line belongs in front
   * of the next item.
   */
  private boolean hasItems;

  private WitPrinter(Resolve resolve, boolean withDocs) {
    this.resolve = resolve;
    this.withDocs = withDocs;
  }

  /** A package as a file of its own, with its documentation. */
  public static String print(Resolve resolve, PackageId id) {
    return print(resolve, id, List.of(), true);
  }

  /** All packages as one file: the main one, and the others nested in the order of their names. */
  public static String printAll(Resolve resolve, PackageId main) {
    List<PackageId> nested = new ArrayList<>(others(resolve, main));
    nested.sort(Comparator.comparing(each -> resolve.get(each).name()));
    return print(resolve, main, nested, true);
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
    files.put(resolve.get(main).name().name() + ".wit", print(resolve, main));
    for (PackageId other : others(resolve, main)) {
      PackageName name = resolve.get(other).name();
      // No name of a package has an underscore in it.
      String version = name.version() == null ? "" : "_" + name.version();
      files.put(
          "deps/" + name.namespace() + "_" + name.name() + version + ".wit", print(resolve, other));
    }
    return files;
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
        printer.newLine();
      }
      printer.printPackage(resolve.get(nested.get(i)), true);
    }
    return printer.out.toString();
  }

  private void printPackage(WitPackage found, boolean nested) {
    docs(found.docs());
    PackageName name = found.name();
    text("package " + Labels.escape(name.namespace()) + ":" + Labels.escape(name.name()));
    text(name.version() == null ? "" : "@" + name.version());
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
          text("interface " + Labels.escape(interfaceName));
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
          text("world " + Labels.escape(worldName));
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
    Map<TypeId, List<Function>> methods = new LinkedHashMap<>();
    List<Function> freestanding = new ArrayList<>();
    for (Function function : printed.functions().values()) {
      function
          .kind()
          .owner()
          .ifPresentOrElse(
              owner -> methods.computeIfAbsent(owner, _ -> new ArrayList<>()).add(function),
              () -> freestanding.add(function));
    }
    types(
        new TypeOwner.OfInterface(id),
        printed.packageId(),
        new ArrayList<>(printed.types().entrySet()),
        methods);
    for (Function function : freestanding) {
      newItem();
      docs(function.docs());
      gates(function.stability(), function.externalId());
      text(Labels.escape(function.itemName()) + ": ");
      signature(function);
      end();
    }
    hasItems = outer;
  }

  private void worldBody(WorldId id) {
    boolean outer = hasItems;
    hasItems = false;
    World world = resolve.get(id);
    List<Map.Entry<String, TypeId>> types = new ArrayList<>();
    Map<TypeId, List<Function>> methods = new LinkedHashMap<>();
    Map<WorldKey, WorldItem> functions = new LinkedHashMap<>();
    world
        .imports()
        .forEach((key, item) -> {
          switch (item) {
            case WorldItem.TypeItem(var type, _) -> types.add(Map.entry(resolve.name(key), type));
            case WorldItem.FunctionItem(var function) ->
                function
                    .kind()
                    .owner()
                    .ifPresentOrElse(
                        owner ->
                            methods.computeIfAbsent(owner, _ -> new ArrayList<>()).add(function),
                        () -> functions.put(key, item));
            case WorldItem.InterfaceItem _ -> {
              worldItem(world, "import", key, item);
              hasItems = true;
            }
          }
        });
    types(new TypeOwner.OfWorld(id), world.packageId(), types, methods);
    functions.forEach((key, item) -> {
      worldItem(world, "import", key, item);
      hasItems = true;
    });
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
          text(Labels.escape(name) + ": ");
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
      case WorldItem.FunctionItem(var function) -> {
        docs(function.docs());
        gates(function.stability(), function.externalId());
        text(direction + " " + Labels.escape(function.name()) + ": ");
        signature(function);
        end();
      }
      case WorldItem.TypeItem _ -> throw new IllegalStateException("types are printed together");
    }
  }

  private void path(InterfaceId id, PackageId from) {
    Interface target = resolve.get(id);
    String name = target.name() == null ? "" : Labels.escape(target.name());
    if (target.packageId().equals(from)) {
      text(name);
      return;
    }
    PackageName owner = resolve.get(target.packageId()).name();
    text(Labels.escape(owner.namespace()) + ":" + Labels.escape(owner.name()) + "/" + name);
    text(owner.version() == null ? "" : "@" + owner.version());
  }

  /** Types of one interface that are brought in by one `use`. */
  private record Used(InterfaceId from, TypeDef first, List<String> names) {}

  private void types(
      TypeOwner owner,
      PackageId packageId,
      List<Map.Entry<String, TypeId>> types,
      Map<TypeId, List<Function>> methods) {
    List<Used> used = new ArrayList<>();
    List<TypeId> own = new ArrayList<>();
    for (Map.Entry<String, TypeId> entry : types) {
      TypeDef def = resolve.get(entry.getValue());
      if (def.kind() instanceof TypeKind.AliasKind(TypeId target)
          && resolve.get(target).owner() instanceof TypeOwner.OfInterface(var from)
          && !resolve.get(target).owner().equals(owner)) {
        String original = String.valueOf(resolve.get(target).name());
        String name =
            original.equals(entry.getKey())
                ? Labels.escape(original)
                : Labels.escape(original) + " as " + Labels.escape(entry.getKey());
        Used last = used.isEmpty() ? null : used.getLast();
        if (last != null && last.from.equals(from) && hasSameGates(last.first, def)) {
          last.names.add(name);
        } else {
          used.add(new Used(from, def, new ArrayList<>(List.of(name))));
        }
      } else {
        own.add(entry.getValue());
      }
    }
    for (Used use : used) {
      hasItems = true;
      gates(use.first.stability(), use.first.externalId());
      text("use ");
      path(use.from, packageId);
      text(".{" + String.join(", ", use.names) + "}");
      end();
    }
    for (TypeId id : own) {
      newItem();
      TypeDef def = resolve.get(id);
      docs(def.docs());
      gates(def.stability(), def.externalId());
      typeDecl(def, methods.getOrDefault(id, List.of()));
    }
  }

  private static boolean hasSameGates(TypeDef left, TypeDef right) {
    return left.stability().equals(right.stability())
        && java.util.Objects.equals(left.externalId(), right.externalId());
  }

  private void typeDecl(TypeDef def, List<Function> methods) {
    String name = def.name() == null ? "" : Labels.escape(def.name());
    switch (def.kind()) {
      case TypeKind.ResourceKind _ -> resource(name, methods);
      case TypeKind.RecordKind(var fields) -> {
        text("record " + name);
        open();
        for (TypeKind.Field field : fields) {
          docs(field.docs());
          text(Labels.escape(field.name()) + ": ");
          type(field.type());
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
          text(Labels.escape(c.name()));
          if (c.type() != null) {
            text("(");
            type(c.type());
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
        kind(def.kind(), true);
        end();
      }
    }
  }

  private void labels(String head, List<TypeKind.Label> labels) {
    text(head);
    open();
    for (TypeKind.Label label : labels) {
      docs(label.docs());
      text(Labels.escape(label.name()) + ",");
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
      switch (function.kind()) {
        case FunctionKind.Constructor _ -> {}
        case FunctionKind.Static _ -> text(Labels.escape(function.itemName()) + ": static ");
        case FunctionKind.Method _, FunctionKind.Freestanding _ ->
            text(Labels.escape(function.itemName()) + ": ");
      }
      signature(function);
      end();
    }
    close();
  }

  private void signature(Function function) {
    boolean isConstructor = function.kind() instanceof FunctionKind.Constructor;
    text(function.kind().async() ? "async " : "");
    text(isConstructor ? "constructor(" : "func(");
    List<Function.Param> params =
        function.kind() instanceof FunctionKind.Method
            ? function.params().subList(1, function.params().size())
            : function.params();
    String separator = "";
    for (Function.Param param : params) {
      text(separator + Labels.escape(param.name()) + ": ");
      type(param.type());
      separator = ", ";
    }
    text(")");
    if (function.result() != null && !(isConstructor && isHandleOf(function))) {
      text(" -> ");
      type(function.result());
    }
  }

  private boolean isHandleOf(Function constructor) {
    return constructor.result() instanceof TypeId id
        && resolve.get(id).kind() instanceof TypeKind.OwnKind(var resource)
        && constructor.kind().owner().filter(resource::equals).isPresent();
  }

  private void type(Type type) {
    switch (type) {
      case Primitive primitive -> text(primitive.keyword());
      case TypeId id -> {
        TypeDef def = resolve.get(id);
        if (def.name() != null) {
          text(Labels.escape(def.name()));
        } else {
          kind(def.kind(), false);
        }
      }
    }
  }

  /**
   * @param isDefinition whether it is the right side of {@code type a = …}, where {@code own<r>} is
   *     not the same as {@code r}
   */
  private void kind(TypeKind kind, boolean isDefinition) {
    switch (kind) {
      case TypeKind.AliasKind(var target) -> type(target);
      case TypeKind.OwnKind(var resource) -> {
        text(isDefinition ? "own<" : "");
        type(resource);
        text(isDefinition ? ">" : "");
      }
      case TypeKind.BorrowKind(var resource) -> generic("borrow", resource);
      case TypeKind.ListKind(var element) -> generic("list", element);
      case TypeKind.FixedListKind(var element, var length) -> {
        text("list<");
        type(element);
        text(", " + Integer.toUnsignedString(length) + ">");
      }
      case TypeKind.MapKind(var key, var value) -> generic("map", key, value);
      case TypeKind.OptionKind(var element) -> generic("option", element);
      case TypeKind.TupleKind(var types) -> generic("tuple", types.toArray(Type[]::new));
      case TypeKind.ResultKind(var ok, var err) -> result(ok, err);
      case TypeKind.FutureKind(var element) -> optionalGeneric("future", element);
      case TypeKind.StreamKind(var element) -> optionalGeneric("stream", element);
      case TypeKind.RecordKind _,
          TypeKind.VariantKind _,
          TypeKind.EnumKind _,
          TypeKind.FlagsKind _,
          TypeKind.ResourceKind _ ->
          throw new IllegalStateException("a type of this kind has a name: " + kind);
    }
  }

  private void result(@Nullable Type ok, @Nullable Type err) {
    if (ok == null && err != null) {
      text("result<_, ");
      type(err);
      text(">");
    } else if (ok != null && err != null) {
      generic("result", ok, err);
    } else {
      optionalGeneric("result", ok);
    }
  }

  private void optionalGeneric(String name, @Nullable Type element) {
    if (element == null) {
      text(name);
    } else {
      generic(name, element);
    }
  }

  private void generic(String name, Type... types) {
    text(name + "<");
    String separator = "";
    for (Type type : types) {
      text(separator);
      type(type);
      separator = ", ";
    }
    text(">");
  }

  private void docs(@Nullable String docs) {
    if (docs == null || !withDocs) {
      return;
    }
    for (String line : docs.split("\n", -1)) {
      text(line.isEmpty() ? "///" : "/// " + line);
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
        gate("unstable(feature = " + Labels.escape(feature) + ")");
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
      out.repeat("  ", depth);
      atLineStart = false;
    }
    out.append(text);
  }

  private void end() {
    out.append(';');
    newLine();
  }

  private void open() {
    out.append(" {");
    depth++;
    newLine();
  }

  private void close() {
    depth--;
    text("}");
    newLine();
  }

  private void newLine() {
    out.append('\n');
    atLineStart = true;
  }
}
