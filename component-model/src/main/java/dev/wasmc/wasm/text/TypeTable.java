package dev.wasmc.wasm.text;

import dev.wasmc.wasm.CompositeType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SubType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module: those that it writes out, and behind them those that its type uses imply.
 */
final class TypeTable {
  private final List<RecType> groups = new ArrayList<>();
  private final List<SubType> types = new ArrayList<>();
  private final Map<FuncType, Integer> functions = new HashMap<>();

  void add(RecType group) {
    groups.add(group);
    if (group.types().size() == 1
        && group.types().getFirst().isPlain()
        && group.types().getFirst().composite() instanceof FuncType function) {
      functions.putIfAbsent(function, types.size());
    }
    types.addAll(group.types());
  }

  List<RecType> groups() {
    return groups;
  }

  /** Null where the index is no function type of the module. */
  @Nullable FuncType function(int index) {
    CompositeType type = index >= 0 && index < types.size() ? types.get(index).composite() : null;
    return type instanceof FuncType function ? function : null;
  }

  /** The first type that is this one, which is added if there is none, core specification 6.4.5. */
  int intern(FuncType type) {
    Integer index = functions.get(type);
    if (index != null) {
      return index;
    }
    int added = types.size();
    add(RecType.of(type));
    return added;
  }
}
