package dev.wasmc.component.validate;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.names.InterfaceVersion;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Instantiation;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.names.Uniqueness;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of imports and exports, of components as of types. */
final class Externs {
  private final Reporter reporter;
  private final TypeFacts.Table facts;

  /** Those that were met: an interface may be in many types. */
  private final Map<String, ParsedName> interfaceNames = new HashMap<>();

  Externs(Reporter reporter, TypeFacts.Table facts) {
    this.reporter = reporter;
    this.facts = facts;
  }

  /** The type that a description asks for, with new objects for what it introduces. */
  EntityType described(Scope scope, ExternDesc desc, String name, int at) {
    return switch (desc) {
      case ExternDesc.CoreModule(int index) -> scope.moduleType(index, at);
      case ExternDesc.Func(int index) -> scope.functionType(index, at);
      case ExternDesc.TypeEq(int index) ->
          new TypeEntity(Types.copy(scope.type(index, at)), scope.typeName(index, at));
      case ExternDesc.SubResource.SUB_RESOURCE -> new TypeEntity(new ResourceType(name));
      case ExternDesc.Instance(int index) -> scope.instanceType(index, at);
      case ExternDesc.Component(int index) -> scope.componentType(index, at);
      case ExternDesc.Value _, ExternDesc.ValueEq _ -> throw scope.values(at);
    };
  }

  void addImport(Scope scope, ExternName name, ExternDesc desc, int at) {
    EntityType type = described(scope, desc, name.name(), at);
    if (type instanceof InstanceType declared) {
      Instantiation.Done opened = Instantiation.opened(declared);
      scope.imported.addAll(opened.fresh());
      type = opened.type();
    } else if (desc == ExternDesc.SubResource.SUB_RESOURCE
        && type instanceof TypeEntity(ResourceType resource, _)) {
      scope.imported.add(resource);
    }
    scope.addEntity(type, at);
    named(scope, name.name(), true, type, at);
    ParsedName parsed = checkName(name, type, at);
    checkResourceFunction(parsed, type, scope.importedResourceNames, at);
    unique(scope.importNames, name.name(), "import", at);
    scope.imports.put(name.name(), type);
    scope.grow(facts.of(type), facts.maxSize(), at);
  }

  /**
   * @param introduces whether the export is a declarator that introduces a resource type
   */
  void addExport(Scope scope, ExternName name, EntityType exported, boolean introduces, int at) {
    EntityType type = exported;
    if (type instanceof InstanceType declared) {
      Instantiation.Done opened = Instantiation.opened(declared);
      opened.fresh().forEach(resource -> scope.defined.put(resource, false));
      type = opened.type();
    } else if (introduces && type instanceof TypeEntity(ResourceType resource, _)) {
      scope.defined.put(resource, false);
    }
    scope.addEntity(type, at);
    named(scope, name.name(), false, type, at);
    ParsedName parsed = checkName(name, type, at);
    checkResourceFunction(parsed, type, scope.exportedResourceNames, at);
    unique(scope.exportNames, name.name(), "export", at);
    scope.exports.put(name.name(), type);
    scope.grow(facts.of(type), facts.maxSize(), at);
  }

  /** The rules for a name that do not depend on the scope. */
  ParsedName checkName(ExternName name, EntityType type, int at) {
    ParsedName parsed = parse(name, at);
    if (name.isPlain()) {
      return parsed;
    }
    name.implementsInterface()
        .ifPresent(implemented -> {
          reporter.require(ComponentFeature.IMPLEMENTS, at, "the attribute implements");
          if (!(parsed instanceof ParsedName.Label) || !(type instanceof InstanceType)) {
            throw reporter.invalid(
                Rule.INVALID_ATTRIBUTE,
                at,
                "implements is for instances under a plain name, not for \"" + name.name() + "\"");
          }
          if (!(parse(implemented, at) instanceof ParsedName.InterfaceName)) {
            throw reporter.invalid(
                Rule.INVALID_ATTRIBUTE,
                at,
                "\"" + implemented + "\" is no name of an interface to implement");
          }
        });
    name.externalId()
        .ifPresent(
            id -> reporter.require(ComponentFeature.IMPLEMENTS, at, "the attribute external-id"));
    if (name.versionSuffix().isPresent() && !(type instanceof InstanceType)) {
      throw reporter.invalid(Rule.INVALID_ATTRIBUTE, at, "a version suffix is for instances only");
    }
    return parsed;
  }

