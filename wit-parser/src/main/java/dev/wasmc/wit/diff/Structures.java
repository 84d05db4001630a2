package dev.wasmc.wit.diff;

import dev.wasmc.wit.Primitive;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for types, by which types are equal exactly if the component model calls them so: names
 * of types of values do not count, resources are what they are called.
 */
final class Structures {
  /** What is common to both versions. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The types of one version. */
  final class Numbers {
    private final int[] ids;

    /**
     * @param resourceName what a resource is called in both versions
     */
    Numbers(Resolve resolve, java.util.function.Function<TypeDef, String> resourceName) {
      ids = new int[resolve.types().size()];
      // A type is made of types before it.
      for (int i = 0; i < ids.length; i++) {
        TypeDef type = resolve.types().get(i);
        ids[i] =
            type.kind() instanceof TypeKind.AliasKind(var target)
                ? of(target)
                : number(key(type, resourceName));
      }
    }

    int of(@Nullable Type type) {
      return switch (type) {
        case null -> -1;
        case Primitive primitive -> number(primitive.keyword());
        case TypeId(int index) -> ids[index];
      };
    }

    private String key(TypeDef type, java.util.function.Function<TypeDef, String> resourceName) {
      return switch (type.kind()) {
        case TypeKind.RecordKind(var fields) ->
            "record " + fields.stream().map(f -> f.name() + ":" + of(f.type())).collect(joined());
        case TypeKind.VariantKind(var cases) ->
            "variant " + cases.stream().map(c -> c.name() + ":" + of(c.type())).collect(joined());
        case TypeKind.EnumKind(var cases) -> "enum " + labels(cases);
        case TypeKind.FlagsKind(var flags) -> "flags " + labels(flags);
        case TypeKind.ResourceKind _ -> "resource " + resourceName.apply(type);
        case TypeKind.AliasKind(var target) -> "alias " + of(target);
        case TypeKind.OwnKind(var resource) -> "own " + of(resource);
        case TypeKind.BorrowKind(var resource) -> "borrow " + of(resource);
        case TypeKind.TupleKind(var types) ->
            "tuple " + types.stream().map(t -> String.valueOf(of(t))).collect(joined());
        case TypeKind.OptionKind(var element) -> "option " + of(element);
        case TypeKind.ResultKind(var ok, var err) -> "result " + of(ok) + "," + of(err);
        case TypeKind.ListKind(var element) -> "list " + of(element);
        case TypeKind.FixedListKind(var element, var length) ->
            "list " + of(element) + "," + Integer.toUnsignedString(length);
        case TypeKind.MapKind(var key, var value) -> "map " + of(key) + "," + of(value);
        case TypeKind.FutureKind(var element) -> "future " + of(element);
        case TypeKind.StreamKind(var element) -> "stream " + of(element);
      };
    }
  }

  private int number(String key) {
    return numbers.computeIfAbsent(key, _ -> numbers.size());
  }

  private static String labels(List<TypeKind.Label> labels) {
    return labels.stream().map(TypeKind.Label::name).collect(joined());
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(",");
  }
}
