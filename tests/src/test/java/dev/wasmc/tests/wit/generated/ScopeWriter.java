package dev.wasmc.tests.wit.generated;

import dev.wasmc.tests.wit.generated.Model.InterfaceEntry;
import dev.wasmc.tests.wit.generated.Model.Named;
import dev.wasmc.tests.wit.generated.Model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** What interfaces and worlds have in common: types, functions and what stands in front of them. */
final class ScopeWriter {
  static final String STARS = "/**\n * Stars\n   and none\n */";
  private static final List<String> DOCS =
      List.of(
          "/// Says what it is.\n",
          "/// One line.\n///\n///   and an indented one  \n",
          "/** A block. */",
          STARS,
          "///no space, \"quotes\" and \\ and */ and ümläut \uD83D\uDE00\n",
          "///\n");
  private static final List<String> EXTERNAL_IDS =
      List.of("\"x\"", "\"https://example.com/a@1\"", "\"\\\"q\\\" \\\\ ü\"");
  private static final List<String> FEATURES = List.of("active", "other-feature", "%type");

  private final Scope scope;
  private final Prelude prelude;

  /**
   * What is in front of items.
   *
   * @param packageVersion empty for a package without one, whose gates cannot be {@code @since}
   */
  record Prelude(String packageVersion) {
    Tokens docs(Choices choices) {
      return choices.once(4) ? new Tokens().add(choices.of(DOCS)) : new Tokens();
    }

    Tokens gates(Choices choices) {
      Tokens tokens = new Tokens();
      int kind = choices.of(8);
      if (kind < 5) {
        return tokens;
      }
      boolean since = kind == 5 && !packageVersion.isEmpty();
      if (since) {
        attribute(tokens, "since", "version", choices.once(2) ? "0.0.1" : packageVersion);
      } else {
        attribute(tokens, "unstable", "feature", choices.of(FEATURES));
      }
      if (choices.once(3)) {
        attribute(tokens, "deprecated", "version", "0.0.2");
      }
      return tokens;
    }

    /** Gates that are equal wherever they are, for what several worlds may bring together. */
    Tokens commonGates(Choices choices) {
      Tokens tokens = new Tokens();
      if (choices.once(4) && !packageVersion.isEmpty()) {
        attribute(tokens, "since", "version", packageVersion);
      }
      return tokens;
    }

    Tokens externalId(Choices choices) {
      return choices.once(12)
          ? new Tokens().add("@", "external-id", "(", choices.of(EXTERNAL_IDS), ")")
          : new Tokens();
    }

    private static void attribute(Tokens tokens, String name, String key, String value) {
      tokens.add("@", name, "(", key, "=", value, ")");
    }
  }

  ScopeWriter(Scope scope, Prelude prelude) {
    this.scope = scope;
    this.prelude = prelude;
  }

  /** A type or, if it is allowed, a function. */
  Tokens member(Choices choices, List<InterfaceEntry> usable, PathWriter paths) {
    int kind = choices.of(12);
    if (kind == 0 || kind == 1 || kind == 2) {
      String name = scope.names.fresh(choices);
      return front(choices)
          .add(Names.written(name, choices), ":")
          .addAll(function(choices, scope.types))
          .add(";");
    }
    return kind == 3
        ? use(choices, usable, paths, prelude.gates(choices))
        : typeDecl(kind, choices);
  }

  /** How an interface is referred to from here. */
  interface PathWriter extends BiFunction<InterfaceEntry, Choices, String> {}

  /** A type, or nothing where {@code use} has nothing to use. */
  Tokens typeOrUse(
      Choices choices, List<InterfaceEntry> usable, PathWriter paths, Tokens useGates) {
    int kind = 3 + choices.of(9);
    return kind == 3 ? use(choices, usable, paths, useGates) : typeDecl(kind, choices);
  }

  private Tokens front(Choices choices) {
    return prelude.docs(choices).addAll(prelude.gates(choices)).addAll(prelude.externalId(choices));
  }

  private Tokens use(Choices choices, List<InterfaceEntry> usable, PathWriter paths, Tokens gates) {
    List<InterfaceEntry> withTypes =
        usable.stream().filter(each -> !each.scope().types.isEmpty()).toList();
    if (withTypes.isEmpty()) {
      return new Tokens();
    }
    InterfaceEntry from = choices.of(withTypes);
    Tokens tokens = gates.add("use", paths.apply(from, choices), ".", "{");
    for (int i = choices.of(3); i >= 0; i--) {
      Named type = choices.of(from.scope().types);
      tokens.add(Names.written(type.name(), choices));
      String name = type.name();
      if (scope.names.isTaken(name) || choices.once(3)) {
        name = scope.names.fresh(choices);
        tokens.add("as", Names.written(name, choices));
      } else {
        scope.names.take(name);
      }
      scope.add(type.called(name));
      if (i > 0 || choices.once(4)) {
        tokens.add(",");
      }
    }
    scope.needs.add(from);
    return tokens.add("}", ";");
  }

  private Tokens typeDecl(int kind, Choices choices) {
    Tokens tokens = front(choices);
    String name = scope.names.fresh(choices);
    String written = Names.written(name, choices);
    switch (kind) {
      case 4, 5 -> fields(tokens, name, written, choices);
      case 6 -> cases(tokens, name, written, choices);
      case 7 -> {
        labels(tokens, "enum", written, choices);
        scope.add(new Named(name, false, false, false));
      }
      case 8 -> {
        labels(tokens, "flags", written, choices);
        scope.add(new Named(name, false, false, false));
      }
      case 9, 10 -> {
        scope.add(new Named(name, true, false, false));
        resource(tokens, name, written, choices);
      }
      default -> alias(tokens, name, written, choices);
    }
    return tokens;
  }

