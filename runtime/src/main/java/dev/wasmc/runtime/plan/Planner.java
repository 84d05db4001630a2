package dev.wasmc.runtime.plan;

import dev.wasmc.abi.PassableTypes;
import dev.wasmc.capability.BridgeRecord;
import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.StartDef;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Interprets a component's definitions, those of nested components included, and writes down what
 * is to be done.
 *
 * <p>A nested component's instantiation pushes a frame on a stack of our own: nesting of any depth
 * uses no stack of the JVM. What a component instantiates again is interpreted again, so the number
 * of instances is limited.
 */
public final class Planner {
  /** Of components and core modules each. */
  public static final int MAX_INSTANCES = 20_000;

  /** Definitions and exports of all instances together. */
  public static final int MAX_STEPS = 4_000_000;

  /** Characters of a name that count as one step. */
  private static final int NAME_STEP = 100;

  private final Work work = new Work();
  private final Map<ValidatedComponent, ComponentNames> names = new IdentityHashMap<>();
  private final Map<ValidatedComponent, Optional<BridgeRecord>> records = new IdentityHashMap<>();
  private final List<PlannedInstance> instances = new ArrayList<>();
  private final List<Initializer> initializers = new ArrayList<>();
  private final List<Item.Imported> imports = new ArrayList<>();
  private final List<Item.ImportedModule> hostModules = new ArrayList<>();
  private final List<PlannedResource> hostResources = new ArrayList<>();
  private final Map<Item.Lifted, PlannedDenial> denials = new IdentityHashMap<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final PassableTypes passable = new PassableTypes();
  private int modules;
  private int lowered;
  private int adapters;

  private Planner() {}

  /** Throws {@link DiagnosticException} with a {@link PlanProblem}. */
  public static ComponentPlan plan(ValidatedComponent component) {
    return new Planner().run(component);
  }

  private ComponentPlan run(ValidatedComponent component) {
    Frame root =
        push(
            component,
            null,
            hostArguments(component),
            namesOf(component).component().orElse("the component"));
    for (Frame frame = frames.peek(); frame != null; frame = frames.peek()) {
      List<Definition> definitions = frame.component.component().definitions();
      if (frame.next < definitions.size()) {
        interpret(frame, definitions.get(frame.next++));
      } else {
        finish(frame);
      }
    }
    return new ComponentPlan(
        component,
        List.copyOf(instances),
        List.copyOf(initializers),
        root.exports,
        List.copyOf(imports),
        List.copyOf(hostModules),
        List.copyOf(hostResources),
        denials);
  }

  private Frame push(
      ValidatedComponent component,
      @Nullable Frame scope,
      Map<String, Item> arguments,
      String label) {
    if (instances.size() >= MAX_INSTANCES) {
      throw tooMany();
    }
    Frame parent = frames.peek();
    int index = instances.size();
    instances.add(
        new PlannedInstance(index, parent == null ? -1 : parent.instance, component, label));
    Frame frame = new Frame(component, index, scope, arguments, namesOf(component), work);
    frames.push(frame);
    return frame;
  }

  /** Ends an instantiation: its instance becomes an item of the frame below. */
  private void finish(Frame frame) {
    frames.pop();
    recordDenials(frame);
    Frame parent = frames.peek();
    if (parent != null) {
      addInstance(parent, new Item.Instance(frame.exports));
    }
  }

  private void recordDenials(Frame frame) {
    records
        .computeIfAbsent(frame.component, each -> BridgeRecord.of(each.component()))
        .ifPresent(record -> {
          work.add(record.denied().size());
          for (BridgeRecord.Denied denied : record.denied()) {
            Item item =
                denied.imported() == null
                    ? frame.exports.get(denied.function())
                    : frame.exports.get(denied.imported()) instanceof Item.Instance(var exports)
                        ? exports.get(denied.function())
                        : null;
            if (item instanceof Item.Lifted lifted) {
              denials.put(
                  lifted, new PlannedDenial(denied.imported(), denied.function(), denied.answer()));
            }
          }
        });
  }

  private ComponentNames namesOf(ValidatedComponent component) {
    return names.computeIfAbsent(component, each -> ComponentNames.of(each.component()));
  }

  private void addInstance(Frame frame, Item.Instance instance) {
    int index = frame.add(Sort.INSTANCE, instance);
    frame.bind(frame.component.spaces().instances().get(index), instance);
  }

  // What the root imports, as the host will give it.

