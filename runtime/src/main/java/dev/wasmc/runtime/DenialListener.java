package dev.wasmc.runtime;

import dev.wasmc.runtime.plan.PlannedDenial;

/** Hears of calls that a bridge denies. Runs on the guest's thread, before the bridge answers. */
@FunctionalInterface
public interface DenialListener {
  /**
   * @param caller the nested component that called, as reports name it
   */
  void denied(PlannedDenial denial, String caller);
}
