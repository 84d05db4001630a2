package dev.wasmc.wit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The types and functions of an interface or a world, sorted as they are written.
 *
 * @param uses types of other interfaces
 * @param types its own ones, in order
 * @param methods the functions of its resources, in order
 * @param functions those of no resource; of a world those it imports
 */
public record Members(
    List<Use> uses,
    List<TypeId> types,
    SequencedMap<TypeId, List<Function>> methods,
    List<Function> functions) {
  /**
   * Types that one {@code use} brings in.
   *
   * @param from who has them
   */
  public record Use(
      InterfaceId from, List<UsedType> types, Stability stability, @Nullable String externalId) {
    public Use {
      types = List.copyOf(types);
    }

    private Use with(UsedType type) {
      List<UsedType> more = new ArrayList<>(types);
      more.add(type);
      return new Use(from, more, stability, externalId);
    }
  }

  /**
   * A type of another interface.
   *
   * @param target what it stands for there
   * @param original its name there
   * @param name its name here
   */
  public record UsedType(TypeId target, String original, String name) {}

  public Members {
    uses = List.copyOf(uses);
    types = List.copyOf(types);
    methods = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(methods));
    functions = List.copyOf(functions);
  }

  /** The members of an interface. */
  public static Members of(Resolve resolve, InterfaceId id) {
    Interface found = resolve.get(id);
    return of(
        resolve,
        new TypeOwner.OfInterface(id),
        found.types(),
        List.copyOf(found.functions().values()));
  }

  /**
   * The types and functions among the imports of a world; interfaces and exports are not members.
   */
  public static Members of(Resolve resolve, WorldId id) {
    SequencedMap<String, TypeId> types = new LinkedHashMap<>();
    List<Function> functions = new ArrayList<>();
    resolve
        .get(id)
        .imports()
        .forEach((key, item) -> {
          switch (item) {
            case WorldItem.TypeItem(var type, _) -> types.put(resolve.name(key), type);
            case WorldItem.FunctionItem(var function) -> functions.add(function);
            case WorldItem.InterfaceItem _ -> {}
          }
        });
    return of(resolve, new TypeOwner.OfWorld(id), types, functions);
  }

  private static Members of(
      Resolve resolve,
      TypeOwner owner,
      SequencedMap<String, TypeId> types,
      List<Function> functions) {
    List<Use> uses = new ArrayList<>();
    List<TypeId> own = new ArrayList<>();
    types.forEach((name, id) -> {
      TypeDef def = resolve.get(id);
      if (def.kind() instanceof TypeKind.AliasKind(TypeId target)
          && resolve.get(target).owner() instanceof TypeOwner.OfInterface(var from)
          && !resolve.get(target).owner().equals(owner)) {
        UsedType used = new UsedType(target, String.valueOf(resolve.get(target).name()), name);
        Use last = uses.isEmpty() ? null : uses.getLast();
        if (last != null && last.from.equals(from) && hasGates(last, def)) {
          uses.set(uses.size() - 1, last.with(used));
        } else {
          uses.add(new Use(from, List.of(used), def.stability(), def.externalId()));
        }
      } else {
        own.add(id);
      }
    });
    SequencedMap<TypeId, List<Function>> methods = new LinkedHashMap<>();
    List<Function> freestanding = new ArrayList<>();
    for (Function function : functions) {
      function
          .kind()
          .owner()
          .ifPresentOrElse(
              resource -> methods.computeIfAbsent(resource, _ -> new ArrayList<>()).add(function),
              () -> freestanding.add(function));
    }
    return new Members(uses, own, methods, freestanding);
  }

  private static boolean hasGates(Use use, TypeDef def) {
    return use.stability.equals(def.stability())
        && Objects.equals(use.externalId, def.externalId());
  }

  /** The functions of a resource. */
  public List<Function> methods(TypeId resource) {
    return methods.getOrDefault(resource, List.of());
  }
}
