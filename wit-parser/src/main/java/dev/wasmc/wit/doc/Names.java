package dev.wasmc.wit.doc;

import dev.wasmc.wit.Members;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
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
        site.target(used.target()).ifPresent(target -> this.members.put(used.name(), target));
      }
    }
    members
        .types()
        .forEach(type ->
            site.target(type)
                .ifPresent(target ->
                    this.members.put(String.valueOf(resolve.get(type).name()), target)));
    members
        .methods()
        .values()
        .forEach(
            functions ->
                functions.forEach(function ->
                    this.members.put(
                        site.name(function),
                        new Target(page.path(), site.functionAnchor(function)))));
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
    Target member = members.get(code);
    if (member != null) {
      return Optional.of(member);
    }
    WitPackage around = site.resolve().get(packageId);
    Optional<Target> found =
        Optional.ofNullable(around.interfaces().get(code)).flatMap(site::target);
    return found
        .or(() -> Optional.ofNullable(around.worlds().get(code)).flatMap(site::target))
        .or(() -> site.byFullName(code))
        .filter(target -> !target.page().equals(page.path()));
  }
}
