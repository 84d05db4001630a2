package dev.wasmc.component.text;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.Sort;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.wasm.text.TextWriter.Identifiers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index spaces of a component or a type while it is printed: how far they are filled, and what
 * is in them called.
 */
final class PrintScope {
  private final @Nullable ComponentNames names;
  private final Map<Sort, Integer> sizes = new HashMap<>();
  private final Map<Sort, Identifiers> identifiers = new HashMap<>();

  /**
   * @param names null for a type, whose declarations have no names
   */
  PrintScope(@Nullable ComponentNames names) {
    this.names = names;
  }

  Identifiers identifiers(Sort sort) {
    return identifiers.computeIfAbsent(
        sort, s -> new Identifiers(names == null ? Map.of() : names.of(s)));
  }

  /** Takes the next index of a sort: what to print where it is defined. */
  String define(Sort sort) {
    String definition = next(sort);
    take(sort);
    return definition;
  }

  /** What to print where the next of a sort is defined; its index is not taken yet. */
  String next(Sort sort) {
    return identifiers(sort).definition(sizes.getOrDefault(sort, 0));
  }

  void take(Sort sort) {
    sizes.merge(sort, 1, Integer::sum);
  }

  /**
   * An identifier, or the number: always where nothing of that index is defined yet, since the name
   * could be an outer one's.
   */
  String reference(Sort sort, int index) {
    return index >= 0 && index < sizes.getOrDefault(sort, 0)
        ? identifiers(sort).reference(index)
        : Integer.toUnsignedString(index);
  }

  String core(CoreSort sort, int index) {
    return reference(new Sort.Core(sort), index);
  }
}
