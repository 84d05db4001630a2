package dev.wasmc.wit;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which features of either kind something is made with. */
public final class FeatureUse {
  private FeatureUse() {}

  /** The {@code @unstable} features that something is part of. */
  public static SortedSet<String> gates(Resolve resolve) {
    SortedSet<String> found = new TreeSet<>();
    Stream.of(
            resolve.interfaces().stream().map(Interface::stability),
            resolve.worlds().stream().map(World::stability),
            resolve.types().stream().map(TypeDef::stability),
            functions(resolve).map(Function::stability),
            items(resolve)
                .flatMap(item ->
                    item instanceof WorldItem.InterfaceItem named
                        ? Stream.of(named.stability())
                        : Stream.empty()))
        .flatMap(each -> each)
        .forEach(stability -> {
          if (stability instanceof Stability.Unstable(var feature, _)) {
            found.add(feature);
          }
        });
    return found;
  }

  /** What is experimental in the standard. */
  public static Set<LanguageFeature> language(Resolve resolve) {
    Set<LanguageFeature> found = EnumSet.noneOf(LanguageFeature.class);
    if (resolve.packages().stream().anyMatch(each -> each.name().isNested())) {
      found.add(LanguageFeature.NESTED_NAMES);
    }
    for (TypeDef type : resolve.types()) {
      if (type.kind() instanceof TypeKind.FixedListKind) {
        found.add(LanguageFeature.FIXED_LENGTH_LISTS);
      }
      type.kind().forEachType(part -> add(part, found));
    }
    functions(resolve)
        .forEach(function -> {
          function.params().forEach(param -> add(param.type(), found));
          if (function.result() != null) {
            add(function.result(), found);
          }
        });
    return found;
  }

  private static void add(Type type, Set<LanguageFeature> into) {
    if (type == Primitive.ERROR_CONTEXT) {
      into.add(LanguageFeature.ERROR_CONTEXT);
    }
  }

  private static Stream<Function> functions(Resolve resolve) {
    return Stream.concat(
        resolve.interfaces().stream().flatMap(each -> each.functions().values().stream()),
        items(resolve)
            .flatMap(item ->
                item instanceof WorldItem.FunctionItem(var function)
                    ? Stream.of(function)
                    : Stream.empty()));
  }

  private static Stream<WorldItem> items(Resolve resolve) {
    return resolve.worlds().stream()
        .flatMap(world -> Stream.of(world.imports(), world.exports()))
        .map(Map::values)
        .flatMap(Collection::stream);
  }
}
