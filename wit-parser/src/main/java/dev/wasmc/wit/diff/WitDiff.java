package dev.wasmc.wit.diff;

import dev.wasmc.semver.Version;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.FunctionKind;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.TypeOwner;
import dev.wasmc.wit.TypeText;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed between two versions of a package, in the order of the older one, then what is
 * new. A change is reported once, where it was made: a function whose parameter is a type that
 * changed has not changed itself.
 */
public final class WitDiff {
  /** One of the two versions. */
  private record Side(
      Resolve resolve,
      WitPackage main,
      TypeText shown,
      TypeText exact,
      Structures.Numbers structures) {
    static Side of(WitParser.Parsed parsed, Structures structures) {
      Resolve resolve = parsed.resolve();
      WitPackage main = resolve.get(parsed.main());
      TypeText.Naming exact = (type, name) -> exactName(resolve, main, type, name);
      return new Side(
          resolve,
          main,
          new TypeText(resolve, (_, name) -> name),
          new TypeText(resolve, exact),
          structures.new Numbers(resolve, type -> exact.name(type, String.valueOf(type.name()))));
    }

    /** A name that is the same in both versions for what is the same in both. */
    private static String exactName(Resolve resolve, WitPackage main, TypeDef type, String name) {
      return switch (type.owner()) {
        case TypeOwner.OfInterface(var id) -> {
          Interface owner = resolve.get(id);
          PackageName packageName = resolve.get(owner.packageId()).name();
          String prefix = packageName.equals(main.name()) ? "" : packageKey(packageName) + "/";
          yield prefix + owner.name() + "." + name;
        }
        case TypeOwner.OfWorld _, TypeOwner.Nobody _ -> name;
      };
    }

    /** The name of a package with what compatible versions have in common. */
    private static String packageKey(PackageName name) {
      Version version = name.version();
      return name.path()
          + (version == null ? "" : "@" + (version.pre().isEmpty() ? version.track() : version));
    }

    String key(WorldKey key) {
      return switch (key) {
        case WorldKey.Named(var name) -> name;
        case WorldKey.OfInterface(var id) -> interfaceKey(id);
      };
    }

    String interfaceKey(InterfaceId id) {
      Interface found = resolve.get(id);
      PackageName owner = resolve.get(found.packageId()).name();
      return owner.equals(main.name())
          ? String.valueOf(found.name())
          : packageKey(owner) + "/" + found.name();
    }
  }

  private final Side old;
  private final Side current;
  private final List<Change> changes = new ArrayList<>();

  private WitDiff(WitParser.Parsed before, WitParser.Parsed after) {
    Structures structures = new Structures();
    this.old = Side.of(before, structures);
    this.current = Side.of(after, structures);
  }

  /** What changed in the main package. */
  public static List<Change> of(WitParser.Parsed before, WitParser.Parsed after) {
    WitDiff diff = new WitDiff(before, after);
    diff.packages();
    return List.copyOf(diff.changes);
  }

  private void packages() {
    PackageName before = old.main.name();
    PackageName after = current.main.name();
    if (!before.isSamePackage(after)) {
      changes.add(new Change.PackageRenamed(before.toString(), after.toString()));
    }
    if (!Objects.equals(before.version(), after.version())) {
      changes.add(new Change.VersionChanged(before.path(), before.version(), after.version()));
    }
    docs(before.path(), old.main.docs(), current.main.docs());
    Pairs.of(old.main.interfaces(), current.main.interfaces())
        .forEach((name, pair) -> {
          if (pair.before() == null) {
            changes.add(new Change.DefinitionAdded(name, "interface"));
          } else if (pair.after() == null) {
            changes.add(new Change.DefinitionRemoved(name, "interface"));
          } else {
            interfaces(name, pair.before(), pair.after());
          }
        });
    Pairs.of(old.main.worlds(), current.main.worlds())
        .forEach((name, pair) -> {
          if (pair.before() == null) {
            changes.add(new Change.DefinitionAdded(name, "world"));
          } else if (pair.after() == null) {
            changes.add(new Change.DefinitionRemoved(name, "world"));
          } else {
            worlds(name, pair.before(), pair.after());
          }
        });
  }

