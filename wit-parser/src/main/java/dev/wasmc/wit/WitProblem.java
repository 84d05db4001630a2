package dev.wasmc.wit;

import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be wrong with WIT. */
public sealed interface WitProblem extends Problem {
  private static String quoted(String name) {
    return "`" + name + "`";
  }

  // Text and syntax.

  /** A character that is nowhere allowed, or not where it stands. */
  record ForbiddenCharacter(int codePoint, String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-forbidden-character";
    }

    @Override
    public String message() {
      return "character U+%04X %s".formatted(codePoint, reason);
    }
  }

  /** Something that has a start and no end. */
  record Unterminated(String what, String terminator) implements WitProblem {
    @Override
    public String id() {
      return "wit-unterminated";
    }

    @Override
    public String message() {
      return "this " + what + " has no end";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("add the " + quoted(terminator) + " that ends it");
    }
  }

  record NestingTooDeep(String what, int limit) implements WitProblem {
    @Override
    public String id() {
      return "wit-nesting-too-deep";
    }

    @Override
    public String message() {
      return what + " are nested more than " + limit + " deep";
    }
  }

  record InvalidLabel(String name, String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-label";
    }

    @Override
    public String message() {
      return quoted(name) + " is not a name: " + reason;
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          "a name is words joined by single dashes, each of lower case or of upper case letters and"
              + " digits");
    }
  }

  record InvalidVersion(String text) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-version";
    }

    @Override
    public String message() {
      return quoted(text) + " is not a semantic version";
    }
  }

  record InvalidString(String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-string";
    }

    @Override
    public String message() {
      return "the string is not well-formed: " + reason;
    }
  }

  /**
   * Something else than the grammar wants.
   *
   * @param expected what could stand here, at least one
   * @param after what stands in front; null at the start of a file
   */
  record Expected(
      List<String> expected, String found, @Nullable String after, @Nullable String advice)
      implements WitProblem {
    public Expected {
      expected = List.copyOf(expected);
    }

    @Override
    public String id() {
      return "wit-expected";
    }

    @Override
    public String message() {
      String wanted =
          expected.size() == 1
              ? expected.getFirst()
              : String.join(", ", expected.subList(0, expected.size() - 1))
                  + " or "
                  + expected.getLast();
      return "expected " + wanted + (after == null ? "" : " after " + after) + ", found " + found;
    }

    @Override
    public Optional<String> hint() {
      return Optional.ofNullable(advice);
    }
  }

  record UnknownAttribute(String name) implements WitProblem {
    @Override
    public String id() {
      return "wit-unknown-attribute";
    }

    @Override
    public String message() {
      return "there is no attribute " + quoted("@" + name);
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("there are `@since`, `@unstable`, `@deprecated` and `@external-id`");
    }
  }

  record InvalidAttribute(String name, String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-attribute";
    }

    @Override
    public String message() {
      return quoted("@" + name) + " " + reason;
    }
  }

  record MisplacedPackage(String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-misplaced-package";
    }

    @Override
    public String message() {
      return reason;
    }
  }

  record InvalidListLength(String text) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-list-length";
    }

    @Override
    public String message() {
      return quoted(text) + " is not a length of a list";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("a length is from 1 to 4294967295");
    }
  }

  record ExperimentalSyntax(LanguageFeature feature) implements WitProblem {
    @Override
    public String id() {
      return "wit-experimental-syntax";
    }

    @Override
    public String message() {
      return quoted(feature.flag()) + " is experimental in the standard and off";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("turn it on with `--lang " + feature.flag() + "`");
    }
  }

  // Names and what they stand for.

  record NotFound(String kind, String name, @Nullable String advice) implements WitProblem {
    @Override
    public String id() {
      return "wit-not-found";
    }

    @Override
    public String message() {
      return "there is no " + kind + " " + quoted(name);
    }

    @Override
    public Optional<String> hint() {
      return Optional.ofNullable(advice);
    }
  }

  record Duplicate(String kind, String name) implements WitProblem {
    @Override
    public String id() {
      return "wit-duplicate";
    }

    @Override
    public String message() {
      return "the " + kind + " " + quoted(name) + " is defined twice";
    }
  }

  /** Names that differ in nothing but the case of letters. */
  record IndistinctNames(String kind, String name, String previous) implements WitProblem {
    @Override
    public String id() {
      return "wit-indistinct-names";
    }

    @Override
    public String message() {
      return "the "
          + kind
          + " "
          + quoted(name)
          + " differs from "
          + quoted(previous)
          + " in case only";
    }
  }

  record WrongKind(String name, String found, String wanted) implements WitProblem {
    @Override
    public String id() {
      return "wit-wrong-kind";
    }

    @Override
    public String message() {
      return quoted(name) + " is " + found + "; " + wanted + " is needed here";
    }
  }

  /**
   * Definitions that need each other.
   *
   * @param path each name once, in the order in which one needs the next
   */
  record Cycle(String kind, List<String> path) implements WitProblem {
    public Cycle {
      path = List.copyOf(path);
    }

    @Override
    public String id() {
      return "wit-cycle";
    }

    @Override
    public String message() {
      return kind
          + " "
          + path.stream().map(WitProblem::quoted).collect(Collectors.joining(" → "))
          + " → "
          + quoted(path.getFirst())
          + " need each other";
    }
  }

  record NoPackageHeader() implements WitProblem {
    @Override
    public String id() {
      return "wit-no-package-header";
    }

    @Override
    public String message() {
      return "no file says which package this is";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("start one of them with a line such as `package local:demo;`");
    }
  }

  record PackageMismatch(String name, String previous) implements WitProblem {
    @Override
    public String id() {
      return "wit-package-mismatch";
    }

    @Override
    public String message() {
      return "this file says package "
          + quoted(name)
          + ", another one of the same package says "
          + quoted(previous);
    }
  }

  record EmptyType(String kind, String name) implements WitProblem {
    @Override
    public String id() {
      return "wit-empty-type";
    }

    @Override
    public String message() {
      return "the " + kind + " " + quoted(name) + " has no cases";
    }
  }

  record InvalidMapKey(String found) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-map-key";
    }

    @Override
    public String message() {
      return quoted(found) + " cannot be the type of a map's keys";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("keys are of an integer type, `bool`, `char` or `string`");
    }
  }

  record InvalidConstructorResult(String resource) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-constructor-result";
    }

    @Override
    public String message() {
      return "the result of a constructor of "
          + quoted(resource)
          + " is left out, or is a `result` whose first type is "
          + quoted(resource);
    }
  }

  record ReturnsBorrow(String function) implements WitProblem {
    @Override
    public String id() {
      return "wit-returns-borrow";
    }

    @Override
    public String message() {
      return "the function " + quoted(function) + " returns a borrowed handle";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          "a borrowed handle lives as long as the call that it is passed to; return an owned one");
    }
  }

  // Gates.

  record UnversionedGate(String packageName) implements WitProblem {
    @Override
    public String id() {
      return "wit-unversioned-gate";
    }

    @Override
    public String message() {
      return "`@since` needs a version of the package " + quoted(packageName) + ", which has none";
    }
  }

  record GateFromTheFuture(String since, String packageVersion) implements WitProblem {
    @Override
    public String id() {
      return "wit-gate-from-the-future";
    }

    @Override
    public String message() {
      return "`@since` names version " + since + ", but the package is only at " + packageVersion;
    }
  }

  /** Something ungated that needs something that is left out. */
  record GatedReference(String kind) implements WitProblem {
    @Override
    public String id() {
      return "wit-gated-reference";
    }

    @Override
    public String message() {
      return "this needs a " + kind + " that is behind a gate which is not on";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("put the same gate here, or turn the feature on with `--gates`");
    }
  }

  record IncludedGatesDiffer() implements WitProblem {
    @Override
    public String id() {
      return "wit-included-gates-differ";
    }

    @Override
    public String message() {
      return "included worlds give this interface different gates";
    }
  }

  // Worlds.

  record CannotRename(String name, String world) implements WitProblem {
    @Override
    public String id() {
      return "wit-cannot-rename";
    }

    @Override
    public String message() {
      return "the world "
          + quoted(world)
          + " has no import or export with the plain name "
          + quoted(name);
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("`with` renames plain names only; an interface keeps its own name");
    }
  }

  record IncludeConflict(String direction, String name) implements WitProblem {
    @Override
    public String id() {
      return "wit-include-conflict";
    }

    @Override
    public String message() {
      return "the world has an " + direction + " " + quoted(name) + " already";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          "give the included one another name: `with { " + name + " as other-name }`");
    }
  }

  /** An exported interface that would see two copies of another one, imported and exported. */
  record AmbiguousDependency(String export, String dependency, String through)
      implements WitProblem {
    @Override
    public String id() {
      return "wit-ambiguous-dependency";
    }

    @Override
    public String message() {
      return "the export "
          + quoted(export)
          + " would need "
          + quoted(dependency)
          + " twice: as the export of this world, and as an import because of "
          + quoted(through);
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("export " + quoted(through) + " as well");
    }
  }

  // Several packages together.

  /** Something that two copies of a package have, and differently. */
  record CannotMerge(String what, String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-cannot-merge";
    }

    @Override
    public String message() {
      return "two copies of `" + what + "` do not go together: " + reason;
    }
  }

  // Files.

  record Unreadable(String reason) implements WitProblem {
    @Override
    public String id() {
      return "wit-unreadable";
    }

    @Override
    public String message() {
      return "cannot be read: " + reason;
    }
  }

  record UnknownWorld(@Nullable String name, List<String> known) implements WitProblem {
    public UnknownWorld {
      known = List.copyOf(known);
    }

    @Override
    public String id() {
      return "wit-unknown-world";
    }

    @Override
    public String message() {
      return name == null
          ? "it must be said which world is meant"
          : "there is no world " + quoted(name);
    }

    @Override
    public Optional<String> hint() {
      return known.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "there are "
                  + known.stream().map(WitProblem::quoted).collect(Collectors.joining(", ")));
    }
  }
}
