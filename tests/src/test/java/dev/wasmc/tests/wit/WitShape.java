package dev.wasmc.tests.wit;

import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.Syntax;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeOwner;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a tree or a model says, without where it was written and without ids. */
final class WitShape {
  /** Null for a syntax tree, which has no ids. */
  private final @Nullable Resolve resolve;

  private final Leniency leniency;

  private WitShape(@Nullable Resolve resolve, Leniency leniency) {
    this.resolve = resolve;
    this.leniency = leniency;
  }

  /**
   * What is not compared with another tool.
   *
   * @param exports those without what stands in front of them
   */
  record Leniency(boolean withoutGates, Set<String> exports) {
    static final Leniency NONE = new Leniency(false, Set.of());
  }

  /** A tree without spans, and with comments apart from the white space at their end. */
  static String of(Syntax.WitFile file) {
    return new WitShape(null, Leniency.NONE).shape(file);
  }

  /** All packages, whatever their order and that of what is in them. */
  static String of(Resolve resolve) {
    WitShape shape = new WitShape(resolve, Leniency.NONE);
    return String.join(
        "\n", resolve.packages().stream().map(each -> shape.shape(each)).sorted().toList());
  }

  /** One package. */
  static String of(Resolve resolve, PackageId id, Leniency leniency) {
    return new WitShape(resolve, leniency).shape(resolve.get(id));
  }

  /** The exports of a package that are written, and that others beside them need. */
  static Set<String> neededExports(Resolve resolve, PackageId id) {
    WitShape shape = new WitShape(resolve, Leniency.NONE);
    Set<String> found = new HashSet<>();
    for (WorldId world : resolve.get(id).worlds().values()) {
      Map<WorldKey, WorldItem> exports = resolve.get(world).exports();
      for (WorldItem item : exports.values()) {
        if (item instanceof WorldItem.InterfaceItem user) {
          for (InterfaceId needed : resolve.directDependencies(user.id())) {
            WorldKey key = new WorldKey.OfInterface(needed);
            if (exports.containsKey(key)) {
              found.add(shape.exportName(resolve.get(world), key));
            }
          }
        }
      }
    }
    return found;
  }

  private String exportName(World world, WorldKey key) {
    return world.name() + " " + model().name(key);
  }

  private SequencedMap<WorldKey, WorldItem> lenient(World world) {
    SequencedMap<WorldKey, WorldItem> plain = new LinkedHashMap<>();
    world
        .exports()
        .forEach((key, item) ->
            plain.put(
                key,
                item instanceof WorldItem.InterfaceItem found
                        && leniency.exports().contains(exportName(world, key))
                    ? new WorldItem.InterfaceItem(
                        found.id(), null, Stability.UNGATED, null, found.place())
                    : item));
    return plain;
  }

  private String shape(@Nullable Object node) {
    return switch (node) {
      case null -> "null";
      case Span _, SourceFile _, Place _ -> "";
      case PackageName name -> name.toString();
      case Syntax.Comment comment ->
          "\n" + comment.text().replace("\r\n", "\n").stripTrailing() + "\n";
      case PackageId id -> model().get(id).name().toString();
      case WorldId id -> model().get(id).name();
      case InterfaceId id -> reference(id);
      case TypeId id -> reference(id);
      case Stability _ when leniency.withoutGates() -> "";
      case World world when !leniency.exports().isEmpty() ->
          parts(
              new World(
                  world.name(),
                  world.packageId(),
                  world.imports(),
                  lenient(world),
                  world.docs(),
                  world.stability(),
                  world.place()),
              Set.of());
      case WorldItem.TypeItem(var id, _) -> shape(model().get(id));
      case TypeDef type -> parts(type, Set.of("owner"));
      // A form that says what a world has has forgotten where it has it from.
      case Interface each -> parts(each, Set.of("origin"));
      case List<?> list -> list.stream().map(this::shape).toList().toString();
      case Map<?, ?> map -> {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(shape(key) + " = " + definition(value)));
        entries.sort(null);
        yield entries.toString();
      }
      case Record part -> parts(part, Set.of());
      default -> node.toString();
    };
  }

  /** What a scope has under a name is told in full, and only there. */
  private String definition(@Nullable Object item) {
    return switch (item) {
      case TypeId id -> shape(model().get(id));
      case InterfaceId id -> shape(model().get(id));
      case WorldId id -> shape(model().get(id));
      case null, default -> shape(item);
    };
  }

  private String reference(InterfaceId id) {
    Interface found = model().get(id);
    return found.name() == null ? shape(found) : String.valueOf(model().fullName(id).orElse(null));
  }

  private String reference(TypeId id) {
    TypeDef type = model().get(id);
    if (type.name() == null) {
      // Its gates are those of what it is written in.
      return shape(type.kind());
    }
    return switch (type.owner()) {
      case TypeOwner.OfInterface(var owner) -> model().get(owner).name() + "." + type.name();
      case TypeOwner.OfWorld(var owner) -> model().get(owner).name() + "." + type.name();
      case TypeOwner.Nobody _ -> type.name();
    };
  }

  private Resolve model() {
    if (resolve == null) {
      throw new IllegalStateException("a syntax tree has no ids");
    }
    return resolve;
  }

  private String parts(Record node, Set<String> without) {
    StringBuilder out = new StringBuilder(node.getClass().getSimpleName()).append('(');
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (without.contains(component.getName())) {
        continue;
      }
      try {
        out.append(shape(component.getAccessor().invoke(node))).append(' ');
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a record of the model has accessors", e);
      }
    }
    return out.append(')').toString();
  }
}
