package dev.wasmc.component.validate;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.PointerType;
import dev.wasmc.component.Alias;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Declarator;
import dev.wasmc.component.DefType.Labeled;
import dev.wasmc.component.DefValType;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.Sort;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.component.binary.ComponentLimit;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.names.Labels;
import dev.wasmc.names.Uniqueness;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns type definitions into types, and resolves aliases. */
final class TypeResolver {

  private final Reporter reporter;
  private final TypeFacts.Table facts;
  private final Externs externs;
  private final CoreTypes coreTypes;
  private final Layouts layouts = new Layouts(PointerType.I64);

  TypeResolver(Reporter reporter, TypeFacts.Table facts, Externs externs, CoreTypes coreTypes) {
    this.reporter = reporter;
    this.facts = facts;
    this.externs = externs;
    this.coreTypes = coreTypes;
  }

  /**
   * @param depth how many types surround the definition
   */
  void add(Scope scope, TypeDef definition, int depth) {
    int at = definition.at();
    if (definition.type() instanceof DefType.ResourceTypeDecl declared) {
      addResource(scope, declared, at);
      return;
    }
    AnyType type =
        switch (definition.type()) {
          case DefValType value -> valueType(scope, value, at);
          case DefType.FuncTypeDecl function -> functionType(scope, function, at);
          case DefType.InstanceTypeDecl(List<Declarator> declarators) -> {
            Scope inner = declare(scope, Scope.Kind.INSTANCE_TYPE, declarators, depth, at);
            yield new InstanceType(inner.exports, List.copyOf(inner.defined.keySet()));
          }
          case DefType.ComponentTypeDecl(List<Declarator> declarators) ->
              externs.finish(declare(scope, Scope.Kind.COMPONENT_TYPE, declarators, depth, at), at);
          case DefType.ResourceTypeDecl _ ->
              throw new IllegalStateException("resource types are added above");
        };
    check(type, at);
    scope.addType(type, null);
  }

  /** Refuses a type that is too large or too deep. */
  void check(AnyType type, int at) {
    TypeFacts found = facts.of(type);
    if (found.size() > facts.maxSize()) {
      throw reporter.overLimit(at, "the size of a type", facts.maxSize());
    }
    int limit = type instanceof ValueType ? TypeFacts.MAX_VALUE_DEPTH : TypeFacts.MAX_DEPTH;
    if (found.depth() > limit) {
      throw reporter.overLimit(at, "the nesting of a type", limit);
    }
    if (type instanceof ValueType value
        && (found.repeats() || found.size() > Layout.OVERSIZE / TypeFacts.PART_BYTES)
        && layouts.of(value).size() >= Layout.OVERSIZE) {
      throw reporter.overLimit(at, "the size in memory of a value", Layout.OVERSIZE - 1);
    }
  }

  private void addResource(Scope scope, DefType.ResourceTypeDecl declared, int at) {
    if (scope.kind != Scope.Kind.COMPONENT) {
      throw reporter.invalid(
          Rule.INVALID_RESOURCE, at, "a resource type is defined in components only, not in types");
    }
    if (declared.rep() == NumType.I64) {
      reporter.require(ComponentFeature.MEMORY64, at, "a resource type represented by i64");
    } else if (declared.rep() != NumType.I32) {
      throw reporter.invalid(
          Rule.INVALID_RESOURCE,
          at,
          "a resource type is represented by i32, not by " + declared.rep());
    }
    Integer destructor = declared.destructor();
    if (destructor != null) {
      FuncType type = scope.coreFunction(destructor, at);
      if (!type.equals(CoreSignatures.DESTRUCTOR)) {
        throw reporter.invalid(
            Rule.CORE_SIGNATURE,
            at,
            "a destructor must be " + CoreSignatures.DESTRUCTOR + ", found " + type);
      }
    }
    ResourceType resource = new ResourceType("resource");
    scope.defined.put(resource, true);
    scope.addType(resource, new TypeEntity(resource));
  }

  private Scope declare(
      Scope parent, Scope.Kind kind, List<Declarator> declarators, int depth, int at) {
    if (depth >= ComponentLimit.TYPE_NESTING.max()) {
      throw reporter.overLimit(
          at,
          "the number of " + ComponentLimit.TYPE_NESTING.plural(),
          ComponentLimit.TYPE_NESTING.max());
    }
    Scope scope = new Scope(kind, parent, reporter);
    for (Declarator declarator : declarators) {
      switch (declarator) {
        case Declarator.CoreType(var type) -> coreTypes.add(scope, type);
        case Declarator.Type(var type) -> add(scope, type, depth + 1);
        case Declarator.AliasDecl(var alias) -> alias(scope, alias);
        case Declarator.ImportDecl imported ->
            externs.addImport(scope, imported.name(), imported.desc(), imported.at());
        case Declarator.ExportDecl(var name, var desc, int exportAt) -> {
          EntityType type = externs.described(scope, desc, name.name(), exportAt);
          externs.addExport(
              scope, name, type, desc == ExternDesc.SubResource.SUB_RESOURCE, exportAt);
        }
      }
    }
    return scope;
  }

