package dev.wasmc.component.validate;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.Component;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.ComponentProblem.Rule;
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
import dev.wasmc.component.StartDef;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.binary.ComponentLimit;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Instantiation;
import dev.wasmc.component.types.Mismatch;
import dev.wasmc.component.types.Subtyping;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.names.Uniqueness;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Checks components.
 *
 * <p>One pass over the definitions, which may only refer to what stands before them, gives each
 * index its type. Nested components wait on a stack. What resource types are the same is a matter
 * of identity: a component's imports and its own definitions make {@link
 * dev.wasmc.component.types.ResourceType} objects, and an instantiation replaces those of the inner
 * component by those of its arguments or by new ones (see {@link Instantiation}). Whether a type
 * has a name in imports and exports is a matter of the identity of type objects (see {@link
 * NamedTypes}). Work is bounded by limits on the size and depth of types, {@link TypeFacts}, and on
 * what all instantiations take together.
 */
public final class ComponentValidator {
  private static final long MAX_INSTANTIATION_WORK = 200_000_000;

  /** A component that is being validated. */
  private static final class Frame {
    final Scope scope;
    final Component component;
    final int at;
    final Iterator<Definition> rest;
    final List<ValidatedModule> modules = new ArrayList<>();
    final List<ValidatedComponent> nested = new ArrayList<>();

    Frame(Scope scope, Component component, int at) {
      this.scope = scope;
      this.component = component;
      this.at = at;
      this.rest = component.definitions().iterator();
    }
  }

  private final String file;
  private final Features coreFeatures;
  private final Reporter reporter;
  private final TypeFacts.Table facts;
  private final Externs externs;
  private final CoreTypes coreTypes;
  private final TypeResolver types;
  private final Canons canons;
  private final KnownModules known;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long work;

  private ComponentValidator(
      String file,
      Set<ComponentFeature> features,
      Features coreFeatures,
      IntFunction<Place> places,
      KnownModules known,
      @Nullable ByteSlice source) {
    this.file = file;
    this.facts = new TypeFacts.Table(source == null ? 0 : source.length());
    this.known = known;
    this.coreFeatures = coreFeatures;
    this.reporter = new Reporter(places, features);
    this.externs = new Externs(reporter, facts);
    this.coreTypes = new CoreTypes(file, reporter, coreFeatures);
    this.types = new TypeResolver(reporter, facts, externs, coreTypes);
    this.canons = new Canons(reporter, facts);
  }

  /**
   * A component that was decoded from a file, with the features that are supported.
   *
   * @param file the name for messages
   */
  public static ValidatedComponent validate(String file, Component component) {
    return validate(file, component, List.of());
  }

  /**
   * The same for a component that was put together.
   *
   * @param parts valid ones, decoded too, whose core modules need no second check
   */
  static ValidatedComponent validate(
      String file, Component component, List<ValidatedComponent> parts) {
    return new ComponentValidator(
            file,
            ComponentFeature.DEFAULT,
            Features.SUPPORTED,
            at -> new Place.InBytes(file, at),
            new KnownModules(parts),
            component.source())
        .component(component);
  }

  /**
   * @param file the name for messages
   * @param features the gated features that are on; those that are not supported have no effect
   * @param coreFeatures what the core modules may use
   * @param places the place for each {@link Definition#at()}
   * @throws DiagnosticException with a {@link ComponentProblem}, a {@link
   *     dev.wasmc.wasm.validate.ModuleProblem} or a {@link dev.wasmc.wasm.WasmProblem}
   */
  public static ValidatedComponent validate(
      String file,
      Component component,
      Set<ComponentFeature> features,
      Features coreFeatures,
      IntFunction<Place> places) {
    return new ComponentValidator(
            file, features, coreFeatures, places, new KnownModules(List.of()), component.source())
        .component(component);
  }

  private ValidatedComponent component(Component root) {
    frames.addLast(new Frame(new Scope(Scope.Kind.COMPONENT, null, reporter), root, 0));
    while (true) {
      Frame frame = frames.getLast();
      if (frame.rest.hasNext()) {
        definition(frame, frame.rest.next());
        continue;
      }
      frames.removeLast();
      ComponentType type = externs.finish(frame.scope, frame.at);
      types.check(type, frame.at);
      ValidatedComponent valid =
          new ValidatedComponent(
              frame.component, type, frame.scope.spaces(), frame.modules, frame.nested);
      if (frames.isEmpty()) {
        return valid;
      }
      frames.getLast().scope.components.add(type);
      frames.getLast().nested.add(valid);
    }
  }

