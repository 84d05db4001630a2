package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Mismatch.Difference;
import dev.wasmc.component.types.Mismatch.Step;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a thing of one type can stand where another type is asked for, and if not, why.
 *
 * <p>Instances and components may offer more exports and need fewer imports than asked for; value
 * and function types must be the same in structure and labels. Resource types are the same by
 * identity, once those that the expected type leaves open are bound to what stands in their place:
 * the first mention of an open resource type is its definition, and decides.
 *
 * <p>Recursion goes as deep as the types are nested. For one thread.
 */
@SuppressWarnings("ReferenceEquality") // Types are the same by identity, see the package.
public final class Subtyping {
  private final IdentityHashMap<ResourceType, ResourceType> bound = new IdentityHashMap<>();

  public Subtyping() {}

  /** Without open resource types. */
  public static Optional<Mismatch> check(EntityType found, EntityType expected) {
    return Optional.ofNullable(new Subtyping().entity(found, expected));
  }

  /**
   * Whether an instance offers what is expected, such as a host's or another component's instance
   * for an import. The open resource types are the expected type's own and those given.
   *
   * @param open such as {@link ComponentType#imported()} of the component that imports the instance
   */
  public static Optional<Mismatch> checkInstance(
      InstanceType found, InstanceType expected, Collection<ResourceType> open) {
    Subtyping subtyping = new Subtyping();
    subtyping.bind(expected, found, new Open(List.of(open, expected.fresh())));
    return Optional.ofNullable(subtyping.entity(found, expected));
  }

