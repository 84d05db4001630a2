package dev.wasmc.capability;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.StartDef;
import dev.wasmc.component.TypeDef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the imports of a component to the components inside it, through instantiations, aliases
 * and bundles, as if everything were instantiated. Instances are kept apart and only what is found
 * is put together by component, so nothing is said to reach a component that does not.
 *
 * <p>Instantiations can multiply with nesting; the work is bounded, and what is found beyond the
 * bound is left out.
 */
final class ImportFlow {
  private static final int MAX_WORK = 5_000_000;

  /** What stands for a function, an instance or a component. */
  private sealed interface Given {}

  /**
   * From an import of the outermost component.
   *
   * @param item what was taken out of an imported instance; null for the whole import
   */
  private record FromRoot(String imported, @Nullable String item) implements Given {}

  /** A function that a component implements. */
  private record Made(Component by) implements Given {}

  /**
   * An instance.
   *
   * @param by the component that it is an instance of; null for a bundle
   */
  private record Bundle(Map<String, Given> exports, @Nullable Component by) implements Given {}

  private record Closure(Component component, Frame around) implements Given {}

  /** Without anything that matters here. */
  private enum Plain implements Given {
    PLAIN
  }

  /** A component that is being instantiated. */
  private static final class Frame {
    final Component component;
    final @Nullable Frame around;
    final Map<String, Given> arguments;
    final Iterator<Definition> rest;
    final List<Given> functions = new ArrayList<>();
    final List<Given> instances = new ArrayList<>();
    final List<Given> components = new ArrayList<>();
    final Map<String, Given> exports = new HashMap<>();

    Frame(Component component, @Nullable Frame around, Map<String, Given> arguments) {
      this.component = component;
      this.around = around;
      this.arguments = arguments;
      this.rest = component.definitions().iterator();
    }

    /** Null for a sort that carries no authority. */
    @Nullable List<Given> space(Sort sort) {
      if (sort == Sort.FUNC) {
        return functions;
      }
      if (sort == Sort.INSTANCE) {
        return instances;
      }
      return sort == Sort.COMPONENT ? components : null;
    }

    Given get(SortIndex item) {
      List<Given> space = space(item.sort());
      return space == null ? Plain.PLAIN : space.get(item.index());
    }

    void add(Sort sort, Given given) {
      List<Given> space = space(sort);
      if (space != null) {
        space.add(given);
      }
    }
  }

  /** What was found out about a component inside. */
  static final class Found {
    /**
     * By import of the outermost component: the functions that core modules of this component are
     * given.
     */
    final SequencedMap<String, SequencedSet<String>> wants = new LinkedHashMap<>();

    /** By import of this component: the components that answer it. */
    final SequencedMap<String, List<Component>> supplied = new LinkedHashMap<>();

    private SequencedSet<String> want(String imported) {
      return wants.computeIfAbsent(imported, name -> new LinkedHashSet<>());
    }
  }

  private final Map<Component, Found> found = new IdentityHashMap<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private int work;

  private ImportFlow() {}

  static ImportFlow of(Component root) {
    ImportFlow flow = new ImportFlow();
    flow.run(root);
    return flow;
  }

  Found found(Component component) {
    return found.computeIfAbsent(component, c -> new Found());
  }

  boolean complete() {
    return work < MAX_WORK;
  }

  private void run(Component root) {
    frames.addLast(new Frame(root, null, Map.of()));
    while (!frames.isEmpty() && complete()) {
      Frame frame = frames.getLast();
      if (frame.rest.hasNext()) {
        work++;
        step(frame, frame.rest.next());
      } else {
        frames.removeLast();
        if (!frames.isEmpty()) {
          frames.getLast().instances.add(new Bundle(frame.exports, frame.component));
        }
      }
    }
  }

