package dev.wasmc.bindings;

import dev.wasmc.component.Component;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.build.ComponentBuilder;
import dev.wasmc.component.build.TypeEncoder;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.names.Labels;
import dev.wasmc.names.Uniqueness;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a WIT package: a component that exports a type for each interface and world,
 * with what documents them in the section {@code package-docs} (WIT.md, "Package Format").
 *
 * <p>An interface is a component type that exports an instance under its full name, and imports the
 * types of the interfaces that it needs. A world is the component type that it means, exported
 * under its full name from one more component type.
 *
 * <p>The standard says nothing of a package without either; it would lose its name. Here the
 * component has that name.
 */
public final class WitPackageEncoder {
  private final Resolve resolve;
  private final PackageId main;
  private final Map<AnyType, Map<String, ExternName>> imports = new IdentityHashMap<>();
  private final Map<AnyType, Map<String, ExternName>> exports = new IdentityHashMap<>();

  private WitPackageEncoder(Resolve resolve, PackageId main) {
    this.resolve = withMethodsFirst(resolve);
    this.main = main;
  }

  /**
   * The bytes of one package. Of those that it needs they have no more than it uses.
   *
   * @throws DiagnosticException with {@link BindingsProblem.NoBinaryForm} for a package with an
   *     empty record, with more flags than fit, with items whose names are not strongly unique, or
   *     with capital letters in its name or in that of one that it needs
   */
  public static byte[] encode(Resolve resolve, PackageId main) {
    return ComponentEncoder.encode(component(resolve, main));
  }

  /** The same, before it is bytes. */
  public static Component component(Resolve resolve, PackageId main) {
    return new WitPackageEncoder(resolve, main).component();
  }

  private Component component() {
    WitPackage encoded = resolve.get(main);
    check(encoded);
    check(encoded.name());
    resolve.dependencies(main).forEach(needed -> check(resolve.get(needed).name()));
    ComponentBuilder component = new ComponentBuilder();
    TypeEncoder encoder = new TypeEncoder(component, this::name);
    encoded
        .interfaces()
        .forEach((name, id) ->
            component.export(ExternName.of(name), Sort.TYPE, encoder.index(interfaceType(id))));
    encoded
        .worlds()
        .forEach((name, id) ->
            component.export(ExternName.of(name), Sort.TYPE, encoder.index(worldType(name, id))));
    component.custom(PackageDocs.SECTION, ByteSlice.of(PackageDocs.encode(resolve, main)));
    if (encoded.interfaces().isEmpty() && encoded.worlds().isEmpty()) {
      component.custom(
          ComponentNames.SECTION,
          new ComponentNames.Builder().component(encoded.name().toString()).encode());
    }
    return component.build();
  }

  /** What WIT allows and the exports of a component do not. */
  private static void check(WitPackage encoded) {
    checkDistinct(
        Stream.concat(encoded.interfaces().keySet().stream(), encoded.worlds().keySet().stream()));
  }

  private static void checkDistinct(Stream<String> sideBySide) {
    Uniqueness names = new Uniqueness();
    sideBySide.forEach(name ->
        names
            .add(name)
            .ifPresent(previous -> {
              throw noBinaryForm(
                  "`%s` differs from `%s` in nothing but case and dashes"
                      .formatted(name, previous));
            }));
  }

  private static void check(PackageName name) {
    boolean isLower =
        name.namespaces().stream().allMatch(Labels::isLowerLabel)
            && Labels.isLowerLabel(name.names().getFirst());
    if (!isLower) {
      throw noBinaryForm("the package `" + name + "` has capital letters in its name");
    }
  }

  /** What WIT allows and component types do not. */
  private void check(TypeId id) {
    TypeDef type = resolve.get(id);
    switch (type.kind()) {
      case TypeKind.RecordKind(var fields) when fields.isEmpty() ->
          throw noBinaryForm("the record `" + type.name() + "` is empty");
      case TypeKind.FlagsKind(var flags) when flags.size() > FlagsType.MAX_LABELS ->
          throw noBinaryForm(
              "`" + type.name() + "` has more than " + FlagsType.MAX_LABELS + " flags");
      default -> {}
    }
  }

  private static DiagnosticException noBinaryForm(String reason) {
    return DiagnosticException.error(
        new BindingsProblem.NoBinaryForm(reason), Place.Nowhere.NOWHERE);
  }

