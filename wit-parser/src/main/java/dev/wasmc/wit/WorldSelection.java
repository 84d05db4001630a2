package dev.wasmc.wit;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which world is meant: by name, by full name, or by being the only one. */
final class WorldSelection {
  private WorldSelection() {}

  static WorldId select(Resolve resolve, PackageId main, @Nullable String name) {
    WitPackage mainPackage = resolve.get(main);
    if (name == null) {
      if (mainPackage.worlds().size() == 1) {
        return mainPackage.worlds().firstEntry().getValue();
      }
      throw unknown(null, List.copyOf(mainPackage.worlds().keySet()));
    }
    WorldId own = mainPackage.worlds().get(name);
    if (own != null) {
      return own;
    }
    List<String> known = new ArrayList<>(mainPackage.worlds().keySet());
    for (WitPackage candidate : resolve.packages()) {
      for (var entry : candidate.worlds().entrySet()) {
        String full = candidate.name().member(entry.getKey());
        if (full.equals(name) || isOnlyVersion(resolve, candidate, entry.getKey(), name)) {
          return entry.getValue();
        }
        known.add(full);
      }
    }
    throw unknown(name, known);
  }

  private static boolean isOnlyVersion(
      Resolve resolve, WitPackage candidate, String world, String name) {
    PackageName unversioned = candidate.name().withVersion(null);
    return unversioned.member(world).equals(name)
        && resolve.packages().stream().filter(p -> p.name().isSamePackage(unversioned)).count()
            == 1;
  }

  private static DiagnosticException unknown(@Nullable String name, List<String> known) {
    return DiagnosticException.error(
        new WitProblem.UnknownWorld(name, known), Place.Nowhere.NOWHERE);
  }
}
