package dev.wasmc.tests.wit.generated;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been written, as far as later text can refer to it. */
final class Model {
  private Model() {}

  /**
   * A type with a name.
   *
   * @param isChar whether it is another name for {@code char}, which streams do not take
   */
  record Named(String name, boolean isResource, boolean hasBorrow, boolean isChar) {
    Named called(String other) {
      return new Named(other, isResource, hasBorrow, isChar);
    }
  }

  record PackageHead(List<String> namespaces, List<String> names, @Nullable String version) {
    String path(String member, Choices choices) {
      return unversioned(choices) + "/" + Names.written(member, choices) + atVersion();
    }

    String text(Choices choices) {
      return unversioned(choices) + atVersion();
    }

    private String unversioned(Choices choices) {
      return written(namespaces, ":", choices) + ":" + written(names, "/", choices);
    }

    private static String written(List<String> names, String separator, Choices choices) {
      return names.stream().map(name -> Names.written(name, choices)).collect(joining(separator));
    }

    private String atVersion() {
      return version == null ? "" : "@" + version;
    }
  }

  /** The types of an interface or a world, and where those come from that are used. */
  static final class Scope {
    final Names names = new Names();
    final List<Named> types = new ArrayList<>();
    final Set<InterfaceEntry> needs = new LinkedHashSet<>();

    void add(Named type) {
      types.add(type);
    }
  }

  record InterfaceEntry(PackageHead owner, String name, Scope scope) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    /** Itself and all it needs. */
    Set<InterfaceEntry> closure() {
      Set<InterfaceEntry> found = new LinkedHashSet<>();
      List<InterfaceEntry> open = new ArrayList<>(List.of(this));
      while (!open.isEmpty()) {
        InterfaceEntry last = open.removeLast();
        if (found.add(last)) {
          open.addAll(last.scope.needs);
        }
      }
      return found;
    }
  }

  /** A world: the names in it, and what its exports need. */
  record WorldEntry(
      PackageHead owner,
      String name,
      Scope scope,
      Names exportNames,
      Set<String> imports,
      Set<String> exports,
      Set<InterfaceEntry> exported,
      List<Set<InterfaceEntry>> exportNeeds) {
    static WorldEntry empty(PackageHead owner, String name) {
      return new WorldEntry(
          owner,
          name,
          new Scope(),
          new Names(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new ArrayList<>());
    }

    /**
     * Whether these could be exported as well: what an export needs is itself exported, or is
     * imported and needs nothing that is exported.
     */
    boolean canExport(Set<InterfaceEntry> more, List<Set<InterfaceEntry>> needs) {
      Set<InterfaceEntry> all = new LinkedHashSet<>(exported);
      all.addAll(more);
      List<Set<InterfaceEntry>> allNeeds = new ArrayList<>(exportNeeds);
      allNeeds.addAll(needs);
      for (Set<InterfaceEntry> each : allNeeds) {
        for (InterfaceEntry needed : each) {
          if (!all.contains(needed) && needed.closure().stream().anyMatch(all::contains)) {
            return false;
          }
        }
      }
      return true;
    }
  }

  /** Renames that keep the names of an included world apart from those that are there. */
  static Map<String, String> renames(WorldEntry included, WorldEntry into) {
    Map<String, String> renames = new LinkedHashMap<>();
    Set<String> all = new LinkedHashSet<>(included.imports);
    all.addAll(included.exports);
    Names fresh = new Names();
    all.forEach(fresh::take);
    into.imports.forEach(fresh::take);
    into.exports.forEach(fresh::take);
    for (String name : all) {
      boolean clashes =
          (included.imports.contains(name) && into.scope.names.isTaken(name))
              || (included.exports.contains(name) && into.exportNames.isTaken(name));
      if (clashes) {
        renames.put(name, fresh.freshRename());
      }
    }
    return renames;
  }
}
