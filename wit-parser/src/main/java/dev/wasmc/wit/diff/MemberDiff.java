package dev.wasmc.wit.diff;

import dev.wasmc.wit.Function;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.TypeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed in a list of named parts: fields, cases, flags, parameters. A part that has
 * another name in the same place and with the same type is a renamed one.
 *
 * @param isSame whether two types are the same
 * @param part what the parts are called
 */
record MemberDiff(
    BiPredicate<@Nullable Type, @Nullable Type> isSame,
    TypeText before,
    TypeText after,
    String path,
    String part) {

  /** A part; without a type where it cannot have one or has none. */
  record Member(String name, @Nullable Type type, @Nullable String docs) {
    static List<Member> ofFields(List<TypeKind.Field> fields) {
      return fields.stream().map(f -> new Member(f.name(), f.type(), f.docs())).toList();
    }

    static List<Member> ofCases(List<TypeKind.Case> cases) {
      return cases.stream().map(c -> new Member(c.name(), c.type(), c.docs())).toList();
    }

    static List<Member> ofLabels(List<TypeKind.Label> labels) {
      return labels.stream().map(l -> new Member(l.name(), null, l.docs())).toList();
    }
  }

  /**
   * @param isEqual whether the types as a whole are the same, so that nothing but documentation can
   *     differ
   */
  void compare(List<Member> old, List<Member> current, boolean isEqual, List<Change> into) {
    SequencedMap<String, Member> added = byName(current);
    SequencedMap<String, Member> removed = byName(old);
    added.keySet().removeAll(byName(old).keySet());
    removed.keySet().removeAll(byName(current).keySet());
    for (int i = 0; i < Math.min(old.size(), current.size()); i++) {
      Member from = old.get(i);
      Member to = current.get(i);
      if (removed.containsKey(from.name)
          && added.containsKey(to.name)
          && isSame.test(from.type, to.type)) {
        into.add(new Change.MemberRenamed(path + "." + from.name, part, to.name));
        removed.remove(from.name);
        added.remove(to.name);
      }
    }
    removed.keySet().forEach(name -> into.add(new Change.MemberRemoved(path + "." + name, part)));
    Map<String, Member> known = byName(current);
    for (Member from : old) {
      Member to = known.get(from.name);
      if (to == null) {
        continue;
      }
      if (!isEqual && !isSame.test(from.type, to.type)) {
        into.add(
            new Change.MemberTypeChanged(
                path + "." + from.name, part, text(before, from.type), text(after, to.type)));
      }
      if (!Objects.equals(from.docs, to.docs)) {
        into.add(new Change.DocsChanged(path + "." + from.name));
      }
    }
    added.keySet().forEach(name -> into.add(new Change.MemberAdded(path + "." + name, part)));
    if (isReordered(names(old), names(current))) {
      into.add(new Change.MembersReordered(path, part, names(current)));
    }
  }

  private static String text(TypeText types, @Nullable Type type) {
    return type == null ? "without a value" : types.use(type);
  }

  void compareParameters(
      List<Function.Param> old, List<Function.Param> current, List<Change> into) {
    List<Member> from = members(old);
    List<Member> to = members(current);
    SequencedMap<String, Member> added = byName(to);
    SequencedMap<String, Member> removed = byName(from);
    added.keySet().removeAll(byName(from).keySet());
    removed.keySet().removeAll(byName(to).keySet());
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      Member left = from.get(i);
      Member right = to.get(i);
      if (removed.containsKey(left.name)
          && added.containsKey(right.name)
          && isSame.test(left.type, right.type)) {
        into.add(new Change.ParameterRenamed(path, left.name, right.name));
        removed.remove(left.name);
        added.remove(right.name);
      }
    }
    removed.keySet().forEach(name -> into.add(new Change.ParameterRemoved(path, name)));
    Map<String, Member> known = byName(to);
    for (Member left : from) {
      Member right = known.get(left.name);
      if (right != null && !isSame.test(left.type, right.type)) {
        into.add(
            new Change.ParameterTypeChanged(
                path, left.name, before.use(left.type), after.use(right.type)));
      }
    }
    added
        .values()
        .forEach(member ->
            into.add(new Change.ParameterAdded(path, member.name, after.use(member.type))));
    if (isReordered(names(from), names(to))) {
      into.add(new Change.ParametersReordered(path, names(to)));
    }
  }

  private static List<Member> members(List<Function.Param> params) {
    return params.stream().map(p -> new Member(p.name(), p.type(), null)).toList();
  }

  private static SequencedMap<String, Member> byName(List<Member> members) {
    SequencedMap<String, Member> named = new LinkedHashMap<>();
    members.forEach(member -> named.put(member.name, member));
    return named;
  }

  private static List<String> names(List<Member> members) {
    return members.stream().map(Member::name).toList();
  }

  /** Whether what both have comes in another order. */
  private static boolean isReordered(List<String> old, List<String> current) {
    List<String> left = new ArrayList<>(old);
    left.retainAll(new java.util.HashSet<>(current));
    List<String> right = new ArrayList<>(current);
    right.retainAll(new java.util.HashSet<>(old));
    return !left.equals(right);
  }
}