  private void definition(Frame frame, Definition definition) {
    Scope scope = frame.scope;
    int at = definition.at();
    switch (definition) {
      case CustomDef _ -> {}
      case CoreModuleDef(var module, int _) -> {
        ValidatedModule seen = known.find(module);
        ValidatedModule valid =
            seen == null ? ModuleValidator.validate(file, module, coreFeatures) : seen;
        frame.modules.add(valid);
        scope.coreModules.add(coreTypes.typeOf(valid, at));
      }
      case CoreInstanceDef instance -> coreTypes.addInstance(scope, instance);
      case CoreTypeDef type -> coreTypes.add(scope, type);
      case NestedComponent(Component nested, int _) -> {
        if (frames.size() >= ComponentLimit.NESTING.max()) {
          throw reporter.overLimit(
              at, "the number of " + ComponentLimit.NESTING.plural(), ComponentLimit.NESTING.max());
        }
        frames.addLast(new Frame(new Scope(Scope.Kind.COMPONENT, scope, reporter), nested, at));
      }
      case InstanceDef instance -> instance(scope, instance, at);
      case Alias alias -> types.alias(scope, alias);
      case TypeDef type -> types.add(scope, type, 0);
      case Canon canon -> canons.add(scope, canon);
      case StartDef _ ->
          throw reporter.error(
              new ComponentProblem.Unsupported(ComponentFeature.VALUES, "a start function"), at);
      case ImportDef(var name, var desc, int _) -> externs.addImport(scope, name, desc, at);
      case ExportDef export -> export(scope, export, at);
    }
  }

  private void export(Scope scope, ExportDef export, int at) {
    EntityType value = scope.entity(export.value(), at);
    EntityType exported =
        value instanceof TypeEntity named
            ? new TypeEntity(Types.copy(named.type()), scope.typeName(export.value().index(), at))
            : value;
    ExternDesc ascribed = export.ascribed();
    if (ascribed != null) {
      exported = externs.described(scope, ascribed, export.name().name(), at);
      Optional<Mismatch> mismatch = Subtyping.check(value, exported);
      if (mismatch.isPresent()) {
        throw reporter.mismatch(
            at, "the type given for the export \"" + export.name().name() + "\"", mismatch.get());
      }
    }
    externs.addExport(scope, export.name(), exported, false, at);
  }

  private void instance(Scope scope, InstanceDef definition, int at) {
    InstanceType type =
        switch (definition.expr()) {
          case InstanceDef.Instantiate(int component, var args) ->
              instantiate(scope, scope.component(component, at), args, at);
          case InstanceDef.FromExports(var exports) -> fromExports(scope, exports, at);
        };
    types.check(type, at);
    scope.instances.add(type);
  }

  private InstanceType instantiate(
      Scope scope, ComponentType component, List<InstanceDef.Arg> args, int at) {
    SequencedMap<String, EntityType> given = new LinkedHashMap<>();
    work += facts.of((EntityType) component).size();
    for (InstanceDef.Arg arg : args) {
      EntityType type = scope.entity(arg.value(), at);
      if (given.put(arg.name(), type) != null) {
        throw reporter.invalid(
            Rule.DUPLICATE_NAME, at, "the argument \"" + arg.name() + "\" is given twice");
      }
    }
    if (work > MAX_INSTANTIATION_WORK) {
      throw reporter.overLimit(
          at, "the size of the types of all instantiated components", MAX_INSTANTIATION_WORK);
    }
    return switch (Instantiation.of(component, given)) {
      case Instantiation.Refused(Mismatch mismatch) ->
          throw reporter.mismatch(at, "an argument of the instantiation", mismatch);
      case Instantiation.Done(InstanceType type, var fresh) -> {
        fresh.forEach(resource -> scope.defined.put(resource, false));
        yield type;
      }
    };
  }

  private InstanceType fromExports(Scope scope, List<InstanceDef.InlineExport> exports, int at) {
    SequencedMap<String, EntityType> given = new LinkedHashMap<>();
    Uniqueness names = new Uniqueness();
    for (InstanceDef.InlineExport export : exports) {
      EntityType type = scope.entity(export.value(), at);
      externs.checkResourceFunction(
          externs.checkName(export.name(), type, at), type, new Scope.ResourceNames(), at);
      externs.unique(names, export.name().name(), "export", at);
      given.put(export.name().name(), type);
    }
    return new InstanceType(given, List.of());
  }
}