  FunctionType functionType(Scope scope, DefType.FuncTypeDecl declared, int at) {
    if (declared.async()) {
      reporter.require(ComponentFeature.ASYNC, at, "an async function type");
    }
    List<Field> params = fields(scope, declared.params(), "parameter", at);
    ValueType result = optional(scope, declared.result(), at);
    if (result != null && facts.of(result).borrows()) {
      throw reporter.invalid(
          Rule.BORROW_IN_RESULT, at, "the result of a function must not contain a borrow");
    }
    return new FunctionType(declared.async(), params, result);
  }

  private ValueType valueType(Scope scope, DefValType declared, int at) {
    return switch (declared) {
      case DefValType.Primitive(PrimitiveType primitive) ->
          new DefinedPrimitive((PrimitiveType) value(scope, primitive, at));
      case DefValType.Record(List<Labeled> fields) -> {
        notEmpty(fields, "a record", at);
        yield new RecordType(fields(scope, fields, "field", at));
      }
      case DefValType.Variant(List<DefValType.Case> cases) -> {
        notEmpty(cases, "a variant", at);
        Uniqueness names = new Uniqueness();
        List<Case> resolved = new ArrayList<>(cases.size());
        for (DefValType.Case each : cases) {
          label(names, each.label(), "case", at);
          resolved.add(new Case(each.label(), optional(scope, each.type(), at)));
        }
        yield new VariantType(resolved);
      }
      case DefValType.ListOf(ValTypeRef element) -> new ListType(value(scope, element, at));
      case DefValType.FixedList(ValTypeRef element, int length) -> {
        reporter.require(ComponentFeature.FIXED_LENGTH_LISTS, at, "a list of fixed length");
        if (length == 0) {
          throw reporter.invalid(Rule.EMPTY_TYPE, at, "a list of fixed length must have elements");
        }
        yield new FixedListType(value(scope, element, at), length);
      }
      case DefValType.Tuple(List<ValTypeRef> elements) -> {
        notEmpty(elements, "a tuple", at);
        yield new TupleType(elements.stream().map(element -> value(scope, element, at)).toList());
      }
      case DefValType.Flags(List<String> labels) -> {
        if (labels.size() > FlagsType.MAX_LABELS) {
          throw reporter.invalid(
              Rule.INVALID_TYPE,
              at,
              "a type has at most " + FlagsType.MAX_LABELS + " flags, found " + labels.size());
        }
        yield new FlagsType(labels(labels, "flag", "flags", at));
      }
      case DefValType.Enumeration(List<String> labels) ->
          new EnumType(labels(labels, "case", "an enum", at));
      case DefValType.Option(ValTypeRef element) -> new OptionType(value(scope, element, at));
      case DefValType.Result(ValTypeRef ok, ValTypeRef error) ->
          new ResultType(optional(scope, ok, at), optional(scope, error, at));
      case DefValType.Own(int index) ->
          new OwnType(scope.resource(index, at), scope.typeName(index, at));
      case DefValType.Borrow(int index) ->
          new BorrowType(scope.resource(index, at), scope.typeName(index, at));
      case DefValType.Stream(ValTypeRef element) -> {
        reporter.require(ComponentFeature.ASYNC, at, "a stream");
        ValueType resolved = element(scope, element, "stream", at);
        if (resolved == PrimitiveType.CHAR
            || (resolved instanceof DefinedPrimitive(PrimitiveType p) && p == PrimitiveType.CHAR)) {
          throw reporter.invalid(
              Rule.INVALID_TYPE, at, "a stream of char is not part of the component model yet");
        }
        yield new StreamType(resolved);
      }
      case DefValType.Future(ValTypeRef element) -> {
        reporter.require(ComponentFeature.ASYNC, at, "a future");
        yield new FutureType(element(scope, element, "future", at));
      }
      case DefValType.MapOf(ValTypeRef key, ValTypeRef value) -> {
        reporter.require(ComponentFeature.MAP, at, "a map");
        ValueType resolved = value(scope, key, at);
        if (!isKey(resolved)) {
          throw reporter.invalid(
              Rule.INVALID_TYPE,
              at,
              "the key of a map must be a bool, an integer, a char or a string, not "
                  + Types.form(resolved));
        }
        yield new MapType(resolved, value(scope, value, at));
      }
    };
  }

