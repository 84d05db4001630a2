package dev.wasmc.capability;

import dev.wasmc.capability.Inspection.CoreModuleInfo;
import dev.wasmc.capability.Inspection.Extern;
import dev.wasmc.capability.Inspection.ImportGroup;
import dev.wasmc.capability.Inspection.Part;
import dev.wasmc.capability.Inspection.Supply;
import dev.wasmc.capability.Inspection.Want;
import dev.wasmc.component.Alias;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.Sort;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at components. */
final class ComponentInspector {
  /** A component in the tree, before it is known what it wants. */
  private record Place(
      @Nullable Place outer,
      Component component,
      int depth,
      int index,
      String label,
      boolean named,
      List<CoreModuleInfo> modules,
      List<String> exports) {}

  private final ComponentType type;
  private final SignatureText signatures;
  private final ImportFlow flow;
  private final Map<Component, Place> tree = new IdentityHashMap<>();

  private ComponentInspector(GuestComponent guest) {
    this.type = guest.validated().type();
    this.signatures = new SignatureText(type);
    this.flow = ImportFlow.of(guest.validated().component());
  }

  static Inspection.OfComponent inspect(GuestComponent guest) {
    return new ComponentInspector(guest).run(guest);
  }

  private Inspection.OfComponent run(GuestComponent guest) {
    Component component = guest.validated().component();
    List<Place> places = places(guest.name(), component);
    places.forEach(place -> tree.put(place.component, place));
    return new Inspection.OfComponent(
        guest.name(),
        guest.bytes().length(),
        groups(),
        type.exports().entrySet().stream().map(e -> extern(e.getKey(), e.getValue())).toList(),
        places.stream().map(this::part).toList(),
        flow.complete(),
        BridgeRecord.of(component),
        FateRecord.of(component));
  }

  private List<ImportGroup> groups() {
    Map<Capability, List<Extern>> groups = new EnumMap<>(Capability.class);
    type.imports()
        .forEach((name, entity) -> {
          Extern all = extern(name, entity);
          Set<Capability> capabilities = capabilities(name, all.functions());
          for (Capability capability : capabilities) {
            List<String> functions =
                capabilities.size() == 1
                    ? all.functions()
                    : all.functions().stream()
                        .filter(f -> capabilities(name, List.of(f)).contains(capability))
                        .toList();
            groups
                .computeIfAbsent(capability, c -> new ArrayList<>())
                .add(new Extern(name, all.sort(), all.signature(), functions));
          }
        });
    return groups.entrySet().stream().map(e -> new ImportGroup(e.getKey(), e.getValue())).toList();
  }

  private static Set<Capability> capabilities(String imported, List<String> functions) {
    Optional<WasiInterface> wasi = WasiInterface.of(imported);
    if (wasi.isEmpty()) {
      return EnumSet.of(Capability.CUSTOM);
    }
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    functions.forEach(function -> capabilities.add(wasi.get().capability(function)));
    if (capabilities.isEmpty()) {
      capabilities.add(wasi.get().capability());
    }
    return capabilities;
  }

  private Extern extern(String name, EntityType entity) {
    Optional<String> signature =
        entity instanceof FunctionType function
            ? Optional.of(signatures.of(function))
            : Optional.empty();
    return new Extern(name, Types.sort(entity), signature, functions(entity));
  }

  private static List<String> functions(EntityType entity) {
    if (!(entity instanceof InstanceType instance)) {
      return List.of();
    }
    return instance.exports().entrySet().stream()
        .filter(each -> each.getValue() instanceof FunctionType)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<Place> places(String name, Component root) {
    List<Place> places = new ArrayList<>();
    Deque<Place> left = new ArrayDeque<>();
    left.push(place(null, root, 0, name, true));
    while (!left.isEmpty()) {
      Place place = left.pop();
      places.add(place);
      nested(place).reversed().forEach(left::push);
    }
    return places;
  }

  private static List<Place> nested(Place outer) {
    List<Place> nested = new ArrayList<>();
    ComponentNames names = ComponentNames.of(outer.component);
    int index = 0;
    for (Definition definition : outer.component.definitions()) {
      if (definition instanceof NestedComponent(Component inner, _)) {
        Optional<String> own = ComponentNames.of(inner).component();
        Optional<String> label = names.of(Sort.COMPONENT, index).or(() -> own);
        nested.add(
            place(
                outer,
                inner,
                nested.size(),
                label.orElse("component " + nested.size()),
                label.isPresent()));
      }
      index += addsComponent(definition) ? 1 : 0;
    }
    return nested;
  }

  private static boolean addsComponent(Definition definition) {
    return switch (definition) {
      case NestedComponent _ -> true;
      case Alias alias -> alias.sort() == Sort.COMPONENT;
      case ImportDef(_, ExternDesc desc, _) -> desc instanceof ExternDesc.Component;
      case ExportDef(_, var value, _, _) -> value.sort() == Sort.COMPONENT;
      default -> false;
    };
  }

  private static Place place(
      @Nullable Place outer, Component component, int index, String label, boolean named) {
    List<CoreModuleInfo> modules = new ArrayList<>();
    List<String> exports = new ArrayList<>();
    for (Definition definition : component.definitions()) {
      switch (definition) {
        case CoreModuleDef(CoreModule module, _) ->
            modules.add(ModuleInspector.info(modules.size(), module));
        case ExportDef(var name, var value, _, _) -> {
          if (value.sort() != Sort.TYPE) {
            exports.add(name.name());
          }
        }
        default -> {}
      }
    }
    return new Place(
        outer,
        component,
        outer == null ? 0 : outer.depth + 1,
        index,
        label,
        named,
        modules,
        exports);
  }

  private Part part(Place place) {
    ImportFlow.Found found = flow.found(place.component);
    List<Want> wants = new ArrayList<>();
    found.wants.forEach((imported, functions) -> wants.add(want(imported, List.copyOf(functions))));
    List<Supply> supplied = new ArrayList<>();
    found.supplied.forEach((imported, by) ->
        supplied.add(
            new Supply(
                imported,
                by.stream().flatMap(other -> beside(place, other).stream()).distinct().toList())));
    ByteSlice source = place.component.source();
    return new Part(
        place.depth,
        place.index,
        place.label,
        place.named,
        source == null ? OptionalInt.empty() : OptionalInt.of(source.length()),
        place.modules,
        place.exports,
        wants,
        supplied);
  }

  /** What holds a supplier and stands beside a part, or beside what holds the part. */
  private Optional<String> beside(Place part, Component supplier) {
    Set<Place> around = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Place outer = part; outer != null; outer = outer.outer) {
      around.add(outer);
    }
    Place found = tree.get(supplier);
    while (found != null && found.outer != null && !around.contains(found.outer)) {
      found = found.outer;
    }
    return Optional.ofNullable(found).map(Place::label);
  }

  private Want want(String imported, List<String> functions) {
    EntityType entity = type.imports().get(imported);
    List<String> deciding = functions.isEmpty() && entity != null ? functions(entity) : functions;
    return new Want(imported, List.copyOf(capabilities(imported, deciding)), functions);
  }
}