  private Map<String, Item> hostArguments(ValidatedComponent component) {
    List<Diagnostic> errors = new ArrayList<>();
    component
        .type()
        .imports()
        .forEach((name, type) -> {
          if (type instanceof ModuleType
              || type instanceof ComponentType
              || type instanceof ValueEntity) {
            errors.addAll(
                unsupported("the import of a module, a component or a value (" + name + ")")
                    .diagnostics());
          }
        });
    if (!errors.isEmpty()) {
      throw new DiagnosticException(errors);
    }
    ResourceMap resources = new ResourceMap();
    Map<String, Item> arguments = new LinkedHashMap<>();
    component
        .type()
        .imports()
        .forEach((name, type) -> arguments.put(name, hostItem("", name, type, resources)));
    return arguments;
  }

  private Item hostItem(String imported, String name, EntityType type, ResourceMap resources) {
    work.add(1 + imported.length() / NAME_STEP);
    return switch (type) {
      case FunctionType function -> {
        Item.Imported item = new Item.Imported(imported, name, function, resources);
        imports.add(item);
        yield item;
      }
      case TypeEntity(ResourceType resource, _) -> {
        if (!resources.has(resource)) {
          PlannedResource planned = PlannedResource.ofHost(imported, name);
          hostResources.add(planned);
          resources.put(resource, planned);
        }
        yield new Item.Type(resources.get(resource));
      }
      case TypeEntity _ -> new Item.Type(null);
      case InstanceType instance -> {
        String path = imported.isEmpty() ? name : imported + "#" + name;
        SequencedMap<String, Item> exports = new LinkedHashMap<>();
        instance
            .exports()
            .forEach(
                (export, entity) -> exports.put(export, hostItem(path, export, entity, resources)));
        yield new Item.Instance(exports);
      }
      case ModuleType module -> {
        Item.ImportedModule item = new Item.ImportedModule(imported, name, module);
        hostModules.add(item);
        yield item;
      }
      default -> throw unsupported("the import of a component or a value (" + name + ")");
    };
  }

  // Definitions.

  private void interpret(Frame frame, Definition definition) {
    work.add(1);
    switch (definition) {
      case CoreModuleDef _ ->
          frame.add(
              Sort.CORE_MODULE,
              new Item.DefinedModule(frame.component.modules().get(frame.modules++)));
      case CoreInstanceDef instance -> coreInstance(frame, instance.expr());
      case CoreTypeDef _ -> frame.addCoreType();
      case NestedComponent _ -> {
        ValidatedComponent nested = frame.component.nested().get(frame.nested++);
        String label =
            frame
                .names
                .of(Sort.COMPONENT, frame.size(Sort.COMPONENT))
                .or(() -> namesOf(nested).component())
                .orElseGet(() -> place(frame.size(Sort.COMPONENT), nested));
        frame.add(Sort.COMPONENT, new Item.Component(new ComponentClosure(nested, frame, label)));
      }
      case InstanceDef instance -> instance(frame, instance.expr());
      case Alias alias -> alias(frame, alias);
      case TypeDef type -> type(frame, type.type());
      case Canon canon -> canon(frame, canon);
      case StartDef _ -> throw unsupported("a component's start function");
      case ImportDef imported -> imported(frame, imported);
      case ExportDef export -> export(frame, export);
      case CustomDef _ -> {}
    }
  }

  private static String place(int index, ValidatedComponent component) {
    List<String> exports = List.copyOf(component.type().exports().keySet());
    String shown = String.join(", ", exports.subList(0, Math.min(3, exports.size())));
    return "component " + index + (shown.isEmpty() ? "" : " (exports " + shown + ")");
  }

  private void imported(Frame frame, ImportDef imported) {
    String name = imported.name().name();
    Item item = frame.arguments.get(name);
    EntityType type = frame.component.type().imports().get(name);
    if (item == null || type == null) {
      throw new IllegalStateException("a valid instantiation without the argument " + name);
    }
    frame.bind(type, item);
    add(frame, item);
    switch (item) {
      case Item.Function _ -> frame.label(Sort.FUNC, -1, name);
      case Item.Instance _ -> frame.label(Sort.INSTANCE, -1, name);
      default -> {}
    }
  }

  private void add(Frame frame, Item item) {
    switch (item) {
      case Item.Function _ -> frame.add(Sort.FUNC, item);
      case Item.Instance instance -> addInstance(frame, instance);
      case Item.Type type -> addType(frame, type);
      case Item.Module _ -> frame.add(Sort.CORE_MODULE, item);
      case Item.Component _ -> frame.add(Sort.COMPONENT, item);
    }
  }

  private static void addType(Frame frame, Item.Type item) {
    int index = frame.add(Sort.TYPE, item);
    AnyType type = frame.component.spaces().types().get(index);
    if (type instanceof ResourceType resource && item.resource() != null) {
      frame.resources.put(resource, item.resource());
    }
  }

