package dev.wasmc.component.validate;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
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
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What is known of a type as a whole, computed once for each type object.
 *
 * @param size how many parts it has, shared ones counted as often as they are used, up to {@link
 *     Table#maxSize} and one
 * @param depth how deep it is nested; types of a component are only built from parts that are less
 *     deep than {@link #MAX_DEPTH}
 * @param borrows whether it contains handles lent for a call
 * @param pointers whether its values contain addresses, so that passing them takes a memory
 * @param repeats whether it contains lists of fixed length, without which a value takes no more
 *     than {@link #PART_BYTES} in memory for each part
 * @param resources whether it refers to a resource type, or introduces one
 */
record TypeFacts(
    int size, int depth, boolean borrows, boolean pointers, boolean repeats, boolean resources) {
  /** As a string has, or 8 bytes behind padding. */
  static final int PART_BYTES = 16;

  /** The deepest nesting of value types. */
  static final int MAX_VALUE_DEPTH = 100;

  /** The deepest nesting of all types. */
  static final int MAX_DEPTH = 400;

  private static final TypeFacts LEAF = new TypeFacts(1, 1, false, false, false, false);
  private static final TypeFacts POINTER = new TypeFacts(1, 1, false, true, false, false);
  private static final TypeFacts REPEATED = new TypeFacts(1, 1, false, false, true, false);
  private static final TypeFacts RESOURCE = new TypeFacts(1, 1, false, false, false, true);
  private static final TypeFacts BORROW = new TypeFacts(1, 1, true, false, false, true);

  /** Adds up the parts of a type. */
  private static final class Sum {
    private int size;
    private int depth;
    private boolean borrows;
    private boolean pointers;
    private boolean repeats;
    private boolean resources;
    private final int maxSize;

    /**
     * @param whole what is known without the parts
     */
    Sum(TypeFacts whole, int maxSize) {
      this.maxSize = maxSize;
      this.size = whole.size;
      this.depth = whole.depth;
      this.borrows = whole.borrows;
      this.pointers = whole.pointers;
      this.repeats = whole.repeats;
      this.resources = whole.resources;
    }

    void add(TypeFacts part) {
      size = Math.min(maxSize + 1, size + part.size);
      depth = Math.max(depth, part.depth + 1);
      borrows |= part.borrows;
      pointers |= part.pointers;
      repeats |= part.repeats;
      resources |= part.resources;
    }

    TypeFacts facts() {
      return new TypeFacts(size, depth, borrows, pointers, repeats, resources);
    }
  }

  /**
   * The facts of all types of a validation. What is as cheap to add up as to look up is not kept.
   */
  static final class Table {
    private static final int FEW_PARTS = 16;

    /** What any type may have, however short the file. */
    private static final int MIN_MAX_SIZE = 1_000_000;

    /** Twice as many can be counted. */
    private static final int MAX_MAX_SIZE = 1 << 29;

    private final IdentityHashMap<AnyType, TypeFacts> known = new IdentityHashMap<>();
    private final int maxSize;

    /**
     * @param length of the file in bytes: a type without shared parts is not refused for its size
     */
    Table(int length) {
      this.maxSize = Math.clamp(length, MIN_MAX_SIZE, MAX_MAX_SIZE);
    }

    /** The most parts that a type may have, and all imports and exports of a scope together. */
    int maxSize() {
      return maxSize;
    }

    TypeFacts of(EntityType type) {
      return switch (type) {
        case ModuleType module ->
            new TypeFacts(
                Math.min(maxSize + 1, 1 + module.imports().size() + module.exports().size()),
                1,
                false,
                false,
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
        case PrimitiveType primitive -> primitive == PrimitiveType.STRING ? POINTER : LEAF;
        case EnumType _, FlagsType _ -> LEAF;
        case DefinedPrimitive(PrimitiveType primitive) -> of(primitive);
        case ResourceType _, OwnType _ -> RESOURCE;
        case BorrowType _ -> BORROW;
        case ListType _, MapType _ -> ofParts(type, POINTER);
        case FixedListType _ -> ofParts(type, REPEATED);
        case RecordType _,
            VariantType _,
            TupleType _,
            OptionType _,
            ResultType _,
            StreamType _,
            FutureType _,
            FunctionType _,
            InstanceType _,
            ComponentType _ ->
            ofParts(type, LEAF);
      };
    }

    private TypeFacts ofParts(AnyType type, TypeFacts whole) {
      TypeFacts facts = known.get(type);
      if (facts == null) {
        Sum sum = new Sum(whole, maxSize);
        switch (type) {
          case RecordType(List<Field> fields) -> addFields(sum, fields);
          case FunctionType function -> {
            addFields(sum, function.params());
            if (function.result() != null) {
              sum.add(of(function.result()));
            }
          }
          case ValueType value -> {
            for (ValueType part : Types.parts(value)) {
              sum.add(of(part));
            }
          }
          case InstanceType instance -> addAll(sum, instance.exports().values());
          case ComponentType component -> {
            addAll(sum, component.imports().values());
            addAll(sum, component.exports().values());
          }
          case ResourceType _ -> {}
        }
        facts = sum.facts();
        if (facts.size > FEW_PARTS) {
          known.put(type, facts);
        }
      }
      return facts;
    }

    private void addFields(Sum sum, List<Field> fields) {
      for (Field field : fields) {
        sum.add(of(field.type()));
      }
    }

    private void addAll(Sum sum, Collection<EntityType> parts) {
      for (EntityType part : parts) {
        sum.add(of(part));
      }
    }
  }
}
