package dev.wasmc.runtime;

import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.plan.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host function that a component exports again. */
record ReexportedFunction(ComponentInstance component, Item.Imported imported)
    implements GuestFunction {
  @Override
  public FunctionType type() {
    return imported.type();
  }

  @Override
  public @Nullable Value call(List<Value> arguments) {
    return component.<@Nullable Value>guarded(
        () -> component.hostFunction(imported).call(component.hostContext(), arguments));
  }
}
