package dev.wasmc.compose;

import dev.wasmc.component.Component;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.build.ComponentBuilder;
import dev.wasmc.component.build.TypeEncoder;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.SameShape;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Components to be instantiated in their order, each with the exports of earlier ones as arguments.
 */
public final class CompositionGraph {
  private final List<Node> nodes = new ArrayList<>();

  /** Nothing in it. */
  public CompositionGraph() {}

  /** An instantiation of a component. */
  public static final class Node {
    private final String label;
    private final GuestComponent component;
    private final Map<String, Source> arguments = new LinkedHashMap<>();

    private Node(String label, GuestComponent component) {
      this.label = label;
      this.component = component;
    }

    /** What the whole calls it, also in its name section. */
    public String label() {
      return label;
    }

    public GuestComponent component() {
      return component;
    }

    private ComponentType type() {
      return component.validated().type();
    }
  }

  private record Source(Node node, String export) {}

  /** Adds an instantiation behind those that are there. */
  public Node instantiate(String label, GuestComponent component) {
    Node node = new Node(label, component);
    nodes.add(node);
    return node;
  }

  /** Gives an export of an earlier instantiation for an import of a later one. */
  public void connect(Node from, String export, Node to, String imported) {
    if (nodes.indexOf(from) >= nodes.indexOf(to)) {
      throw new IllegalArgumentException(to.label + " comes before " + from.label);
    }
    to.arguments.put(imported, new Source(from, export));
  }

  /** The names of imports that nothing is connected to, in order. */
  public List<String> unsatisfied() {
    return nodes.stream()
        .flatMap(node ->
            node.type().imports().keySet().stream()
                .filter(name -> !node.arguments.containsKey(name)))
        .distinct()
        .toList();
  }

  /**
   * The composed component.
   *
   * @param exporter whose exports become those of the whole
   * @param customs custom sections to append
   */
  public Component encode(Node exporter, SequencedMap<String, ByteSlice> customs) {
    return new Encoder(exporter, customs).encode();
  }

  private final class Encoder {
    private final Node exporter;
    private final SequencedMap<String, ByteSlice> customs;
    private final ComponentBuilder component = new ComponentBuilder();
    private final TypeEncoder types = new TypeEncoder(component);
    private final ComponentNames.Builder names = new ComponentNames.Builder();
    private final Map<String, EntityType> imports;
    private final Map<String, SortIndex> imported = new LinkedHashMap<>();
    private final Map<Source, SortIndex> aliases = new LinkedHashMap<>();
    private final Map<Node, Integer> instances = new LinkedHashMap<>();
    private final Set<String> exportedTypes = new HashSet<>();

    Encoder(Node exporter, SequencedMap<String, ByteSlice> customs) {
      this.exporter = exporter;
      this.customs = customs;
      this.imports = mergedImports();
    }

    Component encode() {
      nodes.forEach(this::node);
      export();
      component.custom(ComponentNames.SECTION, names.encode());
      customs.forEach(component::custom);
      return component.build();
    }

    private void node(Node node) {
      List<InstanceDef.Arg> args = new ArrayList<>();
      node.type()
          .imports()
          .forEach((name, type) -> {
            Source source = node.arguments.get(name);
            SortIndex value = source == null ? importItem(name, type) : alias(source, type);
            if (type instanceof InstanceType instance) {
              types.instance(instance, value.index());
            } else if (type instanceof TypeEntity entity) {
              types.name(entity, value.index());
            }
            args.add(new InstanceDef.Arg(name, value));
          });
      names.name(Sort.COMPONENT, component.count(Sort.COMPONENT), node.label);
      int definition = component.component(embedded(node));
      names.name(Sort.INSTANCE, component.count(Sort.INSTANCE), node.label);
      instances.put(node, component.instantiate(definition, args));
    }

    /** The component as it was given, byte for byte. */
    private Component embedded(Node node) {
      Component given = node.component.validated().component();
      return given.source() == null
          ? ComponentDecoder.decode(node.component.name(), node.component.bytes())
          : given;
    }

