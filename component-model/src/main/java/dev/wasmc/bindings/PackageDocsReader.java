package dev.wasmc.bindings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wasmc.names.Labels;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wit.Docs;
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
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts the contents of a section {@code package-docs}, see {@link PackageDocs}, in its places. */
final class PackageDocsReader {
  private final List<WitPackage> packages;
  private final List<Interface> interfaces;
  private final List<World> worlds;
  private final List<TypeDef> types;
  private final Resolve resolve;
  private final Place place;

  /** Of the package; a newer gate means nothing. */
  private @Nullable Version version;

  PackageDocsReader(Resolve resolve, Place place) {
    this.resolve = resolve;
    this.packages = new ArrayList<>(resolve.packages());
    this.interfaces = new ArrayList<>(resolve.interfaces());
    this.worlds = new ArrayList<>(resolve.worlds());
    this.types = new ArrayList<>(resolve.types());
    this.place = place;
  }

  Resolve apply(ByteSlice section, PackageId id) {
    if (section.length() == 0 || section.at(0) > PackageDocs.VERSION) {
      throw problem("it has an unknown version");
    }
    JsonNode root;
    try {
      ByteSlice json = ByteSlice.of(section.array(), section.start() + 1, section.end());
      root =
          new ObjectMapper()
              .readTree(json.utf8().orElseThrow(() -> problem("it is not valid UTF-8")));
    } catch (JsonProcessingException e) {
      throw problem("it is no JSON: " + e.getOriginalMessage());
    }
    WitPackage described = packages.get(id.index());
    version = described.name().version();
    packages.set(
        id.index(),
        new WitPackage(
            described.name(),
            described.interfaces(),
            described.worlds(),
            text(root.path("docs"), described.docs())));
    members(root, "worlds")
        .forEach((name, node) -> world(found(described.worlds().get(name), "world", name), node));
    members(root, "interfaces")
        .forEach((name, node) ->
            interfaceOf(found(described.interfaces().get(name), "interface", name), node));
    return new Resolve(packages, interfaces, worlds, types);
  }

  private void world(WorldId id, JsonNode node) {
    World world = worlds.get(id.index());
    SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>(world.imports());
    SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>(world.exports());
    Map<String, WorldKey> importKeys = keys(imports);
    Map<String, WorldKey> exportKeys = keys(exports);
    members(node, "types")
        .forEach((name, type) -> {
          if (!(imports.get(new WorldKey.Named(name))
              instanceof WorldItem.TypeItem(var typeId, _))) {
            throw missing("type", name);
          }
          type(typeId, type);
        });
    members(node, "interfaces")
        .forEach((name, each) -> {
          boolean isImport = importKeys.containsKey(name);
          inlineInterface(isImport ? imports : exports, name, each);
        });
    members(node, "interface_exports")
        .forEach((name, each) -> inlineInterface(exports, name, each));
    members(node, "funcs")
        .forEach(
            (name, each) -> function(importKeys.containsKey(name) ? imports : exports, name, each));
    members(node, "func_exports").forEach((name, each) -> function(exports, name, each));
    members(node, "interface_import_stability")
        .forEach((name, each) ->
            change(imports, importKeys, name, item -> with(item, item.docs(), stability(each))));
    members(node, "interface_export_stability")
        .forEach((name, each) ->
            change(exports, exportKeys, name, item -> with(item, item.docs(), stability(each))));
    members(node, "interface_import_docs")
        .forEach((name, each) ->
            change(
                imports,
                importKeys,
                name,
                item -> with(item, text(each, item.docs()), item.stability())));
    members(node, "interface_export_docs")
        .forEach((name, each) ->
            change(
                exports,
                exportKeys,
                name,
                item -> with(item, text(each, item.docs()), item.stability())));
    worlds.set(
        id.index(),
        new World(
            world.name(),
            world.packageId(),
            imports,
            exports,
            text(node.path("docs"), world.docs()),
            stability(node.path("stability")),
            world.place()));
  }

  private Map<String, WorldKey> keys(Map<WorldKey, WorldItem> items) {
    Map<String, WorldKey> keys = new HashMap<>();
    items.keySet().forEach(key -> keys.put(resolve.name(key), key));
    return keys;
  }

  private void inlineInterface(Map<WorldKey, WorldItem> items, String name, JsonNode node) {
    WorldKey key = new WorldKey.Named(name);
    WorldItem.InterfaceItem item = interfaceItem(items.get(key), name);
    if (interfaces.get(item.id().index()).name() != null) {
      throw missing("interface", name);
    }
    interfaceOf(item.id(), node);
    items.put(key, with(item, item.docs(), stability(node.path("stability"))));
  }

  private WorldItem.InterfaceItem interfaceItem(@Nullable WorldItem item, String name) {
    if (item instanceof WorldItem.InterfaceItem found) {
      return found;
    }
    throw missing("interface", name);
  }

  private void change(
      Map<WorldKey, WorldItem> items,
      Map<String, WorldKey> keys,
      String name,
      UnaryOperator<WorldItem.InterfaceItem> changed) {
    WorldKey key = found(keys.get(name), "interface", name);
    items.put(key, changed.apply(interfaceItem(items.get(key), name)));
  }

  private static WorldItem.InterfaceItem with(
      WorldItem.InterfaceItem item, @Nullable String docs, Stability stability) {
    return new WorldItem.InterfaceItem(item.id(), docs, stability, item.externalId(), item.place());
  }

