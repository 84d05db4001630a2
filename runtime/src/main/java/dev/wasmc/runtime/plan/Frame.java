package dev.wasmc.runtime.plan;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.validate.ValidatedComponent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The index spaces of one component instance while its definitions are interpreted. */
final class Frame {
  final ValidatedComponent component;
  final int instance;
  final @Nullable Frame scope;
  final Map<String, Item> arguments;
  final ComponentNames names;
  private final Work work;
  final ResourceMap resources = new ResourceMap();
  final SequencedMap<String, Item> exports = new LinkedHashMap<>();

  /** The next definition to interpret. */
  int next;

  /** Core modules and nested components that were defined so far. */
  int modules;

  int nested;

  private final Map<CoreSort, List<CoreDef>> core = new EnumMap<>(CoreSort.class);
  private final List<Map<String, CoreDef>> coreInstances = new ArrayList<>();
  private final List<Item> coreModules = new ArrayList<>();
  private final Map<Sort.Plain, List<Item>> items = new EnumMap<>(Sort.Plain.class);
  private final Map<Integer, String> instanceLabels = new HashMap<>();
  private final Map<Integer, FunctionLabel> functionLabels = new HashMap<>();
  private int coreTypes;

  Frame(
      ValidatedComponent component,
      int instance,
      @Nullable Frame scope,
      Map<String, Item> arguments,
      ComponentNames names,
      Work work) {
    this.component = component;
    this.instance = instance;
    this.scope = scope;
    this.arguments = arguments;
    this.names = names;
    this.work = work;
  }

  int add(CoreSort sort, CoreDef def) {
    List<CoreDef> space = core.computeIfAbsent(sort, s -> new ArrayList<>());
    space.add(def);
    return space.size() - 1;
  }

  CoreDef core(CoreSort sort, int index) {
    return core.getOrDefault(sort, List.of()).get(index);
  }

  void addCoreInstance(Map<String, CoreDef> exports) {
    coreInstances.add(exports);
  }

  Map<String, CoreDef> coreInstance(int index) {
    return coreInstances.get(index);
  }

  void addCoreType() {
    coreTypes++;
  }

  int coreTypes() {
    return coreTypes;
  }

  /**
   * @return its index
   */
  int add(Sort sort, Item item) {
    List<Item> space = space(sort);
    space.add(item);
    return space.size() - 1;
  }

  Item item(SortIndex what) {
    return item(what.sort(), what.index());
  }

  Item item(Sort sort, int index) {
    return space(sort).get(index);
  }

  /**
   * Notes what the item that was added last is known by.
   *
   * @param instance the index of the one whose export it is; -1 for an import or export of the
   *     component
   */
  void label(Sort sort, int instance, String name) {
    String of = instance < 0 ? "" : instanceLabels.getOrDefault(instance, "");
    if (sort == Sort.FUNC) {
      functionLabels.put(size(sort) - 1, new FunctionLabel(of, name));
    } else if (sort == Sort.INSTANCE) {
      instanceLabels.put(size(sort) - 1, name);
    }
  }

  FunctionLabel functionLabel(int function) {
    return functionLabels.getOrDefault(function, FunctionLabel.NONE);
  }

  private List<Item> space(Sort sort) {
    return switch (sort) {
      case Sort.Plain plain -> items.computeIfAbsent(plain, s -> new ArrayList<>());
      case Sort.Core(CoreSort coreSort) when coreSort == CoreSort.MODULE -> coreModules;
      case Sort.Core(CoreSort coreSort) ->
          throw new IllegalStateException("no item of sort core " + coreSort.keyword());
    };
  }

  int size(Sort sort) {
    return space(sort).size();
  }

  /** Learns which resources the types of something are that came from outside. */
  void bind(EntityType declared, Item actual) {
    work.add(1);
    switch (declared) {
      case TypeEntity(ResourceType type, _)
          when actual instanceof Item.Type(PlannedResource resource) -> {
        if (resource != null) {
          resources.put(type, resource);
        }
      }
      case InstanceType instance when actual instanceof Item.Instance(var found) -> {
        for (Map.Entry<String, EntityType> export : instance.exports().entrySet()) {
          Item item = found.get(export.getKey());
          if (item != null) {
            bind(export.getValue(), item);
          }
        }
      }
      default -> {}
    }
  }
}
