package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether types of two worlds say the same: the same labels and parts, and resources that go by the
 * same names. Two versions of an interface that agree in all they share can be one instance.
 */
public final class SameShape {
  private final Map<ResourceType, ResourceType> resources = new HashMap<>();
  private final Map<ValueType, ValueType> known = new IdentityHashMap<>();

  private SameShape() {}

  /**
   * Whether what both have under one name is the same; what only one of them has does not count.
   */
  public static boolean agree(InstanceType one, InstanceType other) {
    SameShape shape = new SameShape();
    for (Map.Entry<String, EntityType> entry : one.exports().entrySet()) {
      EntityType found = other.exports().get(entry.getKey());
      if (found != null && !shape.same(entry.getValue(), found)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a function fits another one of the same name in another world. */
  public static boolean same(FunctionType one, FunctionType other) {
    return new SameShape().functions(one, other);
  }

  private boolean same(EntityType one, EntityType other) {
    return switch (one) {
      case FunctionType a -> other instanceof FunctionType b && functions(a, b);
      case TypeEntity(AnyType a, _) -> other instanceof TypeEntity(AnyType b, _) && types(a, b);
      default -> false;
    };
  }

  private boolean types(AnyType one, AnyType other) {
    return switch (one) {
      case ResourceType a -> other instanceof ResourceType b && resources(a, b);
      case ValueType a -> other instanceof ValueType b && values(a, b);
      default -> false;
    };
  }

  private boolean resources(ResourceType one, ResourceType other) {
    ResourceType before = resources.putIfAbsent(one, other);
    return before == null || before == other;
  }

  private boolean functions(FunctionType one, FunctionType other) {
    return one.async() == other.async()
        && fields(one.params(), other.params())
        && optional(one.result(), other.result());
  }

  private boolean fields(List<Field> one, List<Field> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).name().equals(other.get(i).name())
          || !values(one.get(i).type(), other.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  private boolean cases(List<Case> one, List<Case> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).name().equals(other.get(i).name())
          || !optional(one.get(i).type(), other.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  private boolean optional(@Nullable ValueType one, @Nullable ValueType other) {
    return one == null || other == null ? one == other : values(one, other);
  }

  private boolean values(ValueType one, ValueType other) {
    if (known.get(one) == other) {
      return true;
    }
    boolean same =
        switch (one) {
          case PrimitiveType type -> primitives(type, other);
          case DefinedPrimitive(var type) -> primitives(type, other);
          case RecordType a -> other instanceof RecordType b && fields(a.fields(), b.fields());
          case VariantType a -> other instanceof VariantType b && cases(a.cases(), b.cases());
          case ListType a -> other instanceof ListType b && values(a.element(), b.element());
          case FixedListType a ->
              other instanceof FixedListType b
                  && a.length() == b.length()
                  && values(a.element(), b.element());
          case TupleType a -> other instanceof TupleType b && all(a.elements(), b.elements());
          case OptionType a -> other instanceof OptionType b && values(a.element(), b.element());
          case ResultType a ->
              other instanceof ResultType b
                  && optional(a.ok(), b.ok())
                  && optional(a.error(), b.error());
          case OwnType a -> other instanceof OwnType b && resources(a.resource(), b.resource());
          case BorrowType a ->
              other instanceof BorrowType b && resources(a.resource(), b.resource());
          case MapType a ->
              other instanceof MapType b
                  && values(a.key(), b.key())
                  && values(a.value(), b.value());
          default -> one.equals(other);
        };
    if (same) {
      known.put(one, other);
    }
    return same;
  }

  private static boolean primitives(PrimitiveType one, ValueType other) {
    return one == other || (other instanceof DefinedPrimitive(var that) && one == that);
  }

  private boolean all(List<ValueType> one, List<ValueType> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!values(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }
}
