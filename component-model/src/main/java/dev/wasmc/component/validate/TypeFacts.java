package dev.wasmc.component.validate;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import java.util.IdentityHashMap;
import java.util.stream.Stream;

/**
 * What is known of a type as a whole, computed once for each type object.
 *
 * @param size how many parts it has, shared ones counted as often as they are used, up to {@link
 *     #MAX_SIZE} and one
 * @param depth how deep it is nested; types of a component are only built from parts that are less
 *     deep than {@link #MAX_DEPTH}
 * @param borrows whether it contains handles lent for a call
 * @param pointers whether its values contain addresses, so that passing them takes a memory
 */
record TypeFacts(int size, int depth, boolean borrows, boolean pointers) {
  /** The most parts that a type may have. */
  static final int MAX_SIZE = 1_000_000;

  /** The deepest nesting of value types. */
  static final int MAX_VALUE_DEPTH = 100;

  /** The deepest nesting of all types. */
  static final int MAX_DEPTH = 400;

  private static final TypeFacts LEAF = new TypeFacts(1, 1, false, false);

  private TypeFacts and(TypeFacts part) {
    return new TypeFacts(
        Math.min(MAX_SIZE + 1, size + part.size),
        Math.max(depth, part.depth + 1),
        borrows || part.borrows,
        pointers || part.pointers);
  }

  /** The facts of all types of a validation. */
  static final class Table {
    private final IdentityHashMap<AnyType, TypeFacts> known = new IdentityHashMap<>();

    TypeFacts of(EntityType type) {
      return switch (type) {
        case ModuleType module ->
            new TypeFacts(
                Math.min(MAX_SIZE + 1, 1 + module.imports().size() + module.exports().size()),
                1,
                false,
                false);
        case ValueEntity(ValueType value) -> of(value);
        case TypeEntity(AnyType referenced, _) -> of(referenced);
        case FunctionType function -> of((AnyType) function);
        case InstanceType instance -> of((AnyType) instance);
        case ComponentType component -> of((AnyType) component);
      };
    }

    TypeFacts of(AnyType type) {
      return switch (type) {
        case PrimitiveType.STRING -> new TypeFacts(1, 1, false, true);
        case PrimitiveType primitive -> LEAF;
        case ResourceType resource -> LEAF;
        default -> {
          TypeFacts facts = known.get(type);
          if (facts == null) {
            facts = compute(type);
            known.put(type, facts);
          }
          yield facts;
        }
      };
    }

    private TypeFacts compute(AnyType type) {
      return switch (type) {
        case DefinedPrimitive(PrimitiveType primitive) -> of(primitive);
        case BorrowType borrow -> new TypeFacts(1, 1, true, false);
        case ListType(ValueType element) -> new TypeFacts(1, 1, false, true).and(of(element));
        case MapType(ValueType key, ValueType value) ->
            new TypeFacts(1, 1, false, true).and(of(key)).and(of(value));
        case ValueType value -> all(Types.parts(value).map(this::of));
        case FunctionType function -> all(Types.parts(function).map(this::of));
        case InstanceType instance -> all(instance.exports().values().stream().map(this::of));
        case ComponentType component ->
            all(
                Stream.concat(
                        component.imports().values().stream(),
                        component.exports().values().stream())
                    .map(this::of));
        case ResourceType resource -> LEAF;
      };
    }

    private static TypeFacts all(Stream<TypeFacts> parts) {
      return parts.reduce(LEAF, TypeFacts::and);
    }
  }
}
