package dev.wasmc.wit;

import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a {@link TypeDef} is made up. */
public sealed interface TypeKind {
  record RecordKind(List<Field> fields) implements TypeKind {
    public RecordKind {
      fields = List.copyOf(fields);
    }
  }

  record VariantKind(List<Case> cases) implements TypeKind {
    public VariantKind {
      cases = List.copyOf(cases);
    }
  }

  record EnumKind(List<Label> cases) implements TypeKind {
    public EnumKind {
      cases = List.copyOf(cases);
    }
  }

  record FlagsKind(List<Label> flags) implements TypeKind {
    public FlagsKind {
      flags = List.copyOf(flags);
    }
  }

  enum ResourceKind implements TypeKind {
    RESOURCE
  }

  /**
   * A further name for a type: {@code type a = b}, or a type of another interface brought in by
   * {@code use}.
   */
  record AliasKind(Type target) implements TypeKind {}

  /**
   * {@code own<r>}; also what a resource by its mere name means where a value is passed.
   *
   * @param resource a resource or an alias of one
   */
  record OwnKind(TypeId resource) implements TypeKind {}

  /**
   * {@code borrow<r>}; also the type of a method's {@code self}.
   *
   * @param resource a resource or an alias of one
   */
  record BorrowKind(TypeId resource) implements TypeKind {}

  record TupleKind(List<Type> types) implements TypeKind {
    public TupleKind {
      types = List.copyOf(types);
    }
  }

  record OptionKind(Type element) implements TypeKind {}

  /**
   * @param ok null for a result that carries nothing where all is well
   * @param err null for one that carries nothing where it is not
   */
  record ResultKind(@Nullable Type ok, @Nullable Type err) implements TypeKind {}

  record ListKind(Type element) implements TypeKind {}

  /**
   * @param length unsigned, at least 1
   */
  record FixedListKind(Type element, int length) implements TypeKind {}

  /**
   * @param key of which {@link Primitive#isMapKey} is true, perhaps by another name
   */
  record MapKind(Type key, Type value) implements TypeKind {}

  /**
   * @param element null for a future that says no more than that it is there
   */
  record FutureKind(@Nullable Type element) implements TypeKind {}

  /**
   * @param element null for a stream that says no more than how much there is
   */
  record StreamKind(@Nullable Type element) implements TypeKind {}

  /**
   * A field of a record.
   *
   * @param docs the text of the comments in front of it; null for none
   */
  record Field(String name, Type type, @Nullable String docs, Place place) {}

  /**
   * A case of a variant.
   *
   * @param type null for a case that carries nothing
   * @param docs the text of the comments in front of it; null for none
   */
  record Case(String name, @Nullable Type type, @Nullable String docs, Place place) {}

  /** A case of an enum, or a flag. */
  record Label(String name, @Nullable String docs, Place place) {}

  /** What people call it, with an article where it takes one. */
  default String words() {
    return switch (this) {
      case RecordKind _ -> "a record";
      case VariantKind _ -> "a variant";
      case EnumKind _ -> "an enum";
      case FlagsKind _ -> "a set of flags";
      case ResourceKind _ -> "a resource";
      case AliasKind(Primitive primitive) -> "another name for `" + primitive.keyword() + "`";
      case AliasKind _ -> "another name for a type";
      case OwnKind _ -> "an owned handle";
      case BorrowKind _ -> "a borrowed handle";
      case TupleKind _ -> "a tuple";
      case OptionKind _ -> "an option";
      case ResultKind _ -> "a result";
      case ListKind _, FixedListKind _ -> "a list";
      case MapKind _ -> "a map";
      case FutureKind _ -> "a future";
      case StreamKind _ -> "a stream";
    };
  }

  /** Visits each type that it names directly, in order. */
  default void forEachType(Consumer<Type> action) {
    switch (this) {
      case RecordKind(var fields) -> fields.forEach(field -> action.accept(field.type));
      case VariantKind(var cases) -> cases.forEach(c -> accept(c.type, action));
      case EnumKind _, FlagsKind _, ResourceKind _ -> {}
      case AliasKind(var target) -> action.accept(target);
      case OwnKind(var resource) -> action.accept(resource);
      case BorrowKind(var resource) -> action.accept(resource);
      case TupleKind(var types) -> types.forEach(action);
      case OptionKind(var element) -> action.accept(element);
      case ResultKind(var ok, var err) -> {
        accept(ok, action);
        accept(err, action);
      }
      case ListKind(var element) -> action.accept(element);
      case FixedListKind(var element, _) -> action.accept(element);
      case MapKind(var key, var value) -> {
        action.accept(key);
        action.accept(value);
      }
      case FutureKind(var element) -> accept(element, action);
      case StreamKind(var element) -> accept(element, action);
    }
  }

  private static void accept(@Nullable Type type, Consumer<Type> action) {
    if (type != null) {
      action.accept(type);
    }
  }

  /** How many fields, cases or types it has. */
  default int size() {
    return switch (this) {
      case RecordKind(var fields) -> fields.size();
      case VariantKind(var cases) -> cases.size();
      case TupleKind(var types) -> types.size();
      default -> 1;
    };
  }

  /**
   * The same with each type that it names directly replaced, in order. A handle's resource stays a
   * {@link TypeId}.
   */
  default TypeKind mapTypes(UnaryOperator<Type> map) {
    return switch (this) {
      case RecordKind(var fields) -> {
        List<Field> mapped = new ArrayList<>(fields.size());
        fields.forEach(f -> mapped.add(new Field(f.name, map.apply(f.type), f.docs, f.place)));
        yield new RecordKind(mapped);
      }
      case VariantKind(var cases) -> {
        List<Case> mapped = new ArrayList<>(cases.size());
        cases.forEach(c -> mapped.add(new Case(c.name, optional(c.type, map), c.docs, c.place)));
        yield new VariantKind(mapped);
      }
      case EnumKind same -> same;
      case FlagsKind same -> same;
      case ResourceKind same -> same;
      case AliasKind(var target) -> new AliasKind(map.apply(target));
      case OwnKind(var resource) -> new OwnKind((TypeId) map.apply(resource));
      case BorrowKind(var resource) -> new BorrowKind((TypeId) map.apply(resource));
      case TupleKind(var types) -> {
        List<Type> mapped = new ArrayList<>(types);
        mapped.replaceAll(map);
        yield new TupleKind(mapped);
      }
      case OptionKind(var element) -> new OptionKind(map.apply(element));
      case ResultKind(var ok, var err) -> {
        Type mapped = optional(ok, map);
        yield new ResultKind(mapped, optional(err, map));
      }
      case ListKind(var element) -> new ListKind(map.apply(element));
      case FixedListKind(var element, var length) -> new FixedListKind(map.apply(element), length);
      case MapKind(var key, var value) -> {
        Type mapped = map.apply(key);
        yield new MapKind(mapped, map.apply(value));
      }
      case FutureKind(var element) -> new FutureKind(optional(element, map));
      case StreamKind(var element) -> new StreamKind(optional(element, map));
    };
  }

  private static @Nullable Type optional(@Nullable Type type, UnaryOperator<Type> map) {
    return type == null ? null : map.apply(type);
  }
}
