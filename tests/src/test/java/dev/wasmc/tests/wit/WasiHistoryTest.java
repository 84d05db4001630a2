package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wasmc.semver.Version;
import dev.wasmc.tests.Golden;
import dev.wasmc.tests.Shared;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import dev.wasmc.wit.diff.Change;
import dev.wasmc.wit.diff.DiffText;
import dev.wasmc.wit.diff.WitDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The versions of WASI 0.2 that its gates allow to reconstruct: each is the last one without what
 * came later. Between any two of them nothing breaks for importers.
 */
final class WasiHistoryTest {
  @ParameterizedTest
  @ValueSource(strings = {"cli", "clocks", "filesystem", "http", "io", "random", "sockets"})
  void consecutiveVersions(String name) {
    WitParser.Parsed last =
        new WitParser(WitOptions.DEFAULT).parse(Shared.conformance("wit/wasi/0.2.12/" + name));
    StringBuilder report = new StringBuilder();
    List<Version> versions = List.copyOf(versions(last));
    for (int i = 1; i < versions.size(); i++) {
      List<Change> changes = WitDiff.of(at(last, versions.get(i - 1)), at(last, versions.get(i)));
      report
          .append(versions.get(i - 1))
          .append(" => ")
          .append(versions.get(i))
          .append('\n')
          .append(DiffText.render(changes))
          .append('\n');
      assertFalse(changes.stream().anyMatch(change -> change.importers().isBreaking()));
    }
    Golden.verify(WasiHistoryTest.class, "wasi-history/" + name, report.toString());
  }

  private static Set<Version> versions(WitParser.Parsed parsed) {
    Set<Version> versions = new TreeSet<>();
    Resolve resolve = parsed.resolve();
    WitPackage main = resolve.get(parsed.main());
    versions.add(main.name().version());
    for (InterfaceId id : main.interfaces().values()) {
      Interface each = resolve.get(id);
      add(each.stability(), versions);
      each.functions().values().forEach(function -> add(function.stability(), versions));
      each.types().values().forEach(type -> add(resolve.get(type).stability(), versions));
    }
    for (WorldId id : main.worlds().values()) {
      add(resolve.get(id).stability(), versions);
      resolve.get(id).imports().values().forEach(item -> add(stability(resolve, item), versions));
      resolve.get(id).exports().values().forEach(item -> add(stability(resolve, item), versions));
    }
    return versions;
  }

  private static void add(Stability stability, Set<Version> into) {
    if (stability instanceof Stability.Since(var since, _)) {
      into.add(since);
    }
  }

  private static Stability stability(Resolve resolve, WorldItem item) {
    return switch (item) {
      case WorldItem.InterfaceItem found -> found.stability();
      case WorldItem.FunctionItem(var function) -> function.stability();
      case WorldItem.TypeItem(var type, _) -> resolve.get(type).stability();
    };
  }

  private static boolean isThere(Stability stability, Version at) {
    return !(stability instanceof Stability.Since(var since, _)) || !at.isOlderThan(since);
  }

  /** The package without what came after a version. */
  private static WitParser.Parsed at(WitParser.Parsed last, Version version) {
    Resolve resolve = last.resolve();
    WitPackage main = resolve.get(last.main());
    List<Interface> interfaces = new ArrayList<>();
    for (Interface each : resolve.interfaces()) {
      SequencedMap<String, TypeId> types = new LinkedHashMap<>(each.types());
      SequencedMap<String, Function> functions = new LinkedHashMap<>(each.functions());
      if (each.packageId().equals(last.main())) {
        types.values().removeIf(type -> !isThere(resolve.get(type).stability(), version));
        functions.values().removeIf(function -> !isThere(function.stability(), version));
      }
      interfaces.add(
          new Interface(
              each.name(),
              each.packageId(),
              types,
              functions,
              each.docs(),
              each.stability(),
              each.origin(),
              each.place()));
    }
    List<World> worlds = new ArrayList<>();
    for (World each : resolve.worlds()) {
      SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>(each.imports());
      SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>(each.exports());
      imports.values().removeIf(item -> !isThere(stability(resolve, item), version));
      exports.values().removeIf(item -> !isThere(stability(resolve, item), version));
      worlds.add(
          new World(
              each.name(),
              each.packageId(),
              imports,
              exports,
              each.docs(),
              each.stability(),
              each.place()));
    }
    SequencedMap<String, InterfaceId> named = new LinkedHashMap<>(main.interfaces());
    named.values().removeIf(id -> !isThere(resolve.get(id).stability(), version));
    SequencedMap<String, WorldId> namedWorlds = new LinkedHashMap<>(main.worlds());
    namedWorlds.values().removeIf(id -> !isThere(resolve.get(id).stability(), version));
    List<WitPackage> packages = new ArrayList<>(resolve.packages());
    packages.set(
        last.main().index(),
        new WitPackage(main.name().withVersion(version), named, namedWorlds, main.docs()));
    return new WitParser.Parsed(
        new Resolve(packages, interfaces, worlds, resolve.types()), last.main());
  }
}
