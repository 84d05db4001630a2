package dev.wasmc.wit.doc;

import dev.wasmc.wit.Members;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.WitPackage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the words in the code of a comment may mean on one page. */
final class Names {
  private final Site site;
  private final Page page;
  private final PackageId packageId;
  private final Map<String, Target> members = new LinkedHashMap<>();
  private final Map<String, TypeId> types = new LinkedHashMap<>();

  /**
   * @param packageId the package whose interfaces and worlds need no full name
   * @param members what needs no more than its name
   */
  Names(Site site, Page page, PackageId packageId, Members members) {
    this.site = site;
    this.page = page;
    this.packageId = packageId;
    Resolve resolve = site.resolve();
    for (Members.Use use : members.uses()) {
      for (Members.UsedType used : use.types()) {
        type(used.name(), used.target());
      }
    }
    members.types().forEach(type -> type(String.valueOf(resolve.get(type).name()), type));
    members
        .methods()
        .values()
        .forEach(functions ->
            functions.forEach(function ->
                this.members.put(
                    site.name(function), new Target(page.path(), site.functionAnchor(function)))));
  }

  private void type(String name, TypeId id) {
    site.target(id)
        .ifPresent(target -> {
          members.put(name, target);
          types.put(name, site.definition(id));
        });
  }

  void add(String name, String anchor) {
    members.putIfAbsent(name, new Target(page.path(), anchor));
  }

  /**
   * @param hidden names that mean something else here, such as those of parameters
   */
  Markdown.Names without(Set<String> hidden) {
    return code -> hidden.contains(code) ? Optional.empty() : target(code).map(page::href);
  }

  private Optional<Target> target(String code) {
    String name = code.replace("::", ".");
    Target member = members.get(name);
    if (member != null) {
      return Optional.of(member);
    }
    int dot = name.lastIndexOf('.');
    TypeId owner = dot < 0 ? null : types.get(name.substring(0, dot));
    if (owner != null) {
      return part(owner, name.substring(dot + 1));
    }
    WitPackage around = site.resolve().get(packageId);
    Optional<Target> found =
        Optional.ofNullable(around.interfaces().get(code)).flatMap(site::target);
    return found
        .or(() -> Optional.ofNullable(around.worlds().get(code)).flatMap(site::target))
        .or(() -> site.byFullName(code))
        .filter(target -> !target.page().equals(page.path()));
  }

  /** A field, a case, a flag of a type. */
  private Optional<Target> part(TypeId id, String name) {
    TypeDef def = site.resolve().get(id);
    boolean exists =
        switch (def.kind()) {
          case TypeKind.RecordKind(var fields) ->
              fields.stream().anyMatch(field -> field.name().equals(name));
          case TypeKind.VariantKind(var cases) ->
              cases.stream().anyMatch(each -> each.name().equals(name));
          case TypeKind.EnumKind(var cases) ->
              cases.stream().anyMatch(each -> each.name().equals(name));
          case TypeKind.FlagsKind(var flags) ->
              flags.stream().anyMatch(each -> each.name().equals(name));
          default -> false;
        };
    return exists
        ? site.target(id).map(type -> new Target(type.page(), Site.memberAnchor(def, name)))
        : Optional.empty();
  }
}
