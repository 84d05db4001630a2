package dev.wasmc.abi;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value type as far as the canonical ABI tells types apart: without names and without the
 * specialized forms.
 */
public sealed interface Shape {
  record Scalar(PrimitiveType type) implements Shape {}

  /** Records and tuples. */
  record Fields(List<ValueType> types) implements Shape {
    public Fields {
      types = List.copyOf(types);
    }
  }

  /**
   * Variants, enumerations, options and results.
   *
   * @param payloads one for each case, null for none
   */
  record Cases(List<@Nullable ValueType> payloads) implements Shape {
    public Cases {
      payloads = Collections.unmodifiableList(new ArrayList<>(payloads));
    }
  }

  /** Lists and maps. */
  record Elements(ValueType element) implements Shape {}

  /**
   * A list of fixed length.
   *
   * @param length unsigned
   */
  record Repeated(ValueType element, int length) implements Shape {}

  /**
   * Flags.
   *
   * @param count 1 to 32
   */
  record Bits(int count) implements Shape {
    /** The bits that have a label. */
    public int mask() {
      return -1 >>> (32 - count);
    }
  }

  record Handle(ResourceType resource, boolean own) implements Shape {}

  /** The ends of streams and futures. */
  record End(boolean stream, @Nullable ValueType element) implements Shape {}

  static Shape of(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> new Scalar(primitive);
      case DefinedPrimitive(var primitive) -> new Scalar(primitive);
      case RecordType(var fields) -> new Fields(fields.stream().map(Field::type).toList());
      case TupleType(var elements) -> new Fields(elements);
      case VariantType(var cases) -> {
        List<@Nullable ValueType> payloads = new ArrayList<>(cases.size());
        for (Case c : cases) {
          payloads.add(c.type());
        }
        yield new Cases(payloads);
      }
      case EnumType(var labels) ->
          new Cases(Collections.<@Nullable ValueType>nCopies(labels.size(), null));
      case OptionType(var element) -> new Cases(Arrays.asList(null, element));
      case ResultType(var ok, var error) -> new Cases(Arrays.asList(ok, error));
      case ListType(var element) -> new Elements(element);
      case MapType(var key, var value) -> new Elements(new TupleType(List.of(key, value)));
      case FixedListType(var element, var length) -> new Repeated(element, length);
      case FlagsType(var labels) -> new Bits(labels.size());
      case OwnType own -> new Handle(own.resource(), true);
      case BorrowType borrow -> new Handle(borrow.resource(), false);
      case StreamType(var element) -> new End(true, element);
      case FutureType(var element) -> new End(false, element);
    };
  }
}
