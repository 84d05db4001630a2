package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What files in binary form bring. Such a file holds a package with all that it needs of others, so
 * a package may be in several files, and as text as well: then all have to say the same.
 */
final class BinaryPackages {
  private Resolve resolve = Resolve.EMPTY;
  private final Map<PackageName, String> files = new LinkedHashMap<>();

  /**
   * @throws DiagnosticException if it disagrees with what is there
   */
  void add(String file, Resolve packages) {
    Resolve merged;
    try {
      merged = ResolveMerger.merge(resolve, packages);
    } catch (DiagnosticException e) {
      throw e.first().problem() instanceof WitProblem.CannotMerge problem
          ? new DiagnosticException(
              Diagnostic.error(problem, new Place.InInput(file), other(problem)))
          : e;
    }
    resolve = merged;
    packages.packages().forEach(each -> files.putIfAbsent(each.name(), file));
  }

  private Diagnostic.Note other(WitProblem.CannotMerge problem) {
    String file =
        files.entrySet().stream()
            .filter(each -> isOf(problem, each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    return new Diagnostic.Note(new Place.InInput(file), "the other one");
  }

  private static boolean isOf(WitProblem.CannotMerge problem, PackageName name) {
    return problem.what().startsWith(name.namespace() + ":" + name.name() + "/");
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /**
   * The packages, and those of the texts that are among them, with all that these need.
   *
   * @param texts after what they need; those that are in the result are taken out
   */
  Resolve withTexts(
      List<UnresolvedPackage> texts,
      PackageSet packages,
      WitOptions options,
      Diagnostics diagnostics) {
    Set<PackageName> common = new LinkedHashSet<>();
    texts.stream().map(UnresolvedPackage::name).filter(files::containsKey).forEach(common::add);
    Set<PackageName> needed = new LinkedHashSet<>(common);
    boolean tangled = false;
    for (UnresolvedPackage text : texts.reversed()) {
      if (!needed.contains(text.name())) {
        continue;
      }
      for (UnresolvedPackage.ForeignPackage need : text.foreignPackages()) {
        UnresolvedPackage found = packages.find(need.name());
        if (found != null) {
          needed.add(found.name());
        } else {
          tangled |= resolve.findPackage(need.name()).isPresent();
        }
      }
    }
    if (tangled) {
      texts.stream()
          .filter(text -> common.contains(text.name()))
          .forEach(text ->
              diagnostics.error(
                  new WitProblem.Duplicate("package", text.name().toString()),
                  text.place(),
                  binary(text.name())));
      return resolve;
    }
    Diagnostics own = new Diagnostics();
    ResolveBuilder linked = new ResolveBuilder(Resolve.EMPTY);
    for (UnresolvedPackage text : texts) {
      if (needed.contains(text.name())) {
        Linker.link(linked, text, packages, options, own);
      }
    }
    own.found().forEach(diagnostics::report);
    boolean sound = !own.hasErrors() && needed.stream().noneMatch(packages::isSpoiled);
    Resolve both = sound ? merge(linked.build(), texts, diagnostics) : resolve;
    texts.removeIf(text -> needed.contains(text.name()));
    return both;
  }

  private Resolve merge(Resolve texts, List<UnresolvedPackage> sources, Diagnostics diagnostics) {
    try {
      return ResolveMerger.merge(texts, resolve);
    } catch (DiagnosticException e) {
      for (Diagnostic each : e.diagnostics()) {
        UnresolvedPackage source =
            sources.stream()
                .filter(text ->
                    each.problem() instanceof WitProblem.CannotMerge problem
                        && files.containsKey(text.name())
                        && isOf(problem, text.name()))
                .findFirst()
                .orElse(null);
        diagnostics.report(
            source == null
                ? each
                : Diagnostic.error(each.problem(), source.place(), binary(source.name())));
      }
      return resolve;
    }
  }

  private Diagnostic.Note binary(PackageName name) {
    return new Diagnostic.Note(new Place.InInput(files.getOrDefault(name, "")), "the other one");
  }
}
