package dev.wasmc.sandbox;

import dev.wasmc.capability.Capability;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.engine.LimitListener;
import dev.wasmc.runtime.DenialListener;
import dev.wasmc.runtime.plan.PlannedDenial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was heard of one instance while it worked. For any thread. */
final class GuestEvents implements DenialListener, LimitListener {
  private final Set<DeniedCall> denied = new LinkedHashSet<>();
  private final List<RefusedGrowth> refused = new ArrayList<>();

  synchronized List<DeniedCall> denied() {
    return List.copyOf(denied);
  }

  synchronized List<RefusedGrowth> refused() {
    return List.copyOf(refused);
  }

  @Override
  public synchronized void refused(Limit limit, long wanted, long allowed) {
    String what = limit == Limit.TABLE_ELEMENTS ? "table" : "memory";
    refused.add(new RefusedGrowth(what, wanted, allowed));
  }

  @Override
  public synchronized void denied(PlannedDenial denial, String caller) {
    Optional<WasiInterface> wasi =
        Optional.ofNullable(denial.imported()).flatMap(WasiInterface::of);
    Capability capability =
        wasi.map(each -> each.capability(denial.function())).orElse(Capability.CUSTOM);
    String name = (denial.imported() == null ? "" : denial.imported() + ".") + denial.function();
    Optional<String> grant =
        wasi.map(each -> each.grant(denial.function()))
            .orElseGet(() -> Optional.ofNullable(capability.grant()));
    Optional<String> mock =
        wasi.map(each -> each.mock(denial.function()))
            .orElseGet(() -> Optional.ofNullable(capability.mock()))
            .map(flag -> flag.replace("FUNCTION", name));
    denied.add(
        new DeniedCall(
            caller,
            denial.imported(),
            denial.function(),
            denial.answer(),
            capability,
            grant.orElse(null),
            mock.orElse(null)));
  }
}
