package dev.wasmc.capability;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
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
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the signatures of functions as WIT does, with the names that a component's imports and
 * exports give to types.
 */
final class SignatureText {
  private final Map<AnyType, String> names = new IdentityHashMap<>();

  SignatureText(ComponentType component) {
    component.imports().forEach(this::name);
    component.exports().forEach(this::name);
  }

  private void name(String name, EntityType entity) {
    switch (entity) {
      case TypeEntity(AnyType type, _) -> names.putIfAbsent(type, name);
      case InstanceType instance ->
          instance
              .exports()
              .forEach((inner, type) -> {
                if (type instanceof TypeEntity) {
                  name(inner, type);
                }
              });
      default -> {}
    }
  }

  String of(FunctionType type) {
    return (type.async() ? "async " : "")
        + type.params().stream()
            .map(param -> param.name() + ": " + of(param.type()))
            .collect(Collectors.joining(", ", "func(", ")"))
        + (type.result() == null ? "" : " -> " + of(type.result()));
  }

  private String of(ValueType type) {
    String name = names.get(type);
    if (name != null) {
      return name;
    }
    return switch (type) {
      case PrimitiveType primitive -> primitive.keyword();
      case DefinedPrimitive(PrimitiveType primitive) -> primitive.keyword();
      case ListType(ValueType element) -> "list<" + of(element) + ">";
      case FixedListType(ValueType element, int length) ->
          "list<" + of(element) + ", " + Integer.toUnsignedString(length) + ">";
      case MapType(ValueType key, ValueType value) -> "map<" + of(key) + ", " + of(value) + ">";
      case TupleType(List<ValueType> elements) ->
          elements.stream().map(this::of).collect(Collectors.joining(", ", "tuple<", ">"));
      case OptionType(ValueType element) -> "option<" + of(element) + ">";
      case ResultType result -> result(result);
      case StreamType stream -> generic("stream", stream.element());
      case FutureType future -> generic("future", future.element());
      case OwnType own -> names.getOrDefault(own.resource(), own.resource().name());
      case BorrowType borrow ->
          "borrow<" + names.getOrDefault(borrow.resource(), borrow.resource().name()) + ">";
      case RecordType _, VariantType _, EnumType _, FlagsType _ -> Types.form(type);
    };
  }

  private String result(ResultType result) {
    if (result.error() == null) {
      return generic("result", result.ok());
    }
    return "result<"
        + (result.ok() == null ? "_" : of(result.ok()))
        + ", "
        + of(result.error())
        + ">";
  }

  private String generic(String keyword, @Nullable ValueType element) {
    return element == null ? keyword : keyword + "<" + of(element) + ">";
  }
}