    private SortIndex importItem(String name, EntityType own) {
      SortIndex known = imported.get(name);
      if (known != null) {
        return known;
      }
      EntityType type = imports.getOrDefault(name, own);
      SortIndex index = new SortIndex(sort(type), types.importItem(ExternName.of(name), type));
      imported.put(name, index);
      return index;
    }

    private SortIndex alias(Source source, EntityType type) {
      return aliases.computeIfAbsent(
          source,
          s -> {
            Integer instance = instances.get(s.node());
            if (instance == null) {
              throw new IllegalStateException(s.node().label + " is not instantiated yet");
            }
            return new SortIndex(
                sort(type), component.aliasExport(sort(type), instance, s.export()));
          });
    }

    private void export() {
      Integer instance = instances.get(exporter);
      if (instance == null) {
        throw new IllegalArgumentException("the exporter is not in the graph");
      }
      exporter.type().exports().values().forEach(this::exportTypesOf);
      exporter
          .type()
          .exports()
          .forEach((name, type) -> {
            int index = component.aliasExport(sort(type), instance, name);
            component.export(ExternName.of(name), sort(type), index);
          });
    }

    /**
     * Whoever uses an export has to be able to name the types in it. Those that came from an import
     * have lost their name where an instance inside took the import's place: that instance is
     * exported too.
     */
    private void exportTypesOf(EntityType export) {
      Set<AnyType> parts = Reachable.types(export);
      exporter
          .type()
          .imports()
          .forEach((name, type) -> {
            Source source = exporter.arguments.get(name);
            if (source != null
                && type instanceof InstanceType instance
                && !exporter.type().exports().containsKey(name)
                && instance.exports().values().stream()
                    .anyMatch(
                        each -> each instanceof TypeEntity entity && parts.contains(entity.type()))
                && exportedTypes.add(name)) {
              component.export(ExternName.of(name), Sort.INSTANCE, alias(source, type).index());
            }
          });
    }

    private Map<String, EntityType> mergedImports() {
      Map<String, List<EntityType>> all = new LinkedHashMap<>();
      Map<String, String> first = new LinkedHashMap<>();
      ImportUnion union = new ImportUnion();
      for (Node node : nodes) {
        node.type()
            .imports()
            .forEach((name, type) -> {
              if (node.arguments.containsKey(name)) {
                return;
              }
              List<EntityType> same = all.computeIfAbsent(name, n -> new ArrayList<>());
              first.putIfAbsent(name, node.label);
              if (!same.isEmpty()) {
                unify(union, name, first.getOrDefault(name, ""), node.label, same.getFirst(), type);
              }
              same.add(type);
            });
      }
      Map<String, EntityType> merged = new LinkedHashMap<>();
      all.forEach((name, same) ->
          merged.put(
              name,
              same.getFirst() instanceof InstanceType
                  ? union.union(same.stream().map(InstanceType.class::cast).toList())
                  : same.getFirst()));
      return merged;
    }

    private void unify(
        ImportUnion union,
        String name,
        String one,
        String other,
        EntityType kept,
        EntityType added) {
      if (kept instanceof InstanceType a
          && added instanceof InstanceType b
          && SameShape.agree(a, b)) {
        union.unify(a, b);
      } else if (kept instanceof TypeEntity a
          && added instanceof TypeEntity b
          && a.type() instanceof ResourceType
          && b.type() instanceof ResourceType) {
        union.unify(a, b);
      } else if (!(kept instanceof FunctionType a
          && added instanceof FunctionType b
          && SameShape.same(a, b))) {
        throw DiagnosticException.error(
            new ComposeProblem.ImportsDisagree(name, one, other), Place.Nowhere.NOWHERE);
      }
    }
  }

  private static Sort sort(EntityType type) {
    return switch (type) {
      case ModuleType _ -> Sort.CORE_MODULE;
      case FunctionType _ -> Sort.FUNC;
      case ValueEntity _ -> Sort.VALUE;
      case TypeEntity _ -> Sort.TYPE;
      case InstanceType _ -> Sort.INSTANCE;
      case ComponentType _ -> Sort.COMPONENT;
    };
  }
}