  private void export(Frame frame, ExportDef export) {
    Item item = frame.item(export.value());
    frame.exports.put(export.name().name(), item);
    add(frame, item);
    frame.label(export.value().sort(), -1, export.name().name());
  }

  private void type(Frame frame, DefType type) {
    if (type instanceof DefType.ResourceTypeDecl resource) {
      int index = frame.size(Sort.TYPE);
      CoreDef destructor =
          resource.destructor() == null ? null : frame.core(CoreSort.FUNC, resource.destructor());
      AnyType known = frame.component.spaces().types().get(index);
      String name = known instanceof ResourceType named ? named.name() : "resource";
      addType(frame, new Item.Type(PlannedResource.ofGuest(name, frame.instance, destructor)));
    } else {
      frame.add(Sort.TYPE, new Item.Type(null));
    }
  }

  private void instance(Frame frame, InstanceDef.Expr expr) {
    switch (expr) {
      case InstanceDef.Instantiate(int component, List<InstanceDef.Arg> args) -> {
        if (!(frame.item(Sort.COMPONENT, component) instanceof Item.Component item)) {
          throw new IllegalStateException("no component at " + component);
        }
        ComponentClosure closure = item.closure();
        work.add(args.size());
        Map<String, Item> arguments = new LinkedHashMap<>();
        for (InstanceDef.Arg arg : args) {
          arguments.put(arg.name(), frame.item(arg.value()));
        }
        String label =
            frame.names.of(Sort.INSTANCE, frame.size(Sort.INSTANCE)).orElse(closure.label);
        push(closure.component, closure.scope, arguments, label);
      }
      case InstanceDef.FromExports(List<InstanceDef.InlineExport> exports) -> {
        work.add(exports.size());
        SequencedMap<String, Item> items = new LinkedHashMap<>();
        for (InstanceDef.InlineExport export : exports) {
          items.put(export.name().name(), frame.item(export.value()));
        }
        addInstance(frame, new Item.Instance(items));
      }
    }
  }

  private void coreInstance(Frame frame, CoreInstanceDef.Expr expr) {
    switch (expr) {
      case CoreInstanceDef.Instantiate(int moduleIndex, List<CoreInstanceDef.Arg> args) -> {
        if (!(frame.item(Sort.CORE_MODULE, moduleIndex) instanceof Item.Module module)) {
          throw new IllegalStateException("no core module at " + moduleIndex);
        }
        if (modules >= MAX_INSTANCES) {
          throw tooMany();
        }
        Map<String, Integer> arguments = new LinkedHashMap<>();
        args.forEach(arg -> arguments.put(arg.name(), arg.instance()));
        BiFunction<String, String, CoreDef> argument =
            (from, name) -> {
              Integer instance = arguments.get(from);
              CoreDef def = instance == null ? null : frame.coreInstance(instance).get(name);
              if (def == null) {
                throw new IllegalStateException(
                    "a valid instantiation without " + from + " " + name);
              }
              return def;
            };
        List<CoreDef> imports = imports(module, argument);
        Collection<String> names = exports(module);
        work.add(imports.size() + names.size());
        int index = modules++;
        initializers.add(new Initializer.InstantiateModule(module, frame.instance, imports));
        Map<String, CoreDef> exports = new LinkedHashMap<>();
        names.forEach(name -> exports.put(name, new CoreDef.Export(index, name)));
        frame.addCoreInstance(exports);
      }
      case CoreInstanceDef.FromExports(List<CoreInstanceDef.InlineExport> exports) -> {
        work.add(exports.size());
        Map<String, CoreDef> defs = new LinkedHashMap<>();
        exports.forEach(
            export -> defs.put(export.name(), frame.core(export.sort(), export.index())));
        frame.addCoreInstance(defs);
      }
    }
  }

  private static List<CoreDef> imports(
      Item.Module module, BiFunction<String, String, CoreDef> argument) {
    return switch (module) {
      case Item.DefinedModule(ValidatedModule defined) ->
          defined.module().imports().stream()
              .map(each -> argument.apply(each.module(), each.name()))
              .toList();
      case Item.ImportedModule(String _, String _, ModuleType type) ->
          type.imports().stream().map(each -> argument.apply(each.module(), each.name())).toList();
    };
  }

  private static Collection<String> exports(Item.Module module) {
    return switch (module) {
      case Item.DefinedModule(ValidatedModule defined) ->
          defined.module().exports().stream().map(Export::name).toList();
      case Item.ImportedModule(String _, String _, ModuleType type) -> type.exports().keySet();
    };
  }

