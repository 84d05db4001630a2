package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;
import java.util.List;
import java.util.stream.Stream;
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
  public static Stream<ValueType> parts(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> Stream.empty();
      case DefinedPrimitive primitive -> Stream.empty();
      case FlagsType flags -> Stream.empty();
      case EnumType enumeration -> Stream.empty();
      case OwnType own -> Stream.empty();
      case BorrowType borrow -> Stream.empty();
      case RecordType(List<Field> fields) -> fields.stream().map(Field::type);
      case VariantType(List<Case> cases) -> cases.stream().flatMap(c -> optional(c.type()));
      case ListType(ValueType element) -> Stream.of(element);
      case FixedListType(ValueType element, int length) -> Stream.of(element);
      case TupleType(List<ValueType> elements) -> elements.stream();
      case OptionType(ValueType element) -> Stream.of(element);
      case ResultType result -> Stream.concat(optional(result.ok()), optional(result.error()));
      case StreamType stream -> optional(stream.element());
      case FutureType future -> optional(future.element());
      case MapType(ValueType key, ValueType value) -> Stream.of(key, value);
    };
  }

  /** The value types of the parameters and of the result. */
  public static Stream<ValueType> parts(FunctionType type) {
    return Stream.concat(type.params().stream().map(Field::type), optional(type.result()));
  }

  private static Stream<ValueType> optional(@Nullable ValueType type) {
    return Stream.ofNullable(type);
  }
}
