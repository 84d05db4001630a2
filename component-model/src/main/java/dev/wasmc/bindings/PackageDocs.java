package dev.wasmc.bindings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.nio.charset.StandardCharsets;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The custom section {@code package-docs} of a WIT package: the documentation and the gates of
 * everything in it, which component types have no place for. A byte with the version of the format,
 * then JSON.
 *
 * <pre>
 * package   ::= docs? worlds: {name: world}? interfaces: {name: interface}?
 * world     ::= docs? stability? interfaces: {name: interface}? types: {name: type}? funcs: {name: func}?
 *               interface_exports: {name: interface}? func_exports: {name: func}?
 *               interface_(import|export)_(stability|docs): {name: stability|text}?
 * interface ::= docs? stability? funcs: {name: func}? types: {name: type}?
 * func      ::= docs? stability?
 * type      ::= docs? stability? items: {name: text}?
 * </pre>
 *
 * What has nothing to say is absent. {@code interfaces} of a world are those without a name of
 * their own; it and {@code funcs} are the imports, and also the exports in files of the first
 * version.
 */
final class PackageDocs {
  static final String SECTION = "package-docs";
  static final byte VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Resolve resolve;

  private PackageDocs(Resolve resolve) {
    this.resolve = resolve;
  }

  /** The contents of the section. */
  static byte[] encode(Resolve resolve, PackageId id) {
    byte[] json =
        new PackageDocs(resolve)
            .packageNode(resolve.get(id))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[json.length + 1];
    bytes[0] = VERSION;
    System.arraycopy(json, 0, bytes, 1, json.length);
    return bytes;
  }

  /**
   * The same packages with what the section says about one of them.
   *
   * @throws DiagnosticException with {@link BindingsProblem.InvalidPackageDocs}
   */
  static Resolve apply(ByteSlice section, Resolve resolve, PackageId id, Place place) {
    return new PackageDocsReader(resolve, place).apply(section, id);
  }

  private ObjectNode packageNode(WitPackage described) {
    ObjectNode node = MAPPER.createObjectNode();
    text(node, "docs", described.docs());
    ObjectNode worlds = MAPPER.createObjectNode();
    described.worlds().forEach((name, id) -> put(worlds, name, world(resolve.get(id))));
    put(node, "worlds", worlds);
    ObjectNode interfaces = MAPPER.createObjectNode();
    described.interfaces().forEach((name, id) -> put(interfaces, name, interfaceNode(id)));
    put(node, "interfaces", interfaces);
    return node;
  }

  private ObjectNode world(World world) {
    ObjectNode node = described(world.docs(), world.stability());
    Items imports = new Items();
    world.imports().forEach(imports::add);
    Items exports = new Items();
    world.exports().forEach(exports::add);
    put(node, "interfaces", imports.interfaces);
    put(node, "types", imports.types);
    put(node, "funcs", imports.functions);
    put(node, "interface_exports", exports.interfaces);
    put(node, "func_exports", exports.functions);
    put(node, "interface_import_stability", imports.stability);
    put(node, "interface_export_stability", exports.stability);
    put(node, "interface_import_docs", imports.docs);
    put(node, "interface_export_docs", exports.docs);
    return node;
  }

  /** What there is to say about the imports or the exports of a world. */
  private final class Items {
    private final ObjectNode interfaces = MAPPER.createObjectNode();
    private final ObjectNode types = MAPPER.createObjectNode();
    private final ObjectNode functions = MAPPER.createObjectNode();
    private final ObjectNode stability = MAPPER.createObjectNode();
    private final ObjectNode docs = MAPPER.createObjectNode();

    void add(WorldKey key, WorldItem item) {
      String name = resolve.name(key);
      switch (item) {
        case WorldItem.InterfaceItem found when resolve.get(found.id()).name() == null ->
            put(interfaces, name, interfaceNode(found.id()));
        case WorldItem.InterfaceItem found -> {
          put(stability, name, stabilityNode(found.stability()));
          text(docs, name, found.docs());
        }
        case WorldItem.TypeItem(var id, _) -> put(types, name, type(id));
        case WorldItem.FunctionItem(var function) ->
            put(functions, name, described(function.docs(), function.stability()));
      }
    }
  }

  private ObjectNode interfaceNode(InterfaceId id) {
    Interface described = resolve.get(id);
    ObjectNode node = described(described.docs(), described.stability());
    ObjectNode functions = MAPPER.createObjectNode();
    for (Function function : described.functions().values()) {
      put(functions, function.name(), described(function.docs(), function.stability()));
    }
    put(node, "funcs", functions);
    ObjectNode types = MAPPER.createObjectNode();
    SequencedMap<String, TypeId> ids = described.types();
    ids.forEach((name, type) -> put(types, name, type(type)));
    put(node, "types", types);
    return node;
  }

  private ObjectNode type(TypeId id) {
    TypeDef described = resolve.get(id);
    ObjectNode node = described(described.docs(), described.stability());
    ObjectNode items = MAPPER.createObjectNode();
    switch (described.kind()) {
      case TypeKind.RecordKind(var fields) -> fields.forEach(f -> text(items, f.name(), f.docs()));
      case TypeKind.VariantKind(var cases) -> cases.forEach(c -> text(items, c.name(), c.docs()));
      case TypeKind.EnumKind(var cases) -> cases.forEach(c -> text(items, c.name(), c.docs()));
      case TypeKind.FlagsKind(var flags) -> flags.forEach(f -> text(items, f.name(), f.docs()));
      default -> {}
    }
    put(node, "items", items);
    return node;
  }

  private static ObjectNode described(@Nullable String docs, Stability stability) {
    ObjectNode node = MAPPER.createObjectNode();
    text(node, "docs", docs);
    put(node, "stability", stabilityNode(stability));
    return node;
  }

  private static ObjectNode stabilityNode(Stability stability) {
    ObjectNode node = MAPPER.createObjectNode();
    switch (stability) {
      case Stability.Ungated _ -> {}
      case Stability.Since(var since, var deprecated) ->
          gate(node.putObject("stable").put("since", since.toString()), deprecated);
      case Stability.Unstable(var feature, var deprecated) ->
          gate(node.putObject("unstable").put("feature", feature), deprecated);
    }
    return node;
  }

  private static void gate(ObjectNode node, @Nullable Version deprecated) {
    if (deprecated != null) {
      node.put("deprecated", deprecated.toString());
    }
  }

  private static void text(ObjectNode into, String name, @Nullable String text) {
    if (text != null) {
      into.put(name, text);
    }
  }

  private static void put(ObjectNode node, String name, ObjectNode member) {
    if (!member.isEmpty()) {
      node.set(name, member);
    }
  }
}
