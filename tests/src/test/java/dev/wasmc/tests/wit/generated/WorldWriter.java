package dev.wasmc.tests.wit.generated;

import dev.wasmc.tests.wit.generated.Model.InterfaceEntry;
import dev.wasmc.tests.wit.generated.Model.Named;
import dev.wasmc.tests.wit.generated.Model.Scope;
import dev.wasmc.tests.wit.generated.Model.WorldEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is in a world. */
final class WorldWriter {
  private final WorldEntry world;
  private final boolean isAlone;
  private final ScopeWriter.Prelude prelude;
  private final List<InterfaceEntry> interfaces;
  private final List<WorldEntry> worlds;
  private final PackageWriter.Paths paths;

  /**
   * @param isAlone whether it includes no world, and none includes it
   */
  WorldWriter(
      WorldEntry world,
      boolean isAlone,
      ScopeWriter.Prelude prelude,
      List<InterfaceEntry> interfaces,
      List<WorldEntry> worlds,
      PackageWriter.Paths paths) {
    this.world = world;
    this.isAlone = isAlone;
    this.prelude = prelude;
    this.interfaces = interfaces;
    this.worlds = worlds;
    this.paths = paths;
  }

  Tokens body(List<List<Integer>> members) {
    Tokens tokens = new Tokens();
    for (List<Integer> numbers : members) {
      tokens.addAll(member(new Choices(numbers)));
    }
    return tokens;
  }

  private Tokens member(Choices choices) {
    return switch (choices.of(10)) {
      case 0 -> importPath(choices);
      case 1 -> exportPath(choices);
      case 2, 3 -> function(choices);
      case 4 -> inline(choices);
      case 5 -> namedPath(choices);
      case 6 -> include(choices);
      default -> {
        Tokens tokens =
            new ScopeWriter(world.scope(), prelude)
                .typeOrUse(
                    choices,
                    interfaces,
                    paths,
                    isAlone ? prelude.gates(choices) : prelude.commonGates(choices));
        world.scope().types.stream().map(Named::name).forEach(world.imports()::add);
        yield tokens;
      }
    };
  }

  private Tokens importPath(Choices choices) {
    if (interfaces.isEmpty()) {
      return new Tokens();
    }
    InterfaceEntry found = choices.of(interfaces);
    if (!seen(true, found)) {
      return new Tokens();
    }
    return front(choices).add("import", paths.apply(found, choices), ";");
  }

  /** In front of what imports interfaces: included worlds bring the same with their own gates. */
  private Tokens front(Choices choices) {
    return prelude
        .docs(choices)
        .addAll(isAlone ? prelude.gates(choices) : prelude.commonGates(choices))
        .addAll(prelude.externalId(choices));
  }

  /** Whether an interface is met for the first time in one direction: twice would be an error. */
  private boolean seen(boolean isImport, InterfaceEntry found) {
    return isImport ? importedPaths.add(found) : world.exported().add(found);
  }

  private final Set<InterfaceEntry> importedPaths = new java.util.LinkedHashSet<>();

  private Tokens exportPath(Choices choices) {
    if (interfaces.isEmpty()) {
      return new Tokens();
    }
    InterfaceEntry found = choices.of(interfaces);
    Set<InterfaceEntry> needs = ScopeWriter.needs(found.scope());
    if (world.exported().contains(found) || !world.canExport(Set.of(found), List.of(needs))) {
      return new Tokens();
    }
    world.exported().add(found);
    world.exportNeeds().add(needs);
    return front(choices).add("export", paths.apply(found, choices), ";");
  }

  private Tokens function(Choices choices) {
    boolean isImport = choices.of(2) == 0;
    Tokens tokens = head(choices);
    return tokens
        .add(isImport ? "import" : "export", name(isImport, choices), ":")
        .addAll(ScopeWriter.function(choices, world.scope().types))
        .add(";");
  }

  private Tokens head(Choices choices) {
    return prelude.docs(choices).addAll(prelude.gates(choices)).addAll(prelude.externalId(choices));
  }

  private String name(boolean isImport, Choices choices) {
    Names names = isImport ? world.scope().names : world.exportNames();
    String name = names.fresh(choices);
    (isImport ? world.imports() : world.exports()).add(name);
    return Names.written(name, choices);
  }

  private Tokens inline(Choices choices) {
    boolean isImport = choices.of(2) == 0;
    Tokens tokens = front(choices);
    Scope scope = new Scope();
    ScopeWriter writer = new ScopeWriter(scope, prelude);
    Tokens body = new Tokens();
    for (int i = choices.of(4); i > 0; i--) {
      body.addAll(writer.member(choices, interfaces, paths));
    }
    Set<InterfaceEntry> needs = ScopeWriter.needs(scope);
    if (!isImport && !world.canExport(Set.of(), List.of(needs))) {
      return new Tokens();
    }
    if (!isImport) {
      world.exportNeeds().add(needs);
    }
    return tokens
        .add(isImport ? "import" : "export", name(isImport, choices), ":", "interface", "{")
        .addAll(body)
        .add("}");
  }

  private Tokens namedPath(Choices choices) {
    if (interfaces.isEmpty()) {
      return new Tokens();
    }
    boolean isImport = choices.of(2) == 0;
    InterfaceEntry found = choices.of(interfaces);
    Set<InterfaceEntry> needs = ScopeWriter.needs(found.scope());
    if (!isImport && !world.canExport(Set.of(), List.of(needs))) {
      return new Tokens();
    }
    if (!isImport) {
      world.exportNeeds().add(needs);
    }
    return front(choices)
        .add(isImport ? "import" : "export", name(isImport, choices), ":")
        // Without space it would be a namespace.
        .add(" " + paths.apply(found, choices), ";");
  }

  private Tokens include(Choices choices) {
    if (isAlone || worlds.isEmpty()) {
      return new Tokens();
    }
    WorldEntry included = choices.of(worlds);
    if (!world.canExport(included.exported(), included.exportNeeds())) {
      return new Tokens();
    }
    Map<String, String> renames = Model.renames(included, world);
    included.imports().forEach(name -> added(true, renames.getOrDefault(name, name)));
    included.exports().forEach(name -> added(false, renames.getOrDefault(name, name)));
    world.exported().addAll(included.exported());
    world.exportNeeds().addAll(included.exportNeeds());
    Tokens tokens = prelude.commonGates(choices);
    tokens.add("include", paths.world(included, choices));
    if (renames.isEmpty()) {
      return tokens.add(";");
    }
    tokens.add("with", "{");
    renames.forEach((from, to) ->
        tokens.add(Names.written(from, choices), "as", Names.written(to, choices), ","));
    return tokens.add("}");
  }

  private void added(boolean isImport, String name) {
    (isImport ? world.scope().names : world.exportNames()).take(name);
    (isImport ? world.imports() : world.exports()).add(name);
  }
}
