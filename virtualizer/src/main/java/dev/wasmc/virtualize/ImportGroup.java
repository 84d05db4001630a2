package dev.wasmc.virtualize;

import dev.wasmc.capability.Capability;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.types.InstanceType;
import java.util.List;
import java.util.Optional;

/**
 * An interface that a guest imports, once for all versions that agree.
 *
 * @param names as the guest imports it, in its order; all get one instance
 * @param type with the types of the highest version and the functions of all
 * @param wasi which interface of WASI it is; empty also where its types contradict WASI's
 */
record ImportGroup(List<String> names, InstanceType type, Optional<WasiInterface> wasi) {
  ImportGroup {
    names = List.copyOf(names);
  }

  /** The name of the highest version. */
  String name() {
    return names.getLast();
  }

  boolean isIo() {
    return wasi.filter(each -> each.group() == WasiInterface.Group.IO).isPresent();
  }

  /** Whether it is what streams, errors of these, and timers are. */
  boolean isPlumbing() {
    return wasi.filter(each -> each.capability() == Capability.IO).isPresent();
  }

  boolean is(WasiInterface one) {
    return wasi.filter(each -> each == one).isPresent();
  }
}