  private void function(Map<WorldKey, WorldItem> items, String name, JsonNode node) {
    WorldKey key = new WorldKey.Named(name);
    if (!(items.get(key) instanceof WorldItem.FunctionItem(var function))) {
      throw missing("function", name);
    }
    items.put(key, new WorldItem.FunctionItem(described(function, node)));
  }

  private void interfaceOf(InterfaceId id, JsonNode node) {
    Interface described = interfaces.get(id.index());
    members(node, "types")
        .forEach((name, each) -> type(found(described.types().get(name), "type", name), each));
    SequencedMap<String, Function> functions = new LinkedHashMap<>(described.functions());
    members(node, "funcs")
        .forEach((name, each) ->
            functions.put(name, described(found(functions.get(name), "function", name), each)));
    interfaces.set(
        id.index(),
        new Interface(
            described.name(),
            described.packageId(),
            described.types(),
            functions,
            text(node.path("docs"), described.docs()),
            stability(node.path("stability")),
            described.origin(),
            described.place()));
  }

  /** In the first version of the format a function has its documentation alone. */
  private Function described(Function function, JsonNode node) {
    return new Function(
        function.name(),
        function.kind(),
        function.params(),
        function.result(),
        text(node.isTextual() ? node : node.path("docs"), function.docs()),
        stability(node.path("stability")),
        function.externalId(),
        function.place());
  }

  private void type(TypeId id, JsonNode node) {
    TypeDef described = types.get(id.index());
    types.set(
        id.index(),
        new TypeDef(
            described.name(),
            kind(described, members(node, "items")),
            described.owner(),
            text(node.path("docs"), described.docs()),
            stability(node.path("stability")),
            described.externalId(),
            described.place()));
  }

  private TypeKind kind(TypeDef type, Map<String, JsonNode> items) {
    Map<String, JsonNode> unused = new LinkedHashMap<>(items);
    TypeKind kind =
        switch (type.kind()) {
          case TypeKind.RecordKind(var fields) ->
              new TypeKind.RecordKind(
                  fields.stream()
                      .map(f ->
                          new TypeKind.Field(f.name(), f.type(), item(unused, f.name()), f.place()))
                      .toList());
          case TypeKind.VariantKind(var cases) ->
              new TypeKind.VariantKind(
                  cases.stream()
                      .map(c ->
                          new TypeKind.Case(c.name(), c.type(), item(unused, c.name()), c.place()))
                      .toList());
          case TypeKind.EnumKind(var cases) -> new TypeKind.EnumKind(labels(cases, unused));
          case TypeKind.FlagsKind(var flags) -> new TypeKind.FlagsKind(labels(flags, unused));
          default -> type.kind();
        };
    if (!unused.isEmpty()) {
      throw missing("part of `" + type.name() + "`", unused.keySet().iterator().next());
    }
    return kind;
  }

  private List<TypeKind.Label> labels(List<TypeKind.Label> labels, Map<String, JsonNode> items) {
    return labels.stream()
        .map(label -> new TypeKind.Label(label.name(), item(items, label.name()), label.place()))
        .toList();
  }

  private @Nullable String item(Map<String, JsonNode> items, String name) {
    JsonNode node = items.remove(name);
    return text(node == null ? MissingNode.getInstance() : node, null);
  }

  private @Nullable String text(JsonNode node, @Nullable String otherwise) {
    if (node.isTextual()) {
      return Docs.normalized(node.textValue())
          .orElseThrow(() -> problem("documentation has characters that WIT must not have"));
    }
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    throw problem("documentation is a text");
  }

  private Stability stability(JsonNode node) {
    JsonNode stable = node.path("stable");
    JsonNode unstable = node.path("unstable");
    if (stable.isObject()) {
      Version since = version(stable.path("since"));
      // wasm-tools leaves the gates of another package on what a world includes from there.
      return version == null || version.isOlderThan(since)
          ? Stability.UNGATED
          : new Stability.Since(since, deprecated(stable));
    }
    if (unstable.isObject()) {
      String feature = unstable.path("feature").asText();
      if (!Labels.isLabel(feature)) {
        throw problem("the feature of what is unstable has no name of WIT");
      }
      return new Stability.Unstable(feature, deprecated(unstable));
    }
    if (node.isMissingNode() || node.path("unknown").isNull() || node.asText().equals("unknown")) {
      return Stability.UNGATED;
    }
    throw problem("a stability is `stable` or `unstable`");
  }

  private @Nullable Version deprecated(JsonNode node) {
    JsonNode deprecated = node.path("deprecated");
    return deprecated.isMissingNode() || deprecated.isNull() ? null : version(deprecated);
  }

  private Version version(JsonNode node) {
    return Version.parse(node.asText()).orElseThrow(() -> problem("a version is missing"));
  }

  private Map<String, JsonNode> members(JsonNode node, String name) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    node.path(name).properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    return members;
  }

  private <T> T found(@Nullable T value, String kind, String name) {
    if (value == null) {
      throw missing(kind, name);
    }
    return value;
  }

  private DiagnosticException missing(String kind, String name) {
    return problem("the package has no " + kind + " `" + name + "`");
  }

  private DiagnosticException problem(String reason) {
    return DiagnosticException.error(new BindingsProblem.InvalidPackageDocs(reason), place);
  }
}
