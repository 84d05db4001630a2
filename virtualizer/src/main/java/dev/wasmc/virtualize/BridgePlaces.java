package dev.wasmc.virtualize;

import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.wasm.ByteSlice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the text library may speak of: the numbers and data of a policy, and the labels of the
 * guest's own types.
 */
final class BridgePlaces {
  private static final int RANDOM_MOST = 64 << 20;

  private final BridgeData data = new BridgeData();

  private BridgePlaces() {}

  static BridgeData of(GuestImports imports, Policy policy, List<BridgeData.Mounted> mounts) {
    BridgePlaces places = new BridgePlaces();
    places.add(imports, policy, mounts);
    return places.data;
  }

  private void add(GuestImports imports, Policy policy, List<BridgeData.Mounted> mounts) {
    policy
        .clock()
        .ifPresent(clock -> {
          Instant start = clock.start();
          data.name("clock.start.seconds", start.getEpochSecond());
          data.name("clock.start.nanoseconds", start.getNano());
          data.name("clock.step", clock.step().toNanos());
          data.name("clock.resolution", Math.max(1, clock.step().toNanos()));
        });
    data.name("random.seed", policy.randomSeed().orElse(0));
    data.name("random.most", RANDOM_MOST);
    data.name(
        "stdio.stream",
        policy.stdio() == StdioMode.IGNORE ? BridgeData.sink() : BridgeData.closed());
    Map<FileTree.Kind, Integer> kinds = new LinkedHashMap<>();
    for (ImportGroup group : imports.interfaces()) {
      group
          .type()
          .exports()
          .forEach((name, entity) -> {
            if (entity instanceof TypeEntity type && group.wasi().isPresent()) {
              labels(group.wasi().get().label() + "#" + name + ".", type);
              if (group.is(WasiInterface.FILESYSTEM_TYPES)
                  && name.equals("descriptor-type")
                  && type.type() instanceof EnumType(List<String> labels)) {
                for (FileTree.Kind kind : FileTree.Kind.values()) {
                  kinds.put(kind, labels.indexOf(kind.label));
                }
              }
            }
          });
    }
    data.stdin(policy.stdin().orElse(ByteSlice.EMPTY));
    data.mounts(mounts, kinds);
  }

  private void labels(String prefix, TypeEntity type) {
    switch (type.type()) {
      case EnumType(List<String> labels) -> {
        for (int i = 0; i < labels.size(); i++) {
          data.name(prefix + labels.get(i), i);
        }
      }
      case FlagsType(List<String> labels) -> {
        for (int i = 0; i < labels.size(); i++) {
          data.name(prefix + labels.get(i), 1L << i);
        }
      }
      case VariantType variant -> {
        for (int i = 0; i < variant.cases().size(); i++) {
          data.name(prefix + variant.cases().get(i).name(), i);
        }
      }
      default -> {}
    }
  }
}
