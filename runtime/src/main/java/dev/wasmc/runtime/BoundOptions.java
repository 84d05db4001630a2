package dev.wasmc.runtime;

import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.CanonicalMemory;
import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.Realloc;
import dev.wasmc.engine.Memory;
import dev.wasmc.runtime.plan.PlannedOptions;
import dev.wasmc.runtime.plan.ResourceMap;
import java.lang.invoke.MethodHandle;

/**
 * The options of a lift or a lower between a guest and the host, found once for all calls: where
 * lifting and lowering find memory, realloc and handles.
 */
final class BoundOptions {
  private final ComponentInstance component;
  private final InstanceState state;
  private final CanonicalOptions canonical;
  private final ResourceMap resources;
  private final long hostBytes;

  BoundOptions(ComponentInstance component, PlannedOptions planned, ResourceMap resources) {
    this.component = component;
    this.state = component.state(planned.instance());
    this.resources = resources;
    this.hostBytes = component.limits().hostBytes();
    this.canonical =
        new CanonicalOptions(
            planned.encoding(),
            planned.memory() == null ? null : view(component.resolveMemory(planned.memory())),
            planned.realloc() == null
                ? null
                : new GuestRealloc(state, component.resolveFunction(planned.realloc()).handle()));
  }

  private static CanonicalMemory view(Memory memory) {
    return memory.isSegment() ? new SegmentView(memory) : new ArrayView(memory);
  }

  InstanceState state() {
    return state;
  }

  LiftLowerContext context(CallScope call) {
    return new LiftLowerContext(
        canonical,
        new HandlesView(component, state, resources, call),
        HostBudget.ofBytes(hostBytes));
  }

  /** Runs with leaving forbidden. */
  private record GuestRealloc(InstanceState state, MethodHandle target) implements Realloc {
    @Override
    public int realloc(int oldAddress, int oldSize, int alignment, int newSize) {
      state.mayLeave.intValue = 0;
      int address;
      try {
        address = (int) target.invokeExact(oldAddress, oldSize, alignment, newSize);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      state.mayLeave.intValue = 1;
      return address;
    }
  }
}
