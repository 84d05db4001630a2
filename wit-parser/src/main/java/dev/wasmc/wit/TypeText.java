package dev.wasmc.wit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Types as text that says all there is about them, so that equal texts mean equal types, also of
 * two {@link Resolve}s.
 *
 * @param resolve where the types are
 * @param naming how a type with a name is called where it is used
 */
public record TypeText(Resolve resolve, Naming naming) {
  /** How a type with a name is called. */
  public interface Naming {
    /**
     * @param type with a name
     * @param name that name
     */
    String name(TypeDef type, String name);
  }

  /** With the full name of the interface that owns a type in front of it. */
  public static TypeText qualified(Resolve resolve) {
    return new TypeText(
        resolve,
        (type, name) ->
            switch (type.owner()) {
              case TypeOwner.OfInterface(var id) -> resolve.fullName(id).orElse("") + "#" + name;
              case TypeOwner.OfWorld _, TypeOwner.Nobody _ -> "#" + name;
            });
  }

  /** A type where it is used; {@code _} for none. */
  public String use(@Nullable Type type) {
    return switch (type) {
      case null -> "_";
      case Primitive primitive -> primitive.keyword();
      case TypeId id -> {
        TypeDef def = resolve.get(id);
        yield def.name() == null ? definition(def.kind()) : naming.name(def, def.name());
      }
    };
  }

  /** What a type is made of. */
  public String definition(TypeKind kind) {
    return switch (kind) {
      case TypeKind.RecordKind(var fields) ->
          fields.stream()
              .map(field -> field.name() + ": " + use(field.type()))
              .collect(Collectors.joining(", ", "record { ", " }"));
      case TypeKind.VariantKind(var cases) ->
          cases.stream()
              .map(c -> c.type() == null ? c.name() : c.name() + "(" + use(c.type()) + ")")
              .collect(Collectors.joining(", ", "variant { ", " }"));
      case TypeKind.EnumKind(var cases) -> labels("enum", cases);
      case TypeKind.FlagsKind(var flags) -> labels("flags", flags);
      case TypeKind.ResourceKind _ -> "resource";
      case TypeKind.AliasKind(var target) -> use(target);
      case TypeKind.OwnKind(var resource) -> "own<" + use(resource) + ">";
      case TypeKind.BorrowKind(var resource) -> "borrow<" + use(resource) + ">";
      case TypeKind.TupleKind(var types) ->
          types.stream().map(this::use).collect(Collectors.joining(", ", "tuple<", ">"));
      case TypeKind.OptionKind(var element) -> "option<" + use(element) + ">";
      case TypeKind.ResultKind(var ok, var err) -> "result<" + use(ok) + ", " + use(err) + ">";
      case TypeKind.ListKind(var element) -> "list<" + use(element) + ">";
      case TypeKind.FixedListKind(var element, var length) ->
          "list<" + use(element) + ", " + Integer.toUnsignedString(length) + ">";
      case TypeKind.MapKind(var key, var value) -> "map<" + use(key) + ", " + use(value) + ">";
      case TypeKind.FutureKind(var element) -> "future<" + use(element) + ">";
      case TypeKind.StreamKind(var element) -> "stream<" + use(element) + ">";
    };
  }

  private static String labels(String keyword, List<TypeKind.Label> labels) {
    return labels.stream()
        .map(TypeKind.Label::name)
        .collect(Collectors.joining(", ", keyword + " { ", " }"));
  }

  /** Parameters and result. */
  public String signature(Function function) {
    return (function.kind().async() ? "async func(" : "func(")
        + function.params().stream()
            .map(param -> param.name() + ": " + use(param.type()))
            .collect(Collectors.joining(", "))
        + (function.result() == null ? ")" : ") -> " + use(function.result()));
  }
}
