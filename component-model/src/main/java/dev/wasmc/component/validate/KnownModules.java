package dev.wasmc.component.validate;

import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Core modules of valid components: the same bytes need no second look. */
final class KnownModules {
  private final Map<Integer, List<ValidatedModule>> byLength = new HashMap<>();

  KnownModules(List<ValidatedComponent> components) {
    Deque<ValidatedComponent> todo = new ArrayDeque<>(components);
    while (!todo.isEmpty()) {
      ValidatedComponent next = todo.removeFirst();
      todo.addAll(next.nested());
      for (ValidatedModule module : next.modules()) {
        ByteSlice source = module.module().source();
        if (source != null) {
          byLength.computeIfAbsent(source.length(), _ -> new ArrayList<>()).add(module);
        }
      }
    }
  }

  /** What is known of a module; null where that is nothing. */
  @Nullable ValidatedModule find(CoreModule module) {
    ByteSlice source = module.source();
    if (source == null) {
      return null;
    }
    for (ValidatedModule known : byLength.getOrDefault(source.length(), List.of())) {
      if (Objects.equals(source, known.module().source())) {
        return known.of(module);
      }
    }
    return null;
  }
}