  /** What an open resource type is bound to; the type itself where it is not open. */
  public ResourceType resolve(ResourceType type) {
    ResourceType at = type;
    for (int steps = 0; steps <= bound.size(); steps++) {
      ResourceType next = bound.get(at);
      if (next == null || next == at) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** Resource types that wait to be bound. */
  private static final class Open {
    private final IdentityHashMap<ResourceType, Boolean> waiting = new IdentityHashMap<>();

    Open(List<? extends Collection<ResourceType>> types) {
      types.forEach(part -> part.forEach(type -> waiting.put(type, true)));
    }

    boolean isEmpty() {
      return waiting.isEmpty();
    }

    boolean take(ResourceType type) {
      return waiting.remove(type) != null;
    }
  }

  private void bind(EntityType expected, EntityType found, Open open) {
    if (open.isEmpty()) {
      return;
    }
    if (expected instanceof TypeEntity(ResourceType variable, _)
        && found instanceof TypeEntity(ResourceType by, _)) {
      if (open.take(variable)) {
        bound.put(variable, resolve(by));
      }
    } else if (expected instanceof InstanceType wanted && found instanceof InstanceType given) {
      bindAll(wanted.exports(), given.exports(), open);
    }
  }

  private void bindAll(Map<String, EntityType> expected, Map<String, EntityType> found, Open open) {
    for (Map.Entry<String, EntityType> each : expected.entrySet()) {
      EntityType given = found.get(each.getKey());
      if (given != null) {
        bind(each.getValue(), given, open);
      }
    }
  }

  /**
   * Whether things under names are enough for imports.
   *
   * @param open the resource types that the imports leave open; they are bound from here on, see
   *     {@link #resolve}
   */
  @Nullable Mismatch supplies(
      Map<String, EntityType> given,
      SequencedMap<String, EntityType> imports,
      Collection<ResourceType> open) {
    bindAll(imports, given, new Open(List.of(open)));
    for (Map.Entry<String, EntityType> each : imports.entrySet()) {
      Step step = new Step.Import(each.getKey());
      EntityType found = given.get(each.getKey());
      if (found == null) {
        return Mismatch.of(new Difference.NotSupplied(step));
      }
      Mismatch mismatch = entity(found, each.getValue());
      if (mismatch != null) {
        return mismatch.in(step);
      }
    }
    return null;
  }

  private @Nullable Mismatch exports(
      Map<String, EntityType> found, SequencedMap<String, EntityType> expected) {
    for (Map.Entry<String, EntityType> each : expected.entrySet()) {
      Step step = new Step.Export(each.getKey());
      EntityType offered = found.get(each.getKey());
      if (offered == null) {
        return Mismatch.of(new Difference.Missing(step));
      }
      Mismatch mismatch = entity(offered, each.getValue());
      if (mismatch != null) {
        return mismatch.in(step);
      }
    }
    return null;
  }

  @Nullable Mismatch entity(EntityType found, EntityType expected) {
    return switch (expected) {
      case ModuleType module when found instanceof ModuleType other ->
          CoreSubtyping.mismatch(other, module);
      case FunctionType function when found instanceof FunctionType other ->
          function(other, function);
      case ValueEntity(ValueType value) when found instanceof ValueEntity(ValueType other) ->
          value(other, value);
      case TypeEntity(AnyType type, _) when found instanceof TypeEntity(AnyType other, _) ->
          any(other, type);
      case InstanceType instance when found instanceof InstanceType other ->
          other == instance ? null : exports(other.exports(), instance.exports());
      case ComponentType component when found instanceof ComponentType other ->
          component(other, component);
      case ModuleType _,
          FunctionType _,
          ValueEntity _,
          TypeEntity _,
          InstanceType _,
          ComponentType _ ->
          Mismatch.of(new Difference.Form(Types.sort(expected), Types.sort(found)));
    };
  }

  private @Nullable Mismatch component(ComponentType found, ComponentType expected) {
    if (found == expected) {
      return null;
    }
    Mismatch mismatch = supplies(expected.imports(), found.imports(), found.imported());
    if (mismatch != null) {
      return mismatch;
    }
    bindAll(expected.exports(), found.exports(), new Open(List.of(expected.fresh())));
    return exports(found.exports(), expected.exports());
  }

  @Nullable Mismatch any(AnyType found, AnyType expected) {
    return switch (expected) {
      case ValueType value when found instanceof ValueType other -> value(other, value);
      case FunctionType function when found instanceof FunctionType other ->
          function(other, function);
      case InstanceType instance when found instanceof InstanceType other ->
          entity(other, instance);
      case ComponentType component when found instanceof ComponentType other ->
          component(other, component);
      case ResourceType resource when found instanceof ResourceType other ->
          resource(other, resource);
      case ValueType _, FunctionType _, InstanceType _, ComponentType _, ResourceType _ ->
          form(found, expected);
    };
  }

  private @Nullable Mismatch function(FunctionType found, FunctionType expected) {
    if (found == expected) {
      return null;
    }
    if (found.async() != expected.async()) {
      return Mismatch.of(
          new Difference.Form(
              expected.async() ? "an async func" : "a func",
              found.async() ? "an async func" : "a func"));
    }
    Mismatch params = fields("parameter", found.params(), expected.params());
    return params != null ? params : optional(found.result(), expected.result(), Step.Only.RESULT);
  }

  private @Nullable Mismatch fields(String what, List<Field> found, List<Field> expected) {
    if (found.size() != expected.size()) {
      return Mismatch.of(new Difference.Count(what + "s", expected.size(), found.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      String name = expected.get(i).name();
      if (!found.get(i).name().equals(name)) {
        return Mismatch.of(new Difference.Name(what, i, name, found.get(i).name()));
      }
      Mismatch mismatch = value(found.get(i).type(), expected.get(i).type());
      if (mismatch != null) {
        return mismatch.in(what.equals("field") ? new Step.Field(name) : new Step.Parameter(name));
      }
    }
    return null;
  }

  private @Nullable Mismatch optional(
      @Nullable ValueType found, @Nullable ValueType expected, Step step) {
    if (found == null || expected == null) {
      return found == expected
          ? null
          : Mismatch.of(new Difference.Form(formOrNothing(expected), formOrNothing(found)))
              .in(step);
    }
    Mismatch mismatch = value(found, expected);
    return mismatch == null ? null : mismatch.in(step);
  }

  private static String formOrNothing(@Nullable ValueType type) {
    return type == null ? "nothing" : Types.form(type);
  }

  @Nullable Mismatch value(ValueType found, ValueType expected) {
    if (found == expected) {
      return null;
    }
    return switch (expected) {
      case PrimitiveType primitive -> primitive(found) == primitive ? null : form(found, expected);
      case DefinedPrimitive(PrimitiveType primitive) ->
          primitive(found) == primitive ? null : form(found, expected);
      case RecordType(List<Field> fields) when found instanceof RecordType(List<Field> other) ->
          fields("field", other, fields);
      case VariantType(List<Case> cases) when found instanceof VariantType(List<Case> other) ->
          cases(other, cases);
      case TupleType(List<ValueType> elements)
          when found instanceof TupleType(List<ValueType> other) ->
          elements(other, elements);
      case FlagsType(List<String> labels) when found instanceof FlagsType(List<String> other) ->
          labels("flag", other, labels);
      case EnumType(List<String> labels) when found instanceof EnumType(List<String> other) ->
          labels("case", other, labels);
      case ListType(ValueType element) when found instanceof ListType(ValueType other) ->
          element(other, element);
      case OptionType(ValueType element) when found instanceof OptionType(ValueType other) ->
          element(other, element);
      case FixedListType(ValueType element, int length)
          when found instanceof FixedListType(ValueType other, int size) ->
          size == length
              ? element(other, element)
              : Mismatch.of(
                  new Difference.Count(
                      "elements", Integer.toUnsignedLong(length), Integer.toUnsignedLong(size)));
      case ResultType result when found instanceof ResultType other -> {
        Mismatch ok = optional(other.ok(), result.ok(), Step.Only.OK);
        yield ok != null ? ok : optional(other.error(), result.error(), Step.Only.ERROR);
      }
      case MapType(ValueType key, ValueType mapped)
          when found instanceof MapType(ValueType otherKey, ValueType other) -> {
        Mismatch keys = value(otherKey, key);
        Mismatch values = value(other, mapped);
        yield keys != null
            ? keys.in(Step.Only.KEY)
            : values != null ? values.in(Step.Only.VALUE) : null;
      }
      case StreamType stream when found instanceof StreamType other ->
          optional(other.element(), stream.element(), Step.Only.ELEMENT);
      case FutureType future when found instanceof FutureType other ->
          optional(other.element(), future.element(), Step.Only.ELEMENT);
      case OwnType own when found instanceof OwnType other ->
          resource(other.resource(), own.resource());
      case BorrowType borrow when found instanceof BorrowType other ->
          resource(other.resource(), borrow.resource());
      case RecordType _,
          VariantType _,
          TupleType _,
          FlagsType _,
          EnumType _,
          ListType _,
          OptionType _,
          FixedListType _,
          ResultType _,
          MapType _,
          StreamType _,
          FutureType _,
          OwnType _,
          BorrowType _ ->
          form(found, expected);
    };
  }

  private static @Nullable PrimitiveType primitive(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> primitive;
      case DefinedPrimitive(PrimitiveType primitive) -> primitive;
      default -> null;
    };
  }

  private @Nullable Mismatch element(ValueType found, ValueType expected) {
    Mismatch mismatch = value(found, expected);
    return mismatch == null ? null : mismatch.in(Step.Only.ELEMENT);
  }

  private @Nullable Mismatch elements(List<ValueType> found, List<ValueType> expected) {
    if (found.size() != expected.size()) {
      return Mismatch.of(new Difference.Count("tuple elements", expected.size(), found.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      Mismatch mismatch = value(found.get(i), expected.get(i));
      if (mismatch != null) {
        return mismatch.in(new Step.TupleElement(i));
      }
    }
    return null;
  }

  private @Nullable Mismatch cases(List<Case> found, List<Case> expected) {
    if (found.size() != expected.size()) {
      return Mismatch.of(new Difference.Count("cases", expected.size(), found.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      String name = expected.get(i).name();
      if (!found.get(i).name().equals(name)) {
        return Mismatch.of(new Difference.Name("case", i, name, found.get(i).name()));
      }
      Mismatch mismatch =
          optional(found.get(i).type(), expected.get(i).type(), new Step.Case(name));
      if (mismatch != null) {
        return mismatch;
      }
    }
    return null;
  }

  private static @Nullable Mismatch labels(String what, List<String> found, List<String> expected) {
    if (found.size() != expected.size()) {
      return Mismatch.of(new Difference.Count(what + "s", expected.size(), found.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!Objects.equals(found.get(i), expected.get(i))) {
        return Mismatch.of(new Difference.Name(what, i, expected.get(i), found.get(i)));
      }
    }
    return null;
  }

  private @Nullable Mismatch resource(ResourceType found, ResourceType expected) {
    ResourceType actual = resolve(found);
    ResourceType wanted = resolve(expected);
    return actual == wanted ? null : Mismatch.of(new Difference.Resource(wanted, actual));
  }

  private static Mismatch form(AnyType found, AnyType expected) {
    return Mismatch.of(new Difference.Form(Types.form(expected), Types.form(found)));
  }
}