  private ParsedName parse(ExternName name, int at) {
    Optional<String> suffix = name.versionSuffix();
    ParsedName parsed = parse(name.name(), at);
    if (suffix.isPresent()) {
      reporter.require(ComponentFeature.CANONICAL_NAMES, at, "the attribute version-suffix");
      boolean fits =
          parsed instanceof ParsedName.InterfaceName named
              && named.version().orElse(null) instanceof InterfaceVersion.Track(String track)
              && Version.parse(track + suffix.get())
                  .filter(version -> version.track().equals(track))
                  .isPresent();
      if (!fits) {
        throw reporter.invalid(
            Rule.INVALID_VERSION,
            at,
            "the version suffix \""
                + suffix.get()
                + "\" does not make a version of \""
                + name.name()
                + "\"");
      }
    }
    return parsed;
  }

  private ParsedName parse(String name, int at) {
    ParsedName known = interfaceNames.get(name);
    if (known != null) {
      return known;
    }
    ParsedName parsed = ParsedName.parse(name, reporter.features(), reporter.place(at));
    if (parsed instanceof ParsedName.InterfaceName) {
      interfaceNames.put(name, parsed);
    }
    return parsed;
  }

  void unique(Uniqueness names, String name, String what, int at) {
    Optional<String> other = names.add(name);
    if (other.isPresent()) {
      throw reporter.invalid(
          Rule.DUPLICATE_NAME,
          at,
          "the "
              + what
              + " \""
              + name
              + "\" collides with the "
              + what
              + " \""
              + other.get()
              + "\"");
    }
  }

  /** The rules for functions that a name makes constructors, methods or static functions. */
  void checkResourceFunction(
      ParsedName name, EntityType type, Scope.ResourceNames resources, int at) {
    switch (name) {
      case ParsedName.Label _, ParsedName.InterfaceName _ -> {}
      case ParsedName.Constructor(String resource) -> {
        FunctionType function = function(name, type, at);
        ValueType result = function.result();
        ValueType made = result instanceof ResultType either ? either.ok() : result;
        if (function.async()) {
          throw resourceFunction(at, "the constructor \"" + name.text() + "\" must not be async");
        }
        if (!(made instanceof OwnType own)) {
          throw resourceFunction(
              at,
              "the constructor \"" + name.text() + "\" must return an own handle of its resource");
        }
        checkNamed(name, resource, own.named(), resources, at);
      }
      case ParsedName.Method(String resource, String method) -> {
        FunctionType function = function(name, type, at);
        Field self = function.params().isEmpty() ? null : function.params().getFirst();
        if (self == null
            || !self.name().equals("self")
            || !(self.type() instanceof BorrowType borrow)) {
          throw resourceFunction(
              at,
              "the method \""
                  + name.text()
                  + "\" must have a first parameter \"self\" that borrows its resource");
        }
        checkNamed(name, resource, borrow.named(), resources, at);
      }
      case ParsedName.Static(String resource, String method) -> {
        function(name, type, at);
        if (!resources.contains(resource)) {
          throw resourceFunction(
              at, "\"" + name.text() + "\" is of a resource that has no name here");
        }
      }
    }
  }

  private void checkNamed(
      ParsedName name,
      String resource,
      @Nullable TypeEntity named,
      Scope.ResourceNames resources,
      int at) {
    String actual = resources.nameOf(named);
    if (!resource.equals(actual)) {
      throw resourceFunction(
          at,
          "\""
              + name.text()
              + "\" is of a resource that "
              + (actual == null ? "has no name here" : "is named \"" + actual + "\""));
    }
  }