  private void step(Frame frame, Definition definition) {
    switch (definition) {
      case ImportDef(var name, var desc, _) -> {
        Sort sort = sort(desc);
        if (sort != null) {
          boolean outermost = frames.size() == 1;
          frame.add(
              sort,
              outermost
                  ? new FromRoot(name.name(), null)
                  : frame.arguments.getOrDefault(name.name(), Plain.PLAIN));
        }
      }
      case ExportDef(var name, SortIndex value, _, _) -> {
        Given given = frame.get(value);
        frame.exports.put(name.name(), given);
        frame.add(value.sort(), given);
      }
      case Alias.InstanceExport(Sort sort, int instance, String name, _) ->
          frame.add(sort, export(frame.instances.get(instance), name));
      case Alias.Outer(Sort sort, int count, int index, _) -> {
        Frame from = frame;
        for (int i = 0; i < count && from.around != null; i++) {
          from = from.around;
        }
        frame.add(sort, from.get(new SortIndex(sort, index)));
      }
      case NestedComponent(Component component, _) ->
          frame.components.add(new Closure(component, frame));
      case InstanceDef(InstanceDef.FromExports(var exports), _) -> {
        Map<String, Given> bundle = new HashMap<>();
        exports.forEach(each -> bundle.put(each.name().name(), frame.get(each.value())));
        work += exports.size();
        frame.instances.add(new Bundle(bundle, null));
      }
      case InstanceDef(InstanceDef.Instantiate(int component, var args), _) -> {
        work += args.size();
        if (frame.components.get(component) instanceof Closure(Component inner, Frame around)) {
          Map<String, Given> arguments = new HashMap<>();
          for (InstanceDef.Arg arg : args) {
            Given given = frame.get(arg.value());
            arguments.put(arg.name(), given);
            note(inner, arg.name(), given, frame.component);
          }
          frames.addLast(new Frame(inner, around, arguments));
        } else {
          frame.instances.add(frame.components.get(component));
        }
      }
      case Canon.Lift _ -> frame.functions.add(new Made(frame.component));
      case Canon.Lower(int function, _, _) -> {
        if (frame.functions.get(function)
            instanceof FromRoot(String imported, @Nullable String item)) {
          found(frame.component).want(imported).add(item == null ? imported : item);
        }
      }
      case Alias.CoreInstanceExport _,
          Canon.ResourceNew _,
          Canon.ResourceDrop _,
          Canon.ResourceRep _,
          Canon.Builtin _,
          CoreModuleDef _,
          CoreInstanceDef _,
          CoreTypeDef _,
          TypeDef _,
          StartDef _,
          CustomDef _ -> {}
    }
  }

  private static Given export(Given instance, String name) {
    return switch (instance) {
      case FromRoot(String imported, @Nullable String item) ->
          new FromRoot(imported, item == null ? name : item + "." + name);
      case Bundle(var exports, _) -> exports.getOrDefault(name, Plain.PLAIN);
      case Made _, Closure _ -> Plain.PLAIN;
      case Plain.PLAIN -> Plain.PLAIN;
    };
  }

  /**
   * Components that are passed on need no look inside: what they hold are other components and
   * types.
   */
  private void note(Component inner, String imported, Given given, Component outer) {
    Found into = found(inner);
    if (given instanceof Bundle(_, Component by)) {
      supplied(into, imported, by, outer);
    }
    Set<Given> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Given> left = new ArrayDeque<>();
    left.add(given);
    while (!left.isEmpty() && complete()) {
      Given next = left.removeLast();
      work++;
      if (!seen.add(next)) {
        continue;
      }
      switch (next) {
        case FromRoot(String name, _) -> into.want(name);
        case Made(Component by) -> {
          if (!(given instanceof Bundle(_, Component whole) && whole != null)) {
            supplied(into, imported, by, outer);
          }
        }
        case Bundle(var exports, _) -> left.addAll(exports.values());
        case Closure _ -> {}
        case Plain.PLAIN -> {}
      }
    }
  }

  private static void supplied(
      Found into, String imported, @Nullable Component by, Component outer) {
    if (by != null && by != outer) {
      List<Component> all = into.supplied.computeIfAbsent(imported, name -> new ArrayList<>());
      if (all.stream().noneMatch(other -> other == by)) {
        all.add(by);
      }
    }
  }

  private static @Nullable Sort sort(ExternDesc desc) {
    return switch (desc) {
      case ExternDesc.Func _ -> Sort.FUNC;
      case ExternDesc.Instance _ -> Sort.INSTANCE;
      case ExternDesc.Component _ -> Sort.COMPONENT;
      case ExternDesc.CoreModule _, ExternDesc.ValueEq _, ExternDesc.Value _, ExternDesc.TypeEq _ ->
          null;
      case ExternDesc.SubResource.SUB_RESOURCE -> null;
    };
  }
}
