package dev.wasmc.tests.wit.generated;

import dev.wasmc.tests.wit.generated.Model.InterfaceEntry;
import dev.wasmc.tests.wit.generated.Model.PackageHead;
import dev.wasmc.tests.wit.generated.Model.Scope;
import dev.wasmc.tests.wit.generated.Model.WorldEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The packages of a case, as one text. */
final class PackageWriter {
  private static final List<String> VERSIONS =
      List.of("", "1.0.0", "0.2.1", "1.0.1-rc.1", "2.3.4+build.5", "1.0.0-a-b.0.c+d");

  private final List<InterfaceEntry> interfaces = new ArrayList<>();
  private final List<WorldEntry> worlds = new ArrayList<>();
  private final Set<String> packageNames = new HashSet<>();

  private final boolean nestedNames;

  private PackageWriter(boolean nestedNames) {
    this.nestedNames = nestedNames;
  }

  /**
   * The last package is that of the file, the others are nested.
   *
   * @param nestedNames whether a package may have several namespaces, or be in another one by name
   */
  static String write(Seed seed, boolean nestedNames) {
    PackageWriter writer = new PackageWriter(nestedNames);
    Tokens nested = new Tokens();
    Tokens main = new Tokens();
    for (int i = 0; i < seed.packages().size(); i++) {
      boolean isMain = i == seed.packages().size() - 1;
      (isMain ? main : nested).addAll(writer.onePackage(seed.packages().get(i), isMain));
    }
    return main.addAll(nested).text(seed.layout());
  }

  private Tokens onePackage(Seed.OfPackage seed, boolean isMain) {
    Choices choices = new Choices(seed.head());
    PackageHead head = head(choices);
    ScopeWriter.Prelude prelude =
        new ScopeWriter.Prelude(head.version() == null ? "" : head.version());
    Tokens items = new Tokens();
    Paths paths = new Paths(head, items);
    boolean reversed = choices.once(2);
    List<Tokens> written = new ArrayList<>();
    for (Seed.OfItem item : seed.items()) {
      written.add(item(item, head, prelude, paths));
    }
    (reversed ? written.reversed() : written).forEach(items::addAll);
    Tokens tokens = prelude.docs(choices).add("package", head.text(choices));
    return isMain ? tokens.add(";").addAll(items) : tokens.add("{").addAll(items).add("}");
  }

  private PackageHead head(Choices choices) {
    List<String> namespaces = new ArrayList<>(List.of(lowerName(choices)));
    List<String> names = new ArrayList<>(List.of(lowerName(choices)));
    String version = choices.of(VERSIONS);
    while (nestedNames && choices.once(3)) {
      (choices.once(2) ? namespaces : names).add(lowerName(choices));
    }
    String base = names.getLast();
    for (int i = 2; !packageNames.add(namespaces + " " + names + "@" + version); i++) {
      names.set(names.size() - 1, base + "-n" + i);
    }
    return new PackageHead(namespaces, names, version.isEmpty() ? null : version);
  }

  private static String lowerName(Choices choices) {
    return new Names().fresh(choices).toLowerCase(Locale.ROOT);
  }

  private Tokens item(
      Seed.OfItem item, PackageHead head, ScopeWriter.Prelude prelude, Paths paths) {
    Choices choices = new Choices(item.head());
    boolean isWorld = choices.once(2);
    Tokens tokens = prelude.docs(choices).addAll(prelude.gates(choices));
    String name = paths.names.fresh(choices);
    String written = Names.written(name, choices);
    if (isWorld) {
      WorldEntry world = WorldEntry.empty(head, name);
      boolean isAlone = choices.once(2);
      Tokens body =
          new WorldWriter(world, isAlone, prelude, interfaces, worlds, paths).body(item.members());
      if (!isAlone) {
        worlds.add(world);
      }
      return tokens.add("world", written, "{").addAll(body).add("}");
    }
    InterfaceEntry entry = new InterfaceEntry(head, name, new Scope());
    Tokens body =
        ScopeWriter.body(
            entry.scope(), prelude, item.members(), interfaces, paths, choices.once(2));
    interfaces.add(entry);
    return tokens.add("interface", written, "{").addAll(body).add("}");
  }

  /** Paths from inside of one package. */
  static final class Paths implements ScopeWriter.PathWriter {
    /**
     * Of interfaces, worlds, and those of other packages that are used under a name of their own.
     */
    final Names names = new Names();

    private final PackageHead from;
    private final Tokens uses;
    private final Map<InterfaceEntry, String> aliases = new LinkedHashMap<>();

    Paths(PackageHead from, Tokens uses) {
      this.from = from;
      this.uses = uses;
    }

    @Override
    public String apply(InterfaceEntry to, Choices choices) {
      if (to.owner() == from) {
        return Names.written(to.name(), choices);
      }
      String alias = aliases.get(to);
      if (alias == null && choices.once(6)) {
        alias = names.fresh(choices);
        aliases.put(to, alias);
        uses.add("use", to.owner().path(to.name(), choices), "as");
        uses.add(Names.written(alias, choices), ";");
      }
      return alias == null ? to.owner().path(to.name(), choices) : Names.written(alias, choices);
    }

    String world(WorldEntry to, Choices choices) {
      return to.owner() == from
          ? Names.written(to.name(), choices)
          : to.owner().path(to.name(), choices);
    }
  }
}