  private static boolean isKey(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive ->
          switch (primitive) {
            case BOOL, S8, U8, S16, U16, S32, U32, S64, U64, CHAR, STRING -> true;
            case F32, F64, ERROR_CONTEXT -> false;
          };
      case DefinedPrimitive(PrimitiveType primitive) -> isKey(primitive);
      default -> false;
    };
  }

  private @Nullable ValueType element(
      Scope scope, @Nullable ValTypeRef declared, String what, int at) {
    ValueType element = optional(scope, declared, at);
    if (element != null && facts.of(element).borrows()) {
      throw reporter.invalid(Rule.INVALID_TYPE, at, "a " + what + " must not carry a borrow");
    }
    return element;
  }

  /** A value type where it is used. */
  ValueType value(Scope scope, ValTypeRef declared, int at) {
    return switch (declared) {
      case PrimitiveType primitive -> {
        if (primitive == PrimitiveType.ERROR_CONTEXT) {
          reporter.require(ComponentFeature.ERROR_CONTEXT, at, "the type error-context");
        }
        yield primitive;
      }
      case ValTypeRef.Index(int index) -> scope.valueType(index, at);
    };
  }

  private @Nullable ValueType optional(Scope scope, @Nullable ValTypeRef declared, int at) {
    return declared == null ? null : value(scope, declared, at);
  }

  private List<Field> fields(Scope scope, List<Labeled> declared, String what, int at) {
    Uniqueness names = new Uniqueness();
    List<Field> fields = new ArrayList<>(declared.size());
    for (Labeled each : declared) {
      label(names, each.label(), what, at);
      fields.add(new Field(each.label(), value(scope, each.type(), at)));
    }
    return fields;
  }

  private List<String> labels(List<String> labels, String what, String of, int at) {
    notEmpty(labels, of, at);
    Uniqueness names = new Uniqueness();
    labels.forEach(label -> label(names, label, what, at));
    return labels;
  }

  private void label(Uniqueness names, String label, String what, int at) {
    if (!Labels.isLabel(label)) {
      throw reporter.invalid(
          Rule.INVALID_NAME,
          at,
          label.isEmpty()
              ? "the name of a " + what + " is empty"
              : "the " + what + " \"" + label + "\" is not in kebab case");
    }
    externs.unique(names, label, what, at);
  }

  private void notEmpty(List<?> parts, String what, int at) {
    if (parts.isEmpty()) {
      throw reporter.invalid(Rule.EMPTY_TYPE, at, what + " must not be empty");
    }
  }

  void alias(Scope scope, Alias alias) {
    int at = alias.at();
    if (scope.kind != Scope.Kind.COMPONENT) {
      boolean allowed =
          switch (alias) {
            case Alias.InstanceExport export ->
                export.sort().equals(Sort.TYPE) || export.sort().equals(Sort.INSTANCE);
            case Alias.Outer outer ->
                outer.sort().equals(Sort.TYPE) || outer.sort().equals(new Sort.Core(CoreSort.TYPE));
            case Alias.CoreInstanceExport _ -> false;
          };
      if (!allowed) {
        throw reporter.invalid(
            Rule.WRONG_SORT, at, "an alias inside a type is for types and instances only");
      }
    }
    switch (alias) {
      case Alias.InstanceExport export -> instanceExport(scope, export, at);
      case Alias.CoreInstanceExport(CoreSort sort, int index, String name, int exportAt) ->
          coreTypes.alias(scope, sort, index, name, exportAt);
      case Alias.Outer outer -> outer(scope, outer, at);
    }
  }

  private void instanceExport(Scope scope, Alias.InstanceExport alias, int at) {
    if (alias.sort().equals(Sort.VALUE)) {
      throw scope.values(at);
    }
    EntityType type = scope.instance(alias.instance(), at).exports().get(alias.name());
    if (type == null) {
      throw reporter.invalid(
          Rule.UNKNOWN_EXPORT,
          at,
          "instance "
              + Integer.toUnsignedString(alias.instance())
              + " has no export \""
              + alias.name()
              + "\"");
    }
    if (!Types.sort(type).equals(alias.sort().keyword())) {
      throw reporter.invalid(
          Rule.WRONG_SORT,
          at,
          "the export \""
              + alias.name()
              + "\" is a "
              + Types.sort(type)
              + " and not a "
              + alias.sort().keyword());
    }
    scope.addEntity(type, at);
  }

  private void outer(Scope scope, Alias.Outer alias, int at) {
    Scope target = scope;
    Scope inner = null;
    for (long i = Integer.toUnsignedLong(alias.count()); i > 0; i--) {
      inner = target;
      target = target.parent;
      if (target == null) {
        throw reporter.invalid(
            Rule.OUTER_ALIAS,
            at,
            "there are fewer than "
                + Integer.toUnsignedString(alias.count())
                + " components and types around");
      }
    }
    int index = alias.index();
    switch (alias.sort()) {
      case Sort.Plain.TYPE -> {
        AnyType type = target.type(index, at);
        if (inner != null
            && inner.kind == Scope.Kind.COMPONENT
            && !FreeResources.of(type, facts).isEmpty()) {
          throw reporter.invalid(
              Rule.OUTER_ALIAS,
              at,
              "a type that refers to a resource type must not be taken into an inner component");
        }
        scope.addType(type, target.typeName(index, at));
      }
      case Sort.Plain.COMPONENT -> scope.components.add(target.component(index, at));
      case Sort.Core(CoreSort core) when core == CoreSort.MODULE ->
          scope.coreModules.add(target.coreModule(index, at));
      case Sort.Core(CoreSort core) when core == CoreSort.TYPE ->
          coreTypes.addAliased(scope, target.coreType(index, at), at);
      case Sort.Plain _, Sort.Core _ ->
          throw reporter.invalid(
              Rule.WRONG_SORT,
              at,
              "an outer alias is for types, components and core modules, not for a "
                  + alias.sort().keyword());
    }
  }
}