  /** So that the form does not depend on whether a resource or a function was written first. */
  private static Resolve withMethodsFirst(Resolve resolve) {
    List<Interface> interfaces = new ArrayList<>();
    for (Interface original : resolve.interfaces()) {
      Map<TypeId, Integer> order = new HashMap<>();
      original.types().values().forEach(id -> order.put(id, order.size()));
      List<Function> functions = new ArrayList<>(original.functions().values());
      functions.sort(
          Comparator.comparing(function ->
              function
                  .kind()
                  .owner()
                  .map(id -> order.getOrDefault(id, order.size()))
                  .orElse(order.size())));
      SequencedMap<String, Function> sorted = new LinkedHashMap<>();
      functions.forEach(function -> sorted.put(function.name(), function));
      interfaces.add(
          new Interface(
              original.name(),
              original.packageId(),
              original.types(),
              sorted,
              original.docs(),
              original.stability(),
              original.origin(),
              original.place()));
    }
    return new Resolve(resolve.packages(), interfaces, resolve.worlds(), resolve.types());
  }

  private ExternName name(AnyType container, String name, boolean isImport) {
    return (isImport ? imports : exports)
        .getOrDefault(container, Map.of())
        .getOrDefault(name, ExternName.of(name));
  }

  private ComponentType interfaceType(InterfaceId id) {
    WitToTypes types = new WitToTypes(resolve);
    SequencedMap<String, EntityType> needed = new LinkedHashMap<>();
    for (InterfaceId dependency : dependencies(id)) {
      SequencedMap<String, EntityType> onlyTypes = new LinkedHashMap<>();
      types
          .instance(dependency)
          .exports()
          .forEach((name, type) -> {
            if (type instanceof TypeEntity) {
              onlyTypes.put(name, type);
            }
          });
      InstanceType instance = new InstanceType(onlyTypes, List.of());
      addNames(instance, dependency);
      needed.put(fullName(dependency), instance);
    }
    checkDistinct(needed.keySet().stream());
    InstanceType instance = types.instance(id);
    addNames(instance, id);
    return component(needed, fullName(id), instance);
  }

  private static ComponentType component(
      SequencedMap<String, EntityType> imports, String name, EntityType export) {
    SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
    exports.put(name, export);
    return new ComponentType(imports, exports, List.of(), List.of());
  }

  /** All that an interface needs, each after what it needs itself. */
  private List<InterfaceId> dependencies(InterfaceId id) {
    Set<InterfaceId> found = new LinkedHashSet<>();
    // An interface that has been looked at is added once those that it needs are there.
    List<InterfaceId> open = new ArrayList<>(List.of(id));
    Set<InterfaceId> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      InterfaceId last = open.getLast();
      if (seen.add(last)) {
        open.addAll(
            resolve.directDependencies(last).stream()
                .filter(dependency -> !found.contains(dependency))
                .toList()
                .reversed());
      } else {
        open.removeLast();
        found.add(last);
      }
    }
    found.remove(id);
    return List.copyOf(found);
  }

  private String fullName(InterfaceId id) {
    return resolve.fullName(id).orElseThrow();
  }

  private ComponentType worldType(String name, WorldId id) {
    ComponentType world = new WitToTypes(resolve).component(id);
    addNames(imports, world, world.imports(), resolve.get(id).imports());
    addNames(exports, world, world.exports(), resolve.get(id).exports());
    return component(new LinkedHashMap<>(), resolve.get(main).name().member(name), world);
  }

  private void addNames(
      Map<AnyType, Map<String, ExternName>> into,
      ComponentType world,
      Map<String, EntityType> types,
      Map<WorldKey, WorldItem> items) {
    Map<String, ExternName> names = new HashMap<>();
    items.forEach((key, item) -> {
      String name = resolve.name(key);
      switch (item) {
        case WorldItem.InterfaceItem found -> {
          Optional<String> implemented =
              key instanceof WorldKey.Named ? resolve.fullName(found.id()) : Optional.empty();
          names.put(name, externName(name, implemented, found.externalId()));
          if (types.get(name) instanceof InstanceType instance) {
            addNames(instance, found.id());
          }
        }
        case WorldItem.FunctionItem(var function) ->
            names.put(name, externName(name, Optional.empty(), function.externalId()));
        case WorldItem.TypeItem(var type, _) -> {
          check(type);
          names.put(name, externName(name, Optional.empty(), resolve.get(type).externalId()));
        }
      }
    });
    into.put(world, names);
  }

  private void addNames(InstanceType instance, InterfaceId id) {
    Map<String, ExternName> names = new HashMap<>();
    Interface found = resolve.get(id);
    found
        .types()
        .forEach((name, type) -> {
          check(type);
          names.put(name, externName(name, Optional.empty(), resolve.get(type).externalId()));
        });
    found
        .functions()
        .forEach((name, function) ->
            names.put(name, externName(name, Optional.empty(), function.externalId())));
    exports.put(instance, names);
  }

  private static ExternName externName(
      String name, Optional<String> implemented, @Nullable String externalId) {
    return new ExternName(name, implemented, Optional.empty(), Optional.ofNullable(externalId));
  }
}