  private void alias(Tokens tokens, String name, String written, Choices choices) {
    TypeWriter.Written type = new TypeWriter(scope.types, choices).type(TypeWriter.Place.ANY);
    tokens.add("type", written, "=").addAll(type.tokens()).add(";");
    scope.add(new Named(name, false, type.hasBorrow(), type.isChar()));
  }

  private void fields(Tokens tokens, String name, String written, Choices choices) {
    Names names = new Names();
    boolean hasBorrow = false;
    tokens.add("record", written, "{");
    for (int i = choices.of(4); i >= 0; i--) {
      tokens.addAll(prelude.docs(choices));
      tokens.add(Names.written(names.fresh(choices), choices), ":");
      TypeWriter.Written type = new TypeWriter(scope.types, choices).type(TypeWriter.Place.ANY);
      hasBorrow |= type.hasBorrow();
      comma(tokens.addAll(type.tokens()), i, choices);
    }
    tokens.add("}");
    scope.add(new Named(name, false, hasBorrow, false));
  }

  private void cases(Tokens tokens, String name, String written, Choices choices) {
    Names names = new Names();
    boolean hasBorrow = false;
    tokens.add("variant", written, "{");
    for (int i = choices.of(4); i >= 0; i--) {
      tokens.addAll(prelude.docs(choices));
      tokens.add(Names.written(names.fresh(choices), choices));
      if (choices.once(2)) {
        TypeWriter.Written type = new TypeWriter(scope.types, choices).type(TypeWriter.Place.ANY);
        hasBorrow |= type.hasBorrow();
        tokens.add("(").addAll(type.tokens()).add(")");
      }
      comma(tokens, i, choices);
    }
    tokens.add("}");
    scope.add(new Named(name, false, hasBorrow, false));
  }

  private void labels(Tokens tokens, String keyword, String written, Choices choices) {
    Names names = new Names();
    tokens.add(keyword, written, "{");
    for (int i = choices.once(16) ? 31 : choices.of(4); i >= 0; i--) {
      tokens.addAll(prelude.docs(choices));
      comma(tokens.add(Names.written(names.fresh(choices), choices)), i, choices);
    }
    tokens.add("}");
  }

  /** Between members, and behind the last one now and then. */
  private static void comma(Tokens tokens, int left, Choices choices) {
    if (left > 0 || choices.once(2)) {
      tokens.add(",");
    }
  }

  private void resource(Tokens tokens, String name, String written, Choices choices) {
    tokens.add("resource", written);
    int functions = choices.of(4);
    if (functions == 0 && choices.of(2) == 0) {
      tokens.add(";");
      return;
    }
    tokens.add("{");
    Names names = new Names();
    names.take(name);
    boolean isConstructed = false;
    for (int i = 0; i < functions; i++) {
      tokens.addAll(front(choices));
      int kind = choices.of(4);
      if (kind == 3 && !isConstructed) {
        isConstructed = true;
        constructor(tokens, written, choices);
      } else {
        tokens.add(Names.written(names.fresh(choices), choices), ":");
        tokens.add(kind == 2 ? new String[] {"static"} : new String[0]);
        tokens.addAll(function(choices, scope.types)).add(";");
      }
    }
    tokens.add("}");
  }

  private void constructor(Tokens tokens, String written, Choices choices) {
    tokens.add("constructor");
    params(tokens, choices, scope.types);
    switch (choices.of(3)) {
      case 1 -> tokens.add("->", "result", "<", written, ">");
      case 2 -> {
        tokens.add("->", "result", "<", written, ",");
        tokens
            .addAll(new TypeWriter(scope.types, choices).type(TypeWriter.Place.RESULT).tokens())
            .add(">");
      }
      default -> {}
    }
    tokens.add(";");
  }

  /** A function's type. */
  static Tokens function(Choices choices, List<Named> types) {
    Tokens tokens = new Tokens();
    if (choices.once(4)) {
      tokens.add("async");
    }
    tokens.add("func");
    params(tokens, choices, types);
    if (choices.once(2)) {
      tokens
          .add("->")
          .addAll(new TypeWriter(types, choices).type(TypeWriter.Place.RESULT).tokens());
    }
    return tokens;
  }

  private static void params(Tokens tokens, Choices choices, List<Named> types) {
    Names names = new Names();
    tokens.add("(");
    for (int i = choices.of(4); i > 0; i--) {
      tokens
          .add(Names.written(names.fresh(choices), choices), ":")
          .addAll(new TypeWriter(types, choices).type(TypeWriter.Place.ANY).tokens());
      if (i > 1 || choices.once(4)) {
        tokens.add(",");
      }
    }
    tokens.add(")");
  }

  /** All members of an interface, in either order: what is used may stand behind. */
  static Tokens body(
      Scope scope,
      Prelude prelude,
      List<List<Integer>> members,
      List<InterfaceEntry> usable,
      PathWriter paths,
      boolean reversed) {
    ScopeWriter writer = new ScopeWriter(scope, prelude);
    List<Tokens> written = new ArrayList<>();
    for (List<Integer> numbers : members) {
      written.add(writer.member(new Choices(numbers), usable, paths));
    }
    Tokens tokens = new Tokens();
    (reversed ? written.reversed() : written).forEach(tokens::addAll);
    return tokens;
  }

  /** What an item that is exported needs. */
  static Set<InterfaceEntry> needs(Scope scope) {
    return Set.copyOf(scope.needs);
  }
}