  private void alias(Frame frame, Alias alias) {
    switch (alias) {
      case Alias.InstanceExport(Sort sort, int index, String name, int _) -> {
        Item item =
            frame.item(Sort.INSTANCE, index) instanceof Item.Instance(var exports)
                ? exports.get(name)
                : null;
        if (item == null) {
          throw new IllegalStateException("no export " + name);
        }
        add(frame, item);
        frame.label(sort, index, name);
      }
      case Alias.CoreInstanceExport(CoreSort sort, int index, String name, int _) -> {
        CoreDef def = frame.coreInstance(index).get(name);
        if (def == null) {
          throw new IllegalStateException("no core export " + name);
        }
        frame.add(sort, def);
      }
      case Alias.Outer(Sort sort, int count, int index, int _) -> {
        if (sort instanceof Sort.Core(CoreSort core) && core == CoreSort.TYPE) {
          frame.addCoreType();
          return;
        }
        Frame scope = frame;
        for (int i = 0; i < count && scope != null; i++) {
          scope = scope.scope;
        }
        if (scope == null) {
          throw new IllegalStateException("an outer alias beyond the root");
        }
        add(frame, scope.item(new SortIndex(sort, index)));
      }
    }
  }

  private void canon(Frame frame, Canon canon) {
    switch (canon) {
      case Canon.Lift(int core, List<CanonOption> options, int _, int _) -> {
        FunctionType type = frame.component.spaces().functions().get(frame.size(Sort.FUNC));
        requirePassable(type);
        frame.add(
            Sort.FUNC,
            new Item.Lifted(
                frame.core(CoreSort.FUNC, core), type, frame.resources, options(frame, options)));
      }
      case Canon.Lower(int function, List<CanonOption> options, int _) ->
          lower(frame, function, options(frame, options));
      case Canon.ResourceNew(int type, int _) ->
          frame.add(CoreSort.FUNC, new CoreDef.ResourceNew(frame.instance, resource(frame, type)));
      case Canon.ResourceRep(int type, int _) ->
          frame.add(CoreSort.FUNC, new CoreDef.ResourceRep(frame.instance, resource(frame, type)));
      case Canon.ResourceDrop(int type, int _) ->
          frame.add(CoreSort.FUNC, new CoreDef.ResourceDrop(frame.instance, resource(frame, type)));
      case Canon.Builtin builtin -> throw unsupported("canon " + builtin.kind().keyword());
    }
  }

  private void lower(Frame frame, int function, PlannedOptions options) {
    FunctionType type = frame.component.spaces().functions().get(function);
    requirePassable(type);
    switch (frame.item(Sort.FUNC, function)) {
      case Item.Imported imported -> {
        initializers.add(new Initializer.LowerImport(imported, type, frame.resources, options));
        frame.add(CoreSort.FUNC, new CoreDef.Lowered(lowered++));
      }
      case Item.Lifted lifted -> {
        initializers.add(
            new Initializer.FuseAdapter(
                lifted, type, frame.resources, options, frame.functionLabel(function)));
        frame.add(CoreSort.FUNC, new CoreDef.Adapter(adapters++));
      }
      default -> throw new IllegalStateException("no function at " + function);
    }
  }

  private void requirePassable(FunctionType type) {
    Optional<String> obstacle = passable.obstacle(type);
    if (obstacle.isPresent()) {
      throw unsupported("a function that passes " + obstacle.get());
    }
  }

  private static PlannedResource resource(Frame frame, int type) {
    if (frame.item(Sort.TYPE, type) instanceof Item.Type(PlannedResource resource)
        && resource != null) {
      return resource;
    }
    throw new IllegalStateException("no resource type at " + type);
  }

  private static PlannedOptions options(Frame frame, List<CanonOption> options) {
    StringEncoding encoding = StringEncoding.UTF8;
    CoreDef memory = null;
    CoreDef realloc = null;
    CoreDef postReturn = null;
    for (CanonOption option : options) {
      switch (option) {
        case CanonOption.Encoding(StringEncoding wanted) -> encoding = wanted;
        case CanonOption.Memory(int index) -> memory = frame.core(CoreSort.MEMORY, index);
        case CanonOption.Realloc(int index) -> realloc = frame.core(CoreSort.FUNC, index);
        case CanonOption.PostReturn(int index) -> postReturn = frame.core(CoreSort.FUNC, index);
        case CanonOption.Async.ASYNC -> throw unsupported("the option async");
        case CanonOption.Callback _ -> throw unsupported("the option callback");
      }
    }
    return new PlannedOptions(frame.instance, encoding, memory, realloc, postReturn);
  }

  private static DiagnosticException unsupported(String what) {
    return DiagnosticException.error(new PlanProblem.Unsupported(what), Place.Nowhere.NOWHERE);
  }

  private static DiagnosticException tooMany() {
    return DiagnosticException.error(
        new PlanProblem.TooManyInstances(MAX_INSTANCES), Place.Nowhere.NOWHERE);
  }
}