  private FunctionType function(ParsedName name, EntityType type, int at) {
    if (type instanceof FunctionType function) {
      return function;
    }
    throw resourceFunction(
        at, "\"" + name.text() + "\" names a function, not a " + Types.sort(type));
  }

  private DiagnosticException resourceFunction(int at, String detail) {
    return reporter.invalid(Rule.RESOURCE_FUNCTION_NAME, at, detail);
  }

  private void named(Scope scope, String name, boolean isImport, EntityType type, int at) {
    if (type instanceof TypeEntity entity && entity.type() instanceof ResourceType) {
      (isImport ? scope.importedResourceNames : scope.exportedResourceNames).add(name, entity);
    }
    if (scope.kind != Scope.Kind.INSTANCE_TYPE && !register(scope, isImport, type)) {
      throw reporter.invalid(
          Rule.UNNAMED_TYPE,
          at,
          "the "
              + (isImport ? "import" : "export")
              + " \""
              + name
              + "\" refers to a type that is not "
              + (isImport ? "imported" : "exported")
              + " under a name before");
    }
  }

  /**
   * Whether all that a type refers to has a name, as far as it needs one; what it names itself is
   * added to the names.
   */
  private static boolean register(Scope scope, boolean isImport, EntityType type) {
    Set<Object> names = isImport ? scope.namedForImports : scope.namedForExports;
    return switch (type) {
      case TypeEntity entity -> {
        if (!NamedTypes.partsNamed(entity.type(), names)) {
          yield false;
        }
        NamedTypes.add(entity, scope.namedForExports);
        if (isImport) {
          NamedTypes.add(entity, scope.namedForImports);
        }
        yield true;
      }
      case InstanceType instance -> {
        for (EntityType each : instance.exports().values()) {
          if (!register(scope, isImport, each)) {
            yield false;
          }
        }
        yield true;
      }
      case FunctionType function -> NamedTypes.partsNamed(function, names);
      case ModuleType module -> true;
      case ComponentType component -> true;
      case ValueEntity value -> NamedTypes.isNamed(value.type(), names);
    };
  }

  /** The type of a whole component or component type. */
  ComponentType finish(Scope scope, int at) {
    if (scope.defined.isEmpty()) {
      return new ComponentType(scope.imports, scope.exports, scope.imported, List.of());
    }
    Set<ResourceType> inImports = FreeResources.of(scope.imports.values(), facts);
    for (ResourceType resource : scope.defined.keySet()) {
      if (inImports.contains(resource)) {
        throw reporter.invalid(
            Rule.UNNAMED_RESOURCE,
            at,
            "an import refers to the resource type " + resource + ", which comes to be inside");
      }
    }
    Set<ResourceType> inExports = FreeResources.of(scope.exports.values(), facts);
    Set<ResourceType> explicit = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<InstanceType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    scope.exports.values().forEach(type -> explicit(type, explicit, seen));
    List<ResourceType> fresh = new ArrayList<>();
    for (Map.Entry<ResourceType, Boolean> each : scope.defined.entrySet()) {
      ResourceType resource = each.getKey();
      if (inExports.contains(resource)) {
        if (!explicit.contains(resource)) {
          throw reporter.invalid(
              Rule.UNNAMED_RESOURCE,
              at,
              "an export refers to the resource type " + resource + ", which is not exported");
        }
        fresh.add(resource);
      }
    }
    return new ComponentType(scope.imports, scope.exports, scope.imported, fresh);
  }

  private static void explicit(EntityType type, Set<ResourceType> found, Set<InstanceType> seen) {
    if (type instanceof TypeEntity(ResourceType resource, _)) {
      found.add(resource);
    } else if (type instanceof InstanceType instance && seen.add(instance)) {
      instance.exports().values().forEach(each -> explicit(each, found, seen));
    }
  }
}
