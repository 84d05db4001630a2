package dev.wasmc.wit.diff;

import dev.wasmc.semver.Version;
import dev.wasmc.source.Explanations;
import dev.wasmc.wit.Stability;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of a package. Importers are who uses what has changed: components that import an
 * interface, or a host that calls what a component exports. Exporters are who provides it.
 *
 * <p>{@code before} and {@code after} are what the old and the new package have there, as a message
 * says it; null for nothing.
 */
public sealed interface Change {
  /** What there is to say about each kind. */
  static Explanations explanations() {
    return Explanations.read(Change.class.getResourceAsStream("changes.md"));
  }

  /**
   * What has changed: names from outside to inside, with periods between them; the name of the
   * package itself where nothing in it is meant.
   */
  String path();

  /** A stable identifier of the kind of change, lower case with dashes. */
  String id();

  /** What has changed, in a sentence without a final full stop and without the path. */
  String message();

  /** What it means for who uses it. */
  Verdict importers();

  /** What it means for who provides it. */
  Verdict exporters();

  /** Whether it is a break for anybody. */
  default boolean isBreaking() {
    return importers().isBreaking() || exporters().isBreaking();
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  /** A difference in a type, which has to be the same on both sides. */
  sealed interface OfType extends Change {
    @Override
    default Verdict importers() {
      return Verdict.breaking("they pass and expect values of the old type");
    }

    @Override
    default Verdict exporters() {
      return Verdict.breaking("they expect and return values of the old type");
    }
  }

  /** A difference in a function, whose type has to be the same on both sides. */
  sealed interface OfFunction extends Change {
    @Override
    default Verdict importers() {
      return Verdict.breaking("they call it with its old type");
    }

    @Override
    default Verdict exporters() {
      return Verdict.breaking("they implement it with its old type");
    }
  }

  /** A difference that no component can see. */
  sealed interface OfDescription extends Change {
    @Override
    default Verdict importers() {
      return Verdict.harmless("it is no part of the type");
    }

    @Override
    default Verdict exporters() {
      return Verdict.harmless("it is no part of the type");
    }
  }

  record PackageRenamed(String path, String after) implements Change {
    @Override
    public String id() {
      return "package-renamed";
    }

    @Override
    public String message() {
      return "the package is called " + quoted(after) + " now";
    }

    @Override
    public Verdict importers() {
      return Verdict.breaking("they import it under its old name");
    }

    @Override
    public Verdict exporters() {
      return Verdict.breaking("they export it under its old name");
    }
  }

  record VersionChanged(String path, @Nullable Version before, @Nullable Version after)
      implements Change {
    @Override
    public String id() {
      return "version-changed";
    }

    @Override
    public String message() {
      return "the version is " + text(after) + ", it was " + text(before);
    }

    private static String text(@Nullable Version version) {
      return version == null ? "absent" : version.toString();
    }

    @Override
    public Verdict importers() {
      if (before == null || after == null || !after.isCompatibleWith(before)) {
        return Verdict.breaking(
            "the versions are not compatible, so one does not serve as the other");
      }
      return after.isOlderThan(before)
          ? Verdict.breaking("they may be given a newer version only")
          : Verdict.harmless("they may be given a newer compatible version");
    }

    @Override
    public Verdict exporters() {
      if (before == null || after == null || !after.isCompatibleWith(before)) {
        return Verdict.breaking(
            "the versions are not compatible, so one does not serve as the other");
      }
      return Verdict.harmless("the versions are compatible; what else changed decides");
    }
  }

  /**
   * An interface or a world of the package.
   *
   * @param kind {@code interface} or {@code world}
   */
  record DefinitionAdded(String path, String kind) implements Change {
    @Override
    public String id() {
      return kind + "-added";
    }

    @Override
    public String message() {
      return "the " + kind + " is new";
    }

    @Override
    public Verdict importers() {
      return Verdict.harmless("nobody imports it yet");
    }

    @Override
    public Verdict exporters() {
      return Verdict.harmless("nobody has to export it for being there");
    }
  }

  /**
   * An interface or a world of the package.
   *
   * @param kind {@code interface} or {@code world}
   */
  record DefinitionRemoved(String path, String kind) implements Change {
    @Override
    public String id() {
      return kind + "-removed";
    }

    @Override
    public String message() {
      return "the " + kind + " is gone";
    }

    @Override
    public Verdict importers() {
      return Verdict.breaking("nothing gives them what they import");
    }

    @Override
    public Verdict exporters() {
      return Verdict.harmless("what they export is not asked for any more");
    }
  }

  /**
   * A type or a function of an interface, an import or an export of a world.
   *
   * @param kind such as {@code function}
   */
  record ItemAdded(String path, String kind) implements Change {
    @Override
    public String id() {
      return kind + "-added";
    }

    @Override
    public String message() {
      return "the " + kind + " is new";
    }

    @Override
    public Verdict importers() {
      return Verdict.harmless("they do not ask for it");
    }

    @Override
    public Verdict exporters() {
      return Verdict.breaking("they do not provide it, and may be asked for it");
    }
  }

  /**
   * A type or a function of an interface, an import or an export of a world.
   *
   * @param kind such as {@code function}
   */
  record ItemRemoved(String path, String kind) implements Change {
    @Override
    public String id() {
      return kind + "-removed";
    }

    @Override
    public String message() {
      return "the " + kind + " is gone";
    }

    @Override
    public Verdict importers() {
      return Verdict.breaking("they may ask for it, and nobody has to provide it");
    }

    @Override
    public Verdict exporters() {
      return Verdict.harmless("what they provide beyond what is asked for does no harm");
    }
  }

  /** Something else stands under a name in a world. */
  record ItemReplaced(String path, String before, String after) implements OfType {
    @Override
    public String id() {
      return "item-replaced";
    }

    @Override
    public String message() {
      return "this is " + after + ", it was " + before;
    }
  }

  record KindChanged(String path, String before, String after) implements OfType {
    @Override
    public String id() {
      return "type-kind-changed";
    }

    @Override
    public String message() {
      return "the type is of another kind: " + after + ", it was " + before;
    }
  }

  /** The right side of {@code type a = …}, or where a {@code use} leads. */
  record TargetChanged(String path, String before, String after) implements OfType {
    @Override
    public String id() {
      return "type-target-changed";
    }

    @Override
    public String message() {
      return "the type is " + quoted(after) + ", it was " + quoted(before);
    }
  }

  /** A type of another package is not what it was. */
  record DependencyChanged(String path, String type) implements OfType {
    @Override
    public String id() {
      return "type-of-dependency-changed";
    }

    @Override
    public String message() {
      return quoted(type) + " of another package has changed";
    }
  }

  /** The same type by other names. */
  record Respelled(String path, String before, String after) implements Change {
    @Override
    public String id() {
      return "type-respelled";
    }

    @Override
    public String message() {
      return "this is written " + quoted(after) + ", it was " + quoted(before);
    }

    @Override
    public Verdict importers() {
      return Verdict.harmless("both mean the same type; generated code may differ");
    }

    @Override
    public Verdict exporters() {
      return Verdict.harmless("both mean the same type; generated code may differ");
    }
  }

  /**
   * @param part what the members of such a type are called, such as {@code field}
   */
  record MemberAdded(String path, String part) implements OfType {
    @Override
    public String id() {
      return part + "-added";
    }

    @Override
    public String message() {
      return "the " + part + " is new";
    }
  }

  /**
   * @param part what the members of such a type are called, such as {@code field}
   */
  record MemberRemoved(String path, String part) implements OfType {
    @Override
    public String id() {
      return part + "-removed";
    }

    @Override
    public String message() {
      return "the " + part + " is gone";
    }
  }

  /**
   * @param part what the members of such a type are called, such as {@code field}
   */
  record MemberRenamed(String path, String part, String after) implements OfType {
    @Override
    public String id() {
      return part + "-renamed";
    }

    @Override
    public String message() {
      return "the " + part + " is called " + quoted(after) + " now";
    }
  }

  /**
   * @param part what the members of such a type are called, such as {@code field}
   */
  record MemberTypeChanged(String path, String part, String before, String after)
      implements OfType {
    @Override
    public String id() {
      return part + "-type-changed";
    }

    @Override
    public String message() {
      return "the " + part + " is " + quoted(after) + ", it was " + quoted(before);
    }
  }

  /**
   * @param part what the members of such a type are called, such as {@code field}
   * @param after all of them
   */
  record MembersReordered(String path, String part, List<String> after) implements OfType {
    public MembersReordered {
      after = List.copyOf(after);
    }

    @Override
    public String id() {
      return part + "s-reordered";
    }

    @Override
    public String message() {
      return "the " + part + "s have another order: " + String.join(", ", after);
    }
  }

  record ParameterAdded(String path, String name, String type) implements OfFunction {
    @Override
    public String id() {
      return "parameter-added";
    }

    @Override
    public String message() {
      return "the parameter " + quoted(name + ": " + type) + " is new";
    }
  }

  record ParameterRemoved(String path, String name) implements OfFunction {
    @Override
    public String id() {
      return "parameter-removed";
    }

    @Override
    public String message() {
      return "the parameter " + quoted(name) + " is gone";
    }
  }

  record ParameterRenamed(String path, String before, String after) implements OfFunction {
    @Override
    public String id() {
      return "parameter-renamed";
    }

    @Override
    public String message() {
      return "the parameter " + quoted(before) + " is called " + quoted(after) + " now";
    }
  }

  record ParameterTypeChanged(String path, String name, String before, String after)
      implements OfFunction {
    @Override
    public String id() {
      return "parameter-type-changed";
    }

    @Override
    public String message() {
      return "the parameter "
          + quoted(name)
          + " is "
          + quoted(after)
          + ", it was "
          + quoted(before);
    }
  }

  record ParametersReordered(String path, List<String> after) implements OfFunction {
    public ParametersReordered {
      after = List.copyOf(after);
    }

    @Override
    public String id() {
      return "parameters-reordered";
    }

    @Override
    public String message() {
      return "the parameters have another order: " + String.join(", ", after);
    }
  }

  record ResultChanged(String path, Optional<String> before, Optional<String> after)
      implements OfFunction {
    @Override
    public String id() {
      return "result-changed";
    }

    @Override
    public String message() {
      return "it returns " + text(after) + ", it returned " + text(before);
    }

    private static String text(Optional<String> type) {
      return type.map(Change::quoted).orElse("nothing");
    }
  }

  record AsyncChanged(String path, boolean after) implements OfFunction {
    @Override
    public String id() {
      return "async-changed";
    }

    @Override
    public String message() {
      return after ? "the function is async now" : "the function is no longer async";
    }
  }

  /** Of a function of a resource. */
  record ReceiverChanged(String path, String before, String after) implements OfFunction {
    @Override
    public String id() {
      return "receiver-changed";
    }

    @Override
    public String message() {
      return "the function is of another kind: " + after + ", it was " + before;
    }
  }

  record DocsChanged(String path) implements OfDescription {
    @Override
    public String id() {
      return "docs-changed";
    }

    @Override
    public String message() {
      return "the documentation differs";
    }
  }

  record ExternalIdChanged(String path, @Nullable String before, @Nullable String after)
      implements OfDescription {
    @Override
    public String id() {
      return "external-id-changed";
    }

    @Override
    public String message() {
      return "the external id is " + text(after) + ", it was " + text(before);
    }

    private static String text(@Nullable String id) {
      return id == null ? "absent" : quoted(id);
    }
  }

  record StabilityChanged(String path, Stability before, Stability after) implements Change {
    @Override
    public String id() {
      return "stability-changed";
    }

    @Override
    public String message() {
      return "it is " + text(after) + ", it was " + text(before);
    }

    private static String text(Stability stability) {
      return switch (stability) {
        case Stability.Ungated _ -> "without a gate";
        case Stability.Since(var since, var deprecated) ->
            "there since " + since + deprecated(deprecated);
        case Stability.Unstable(var feature, var deprecated) ->
            "unstable under " + quoted(feature) + deprecated(deprecated);
      };
    }

    private static String deprecated(@Nullable Version version) {
      return version == null ? "" : " and deprecated since " + version;
    }

    @Override
    public Verdict importers() {
      if (after instanceof Stability.Unstable(var feature, _)
          && !(before instanceof Stability.Unstable(var old, _) && old.equals(feature))) {
        return Verdict.breaking(
            "it is there for who turns " + quoted(feature) + " on, no one else");
      }
      return Verdict.harmless("it is there as before");
    }

    @Override
    public Verdict exporters() {
      return before instanceof Stability.Unstable && !(after instanceof Stability.Unstable)
          ? Verdict.breaking("who did not provide what was unstable may be asked for it")
          : Verdict.harmless("what they are asked for is the same");
    }
  }
}
