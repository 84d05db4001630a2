package dev.wasmc.wit;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import dev.wasmc.source.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with WIT. Names are as the text has them, of any length; {@code kind}, {@code
 * what}, {@code wanted}, {@code found} and {@code reason} are words for a message, such as {@code
 * function}.
 */
public sealed interface WitProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(WitProblem.class.getResourceAsStream("problems.md"));
  }

  /** A longer name is cut off in a message. */
  int MAX_NAME = 200;

  private static String quoted(String name) {
    return "`" + (name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name) + "`";
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
   * @param where such as {@code after the type of `f`}; null at the start of a file
   */
  record Expected(
      List<String> expected, String found, @Nullable String where, @Nullable String advice)
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
      return "expected " + wanted + (where == null ? "" : " " + where) + ", found " + found;
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

  /**
   * An attribute with something else between its parentheses than it takes.
   *
   * @param key what stands in place of the key; empty where the key is right, or is a string
   * @param example the whole attribute
   */
  record WrongInAttribute(String name, String wanted, String key, String example)
      implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-attribute";
    }

    @Override
    public String message() {
      return quoted("@" + name)
          + " takes "
          + wanted
          + (key.isEmpty() ? "" : ", not " + quoted(key));
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("it is written `" + example + "`");
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
      return feature.what() + " is experimental in the standard, and off";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("turn it on with `--lang " + feature.flag() + "`");
    }
  }

  // Names and what they stand for.

  /**
   * A name that stands for nothing.
   *
   * @param within the interface that was looked in; null for what is in reach where the name stands
   */
  record NotFound(String kind, String name, @Nullable String within, @Nullable String advice)
      implements WitProblem {
    @Override
    public String id() {
      return "wit-not-found";
    }

    @Override
    public String message() {
      return "there is no "
          + kind
          + " "
          + quoted(name)
          + (within == null ? "" : " in the interface " + quoted(within));
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

  /** Names that differ in nothing but the case of letters and in dashes. */
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
          + " in nothing but case and dashes";
    }
  }

  /** A method or static function with the name that the constructor has in many languages. */
  record CalledAsResource(String name) implements WitProblem {
    @Override
    public String id() {
      return "wit-called-as-resource";
    }

    @Override
    public String message() {
      return "the function " + quoted(name) + " has the name of its resource";
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
    private static final int MAX_SHOWN = 10;

    public Cycle {
      path = List.copyOf(path);
    }

    @Override
    public String id() {
      return "wit-cycle";
    }

    @Override
    public String message() {
      String first = quoted(path.getFirst());
      if (path.size() == 1) {
        return first + " needs itself";
      }
      int left = path.size() - MAX_SHOWN;
      return path.stream()
              .limit(MAX_SHOWN)
              .map(WitProblem::quoted)
              .collect(Collectors.joining(" → "))
          + (left > 0 ? " → … (" + left + " more)" : "")
          + " → "
          + first
          + ": these "
          + kind
          + " need each other";
    }

    @Override
    public Optional<String> hint() {
      return kind.equals("types")
          ? Optional.of("WIT has no recursive types; a resource or an index can stand for the rest")
          : Optional.empty();
    }
  }

  /**
   * @param hasFiles whether there are files that could say it
   */
  record NoPackageHeader(boolean hasFiles) implements WitProblem {
    @Override
    public String id() {
      return "wit-no-package-header";
    }

    @Override
    public String message() {
      return hasFiles
          ? "no file says which package this is"
          : "there is no WIT in this folder, so it is no package";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          hasFiles
              ? "start one of them with a line such as `package local:demo;`"
              : "the names of its files have to end in `.wit`");
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
      return "the " + kind + " " + quoted(name) + " has no cases, so it has no values";
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

  /**
   * A constructor that does not make its resource.
   *
   * @param isResult whether it is a {@code result} at least
   */
  record InvalidConstructorResult(String resource, boolean isResult) implements WitProblem {
    @Override
    public String id() {
      return "wit-invalid-constructor-result";
    }

    @Override
    public String message() {
      return isResult
          ? "a constructor of " + quoted(resource) + " that succeeds gives " + quoted(resource)
          : "a constructor gives its resource, or a `result`";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          "leave the result out, or write `result<"
              + resource
              + ", …>` for a constructor that can fail");
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

  /**
   * Something that needs what is left out.
   *
   * @param feature the feature that is off; null where the gate is that of something around it
   */
  record GatedReference(String kind, String name, @Nullable String feature) implements WitProblem {
    @Override
    public String id() {
      return "wit-gated-reference";
    }

    @Override
    public String message() {
      return "this needs the "
          + kind
          + " "
          + quoted(name)
          + ", which is behind "
          + (feature == null ? "a gate" : quoted("@unstable(feature = " + feature + ")"))
          + (feature == null ? " that is off" : ", and that is off");
    }

    @Override
    public Optional<String> hint() {
      return Optional.of(
          feature == null
              ? "put the same gate here"
              : "put the same gate here, or turn it on with `--gates " + feature + "`");
    }
  }

  /** Something ungated in something that a gate leaves out. */
  record UngatedMember(String kind, String outerKind, String outer) implements WitProblem {
    @Override
    public String id() {
      return "wit-ungated-member";
    }

    @Override
    public String message() {
      return "this "
          + kind
          + " has no gate, and the "
          + outerKind
          + " "
          + quoted(outer)
          + " around it has one that is off";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("put the gate of the " + outerKind + " here too");
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

  /** Worlds that together have far more than the text says. */
  record WorldsTooLarge(int limit) implements WitProblem {
    @Override
    public String id() {
      return "wit-worlds-too-large";
    }

    @Override
    public String message() {
      return "with this world, the worlds of the package have more than "
          + limit
          + " imports and exports that are not written in them";
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
      if (name != null) {
        return "there is no world " + quoted(name);
      }
      return known.isEmpty()
          ? "the package has no world"
          : "the package has several worlds, and none of them was named";
    }

    @Override
    public Optional<String> hint() {
      Optional<String> similar = name == null ? Optional.empty() : Suggestions.hint(name, known);
      return similar.isPresent() || known.isEmpty()
          ? similar
          : Optional.of(
              "there are "
                  + known.stream().map(WitProblem::quoted).collect(Collectors.joining(", "))
                  + (name == null ? "; name one with `--world`" : ""));
    }
  }
}
