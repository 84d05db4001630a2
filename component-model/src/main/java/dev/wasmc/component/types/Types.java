package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is common to all types. */
public final class Types {
  private Types() {}

  /** The form of a type in a sentence, such as {@code record} or {@code u32}. */
  public static String form(AnyType type) {
    return switch (type) {
      case PrimitiveType primitive -> primitive.keyword();
      case DefinedPrimitive(PrimitiveType primitive) -> primitive.keyword();
      case RecordType record -> "record";
      case VariantType variant -> "variant";
      case ListType list -> "list";
      case FixedListType list -> "list of fixed length";
      case TupleType tuple -> "tuple";
      case FlagsType flags -> "flags";
      case EnumType enumeration -> "enum";
      case OptionType option -> "option";
      case ResultType result -> "result";
      case OwnType own -> "own";
      case BorrowType borrow -> "borrow";
      case StreamType stream -> "stream";
      case FutureType future -> "future";
      case MapType map -> "map";
      case FunctionType function -> "function type";
      case InstanceType instance -> "instance type";
      case ComponentType component -> "component type";
      case ResourceType resource -> "resource";
    };
  }

  /** The sort of an import or export in a sentence. */
  public static String sort(EntityType type) {
    return switch (type) {
      case ModuleType module -> "core module";
      case FunctionType function -> "func";
      case ValueEntity value -> "value";
      case TypeEntity entity -> "type";
      case InstanceType instance -> "instance";
      case ComponentType component -> "component";
    };
  }

  /** A further type object that is equal to a type; a resource type stays the same. */
  public static AnyType copy(AnyType type) {
    return switch (type) {
      case PrimitiveType primitive -> new DefinedPrimitive(primitive);
      case DefinedPrimitive(PrimitiveType primitive) -> new DefinedPrimitive(primitive);
      case RecordType(List<Field> fields) -> new RecordType(fields);
      case VariantType(List<Case> cases) -> new VariantType(cases);
      case ListType(ValueType element) -> new ListType(element);
      case FixedListType(ValueType element, int length) -> new FixedListType(element, length);
      case TupleType(List<ValueType> elements) -> new TupleType(elements);
      case FlagsType(List<String> labels) -> new FlagsType(labels);
      case EnumType(List<String> labels) -> new EnumType(labels);
      case OptionType(ValueType element) -> new OptionType(element);
      case ResultType result -> new ResultType(result.ok(), result.error());
      case OwnType own -> new OwnType(own.resource(), own.named());
      case BorrowType borrow -> new BorrowType(borrow.resource(), borrow.named());
      case StreamType stream -> new StreamType(stream.element());
      case FutureType future -> new FutureType(future.element());
      case MapType(ValueType key, ValueType value) -> new MapType(key, value);
      case FunctionType function ->
          new FunctionType(function.async(), function.params(), function.result());
      case InstanceType(var exports, var fresh) -> new InstanceType(exports, fresh);
      case ComponentType component ->
          new ComponentType(
              component.imports(), component.exports(), component.imported(), component.fresh());
      case ResourceType resource -> resource;
    };
  }

  /** The value types that a value type is directly made of. */
  public static List<ValueType> parts(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> List.of();
      case DefinedPrimitive primitive -> List.of();
      case FlagsType flags -> List.of();
      case EnumType enumeration -> List.of();
      case OwnType own -> List.of();
      case BorrowType borrow -> List.of();
      case RecordType(List<Field> fields) -> parts(fields, null);
      case VariantType(List<Case> cases) -> {
        List<ValueType> parts = new ArrayList<>(cases.size());
        for (Case each : cases) {
          if (each.type() != null) {
            parts.add(each.type());
          }
        }
        yield parts;
      }
      case ListType(ValueType element) -> List.of(element);
      case FixedListType(ValueType element, int length) -> List.of(element);
      case TupleType(List<ValueType> elements) -> elements;
      case OptionType(ValueType element) -> List.of(element);
      case ResultType(ValueType ok, ValueType error) when ok != null && error != null ->
          List.of(ok, error);
      case ResultType(ValueType ok, ValueType error) -> optional(ok == null ? error : ok);
      case StreamType stream -> optional(stream.element());
      case FutureType future -> optional(future.element());
      case MapType(ValueType key, ValueType value) -> List.of(key, value);
    };
  }

  /** The value types of the parameters and of the result. */
  public static List<ValueType> parts(FunctionType type) {
    return parts(type.params(), type.result());
  }

  private static List<ValueType> parts(List<Field> fields, @Nullable ValueType last) {
    List<ValueType> parts = new ArrayList<>(fields.size() + 1);
    for (Field field : fields) {
      parts.add(field.type());
    }
    if (last != null) {
      parts.add(last);
    }
    return parts;
  }

  private static List<ValueType> optional(@Nullable ValueType type) {
    return type == null ? List.of() : List.of(type);
  }
}