  private void docs(String path, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      changes.add(new Change.DocsChanged(path));
    }
  }

  private void described(
      String path,
      @Nullable String docsBefore,
      @Nullable String docsAfter,
      Stability before,
      Stability after) {
    docs(path, docsBefore, docsAfter);
    if (!before.equals(after)) {
      changes.add(new Change.StabilityChanged(path, before, after));
    }
  }

  private void externalIds(String path, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      changes.add(new Change.ExternalIdChanged(path, before, after));
    }
  }

  private void interfaces(String path, InterfaceId beforeId, InterfaceId afterId) {
    Interface before = old.resolve.get(beforeId);
    Interface after = current.resolve.get(afterId);
    described(path, before.docs(), after.docs(), before.stability(), after.stability());
    Pairs.of(before.types(), after.types())
        .forEach((name, pair) -> types(path + "." + name, pair.before(), pair.after()));
    Pairs.of(functions(before), functions(after))
        .forEach((name, pair) -> functions(path + "." + name, pair.before(), pair.after()));
  }

  /** By the names that they have in WIT, so that a method can become a static function. */
  private static SequencedMap<String, Function> functions(Interface owner) {
    SequencedMap<String, Function> named = new LinkedHashMap<>();
    owner.functions().values().forEach(function -> named.put(name(function), function));
    return named;
  }

  private static String name(Function function) {
    String name = function.name().substring(function.name().indexOf(']') + 1);
    return function.kind() instanceof FunctionKind.Constructor ? name + ".constructor" : name;
  }

  private static String kind(TypeKind kind) {
    return switch (kind) {
      case TypeKind.RecordKind _ -> "record";
      case TypeKind.VariantKind _ -> "variant";
      case TypeKind.EnumKind _ -> "enum";
      case TypeKind.FlagsKind _ -> "flags";
      case TypeKind.ResourceKind _ -> "resource";
      default -> "type";
    };
  }

  private void types(String path, @Nullable TypeId beforeId, @Nullable TypeId afterId) {
    if (beforeId == null || afterId == null) {
      TypeId id = Objects.requireNonNull(beforeId == null ? afterId : beforeId);
      TypeKind kind = (beforeId == null ? current : old).resolve.get(id).kind();
      changes.add(
          beforeId == null
              ? new Change.ItemAdded(path, kind(kind))
              : new Change.ItemRemoved(path, kind(kind)));
      return;
    }
    TypeDef before = old.resolve.get(beforeId);
    TypeDef after = current.resolve.get(afterId);
    described(path, before.docs(), after.docs(), before.stability(), after.stability());
    externalIds(path, before.externalId(), after.externalId());
    boolean isEqual = old.structures.of(beforeId) == current.structures.of(afterId);
    switch (before.kind()) {
      case TypeKind.RecordKind(var fields)
          when after.kind() instanceof TypeKind.RecordKind(var others) ->
          members(
              path,
              "field",
              MemberDiff.Member.ofFields(fields),
              MemberDiff.Member.ofFields(others),
              isEqual);
      case TypeKind.VariantKind(var cases)
          when after.kind() instanceof TypeKind.VariantKind(var others) ->
          members(
              path,
              "case",
              MemberDiff.Member.ofCases(cases),
              MemberDiff.Member.ofCases(others),
              isEqual);
      case TypeKind.EnumKind(var cases)
          when after.kind() instanceof TypeKind.EnumKind(var others) ->
          members(
              path,
              "case",
              MemberDiff.Member.ofLabels(cases),
              MemberDiff.Member.ofLabels(others),
              isEqual);
      case TypeKind.FlagsKind(var flags)
          when after.kind() instanceof TypeKind.FlagsKind(var others) ->
          members(
              path,
              "flag",
              MemberDiff.Member.ofLabels(flags),
              MemberDiff.Member.ofLabels(others),
              isEqual);
      default -> definitions(path, before, after, isEqual);
    }
  }

  private void definitions(String path, TypeDef before, TypeDef after, boolean isEqual) {
    String kindBefore = kind(before.kind());
    String kindAfter = kind(after.kind());
    if (!kindBefore.equals(kindAfter) && !isEqual) {
      changes.add(new Change.KindChanged(path, kindBefore, kindAfter));
      return;
    }
    String exactBefore = old.exact.definition(before.kind());
    String exactAfter = current.exact.definition(after.kind());
    if (!exactBefore.equals(exactAfter)) {
      changes.add(
          isEqual
              ? new Change.Respelled(path, exactBefore, exactAfter)
              : new Change.TargetChanged(path, exactBefore, exactAfter));
    } else if (!isEqual && isForeign(before)) {
      changes.add(new Change.DependencyChanged(path, exactBefore));
    }
  }

  /** Whether a type comes from another package by {@code use}. */
  private boolean isForeign(TypeDef type) {
    return type.kind() instanceof TypeKind.AliasKind(TypeId target)
        && old.resolve.get(target).owner() instanceof TypeOwner.OfInterface(var owner)
        && !old.resolve.get(old.resolve.get(owner).packageId()).equals(old.main);
  }

  private void members(
      String path,
      String part,
      List<MemberDiff.Member> before,
      List<MemberDiff.Member> after,
      boolean isEqual) {
    new MemberDiff(this::isSame, old.shown, current.shown, path, part)
        .compare(before, after, isEqual, changes);
  }

  /** Whether a type is called the same, or is the same, in both versions. */
  private boolean isSame(@Nullable Type before, @Nullable Type after) {
    return old.exact.use(before).equals(current.exact.use(after))
        || old.structures.of(before) == current.structures.of(after);
  }

  private void functions(String path, @Nullable Function before, @Nullable Function after) {
    if (before == null || after == null) {
      changes.add(
          before == null
              ? new Change.ItemAdded(path, "function")
              : new Change.ItemRemoved(path, "function"));
      return;
    }
    described(path, before.docs(), after.docs(), before.stability(), after.stability());
    externalIds(path, before.externalId(), after.externalId());
    if (!receiver(before).equals(receiver(after))) {
      changes.add(new Change.ReceiverChanged(path, receiver(before), receiver(after)));
      return;
    }
    if (before.kind().async() != after.kind().async()) {
      changes.add(new Change.AsyncChanged(path, after.kind().async()));
    }
    int size = changes.size();
    new MemberDiff(this::isSame, old.shown, current.shown, path, "parameter")
        .compareParameters(before.params(), after.params(), changes);
    if (!isSame(before.result(), after.result())) {
      changes.add(
          new Change.ResultChanged(
              path,
              Optional.ofNullable(before.result()).map(old.shown::use),
              Optional.ofNullable(after.result()).map(current.shown::use)));
    }
    String signatureBefore = old.exact.signature(before);
    String signatureAfter = current.exact.signature(after);
    if (changes.size() == size
        && before.kind().async() == after.kind().async()
        && !signatureBefore.equals(signatureAfter)) {
      changes.add(new Change.Respelled(path, signatureBefore, signatureAfter));
    }
  }

  private static String receiver(Function function) {
    return switch (function.kind()) {
      case FunctionKind.Freestanding _ -> "free";
      case FunctionKind.Method _ -> "method";
      case FunctionKind.Static _ -> "static";
      case FunctionKind.Constructor _ -> "constructor";
    };
  }

  private void worlds(String path, WorldId beforeId, WorldId afterId) {
    World before = old.resolve.get(beforeId);
    World after = current.resolve.get(afterId);
    described(path, before.docs(), after.docs(), before.stability(), after.stability());
    items(path, "import", before.imports(), after.imports());
    items(path, "export", before.exports(), after.exports());
  }

  private void items(
      String path,
      String direction,
      Map<WorldKey, WorldItem> before,
      Map<WorldKey, WorldItem> after) {
    SequencedMap<String, WorldItem> oldItems = new LinkedHashMap<>();
    before.forEach((key, item) -> oldItems.put(old.key(key), item));
    SequencedMap<String, WorldItem> newItems = new LinkedHashMap<>();
    after.forEach((key, item) -> newItems.put(current.key(key), item));
    Pairs.of(oldItems, newItems)
        .forEach((name, pair) ->
            item(path + "." + direction + " " + name, direction, pair.before(), pair.after()));
  }

  private void item(
      String path, String direction, @Nullable WorldItem before, @Nullable WorldItem after) {
    if (before == null || after == null) {
      changes.add(
          before == null
              ? new Change.ItemAdded(path, direction)
              : new Change.ItemRemoved(path, direction));
      return;
    }
    switch (before) {
      case WorldItem.FunctionItem(var function)
          when after instanceof WorldItem.FunctionItem(var other) ->
          functions(path, function, other);
      case WorldItem.TypeItem(var type, _) when after instanceof WorldItem.TypeItem(var other, _) ->
          types(path, type, other);
      case WorldItem.InterfaceItem found when after instanceof WorldItem.InterfaceItem other ->
          interfaceItems(path, found, other);
      default -> changes.add(new Change.ItemReplaced(path, what(before), what(after)));
    }
  }

  private void interfaceItems(
      String path, WorldItem.InterfaceItem before, WorldItem.InterfaceItem after) {
    described(path, before.docs(), after.docs(), before.stability(), after.stability());
    externalIds(path, before.externalId(), after.externalId());
    boolean inlineBefore = old.resolve.get(before.id()).name() == null;
    boolean inlineAfter = current.resolve.get(after.id()).name() == null;
    if (inlineBefore && inlineAfter) {
      interfaces(path, before.id(), after.id());
    } else if (inlineBefore != inlineAfter) {
      changes.add(
          new Change.ItemReplaced(
              path, interfaceText(old, before.id()), interfaceText(current, after.id())));
    } else if (!old.interfaceKey(before.id()).equals(current.interfaceKey(after.id()))) {
      changes.add(
          new Change.ItemReplaced(
              path, interfaceText(old, before.id()), interfaceText(current, after.id())));
    }
  }

  private static String interfaceText(Side side, InterfaceId id) {
    return side.resolve.get(id).name() == null
        ? "an interface of its own"
        : "`" + side.interfaceKey(id) + "`";
  }

  private static String what(WorldItem item) {
    return switch (item) {
      case WorldItem.InterfaceItem _ -> "an interface";
      case WorldItem.FunctionItem _ -> "a function";
      case WorldItem.TypeItem _ -> "a type";
    };
  }
}
