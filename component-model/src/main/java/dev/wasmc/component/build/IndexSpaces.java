package dev.wasmc.component.build;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.Sort;
import java.util.HashMap;
import java.util.Map;

/** How many things each index space holds. */
final class IndexSpaces {
  private final Map<Sort, Integer> counts = new HashMap<>();

  /** Adds one; its index. */
  int add(Sort sort) {
    return counts.merge(sort, 1, Integer::sum) - 1;
  }

  int add(CoreSort sort) {
    return add(new Sort.Core(sort));
  }

  int count(Sort sort) {
    return counts.getOrDefault(sort, 0);
  }

  /** The index space that an import or export of that description adds to. */
  static Sort sort(ExternDesc desc) {
    return switch (desc) {
      case ExternDesc.CoreModule _ -> Sort.CORE_MODULE;
      case ExternDesc.Func _ -> Sort.FUNC;
      case ExternDesc.Value _, ExternDesc.ValueEq _ -> Sort.VALUE;
      case ExternDesc.TypeEq _, ExternDesc.SubResource _ -> Sort.TYPE;
      case ExternDesc.Component _ -> Sort.COMPONENT;
      case ExternDesc.Instance _ -> Sort.INSTANCE;
    };
  }
}
