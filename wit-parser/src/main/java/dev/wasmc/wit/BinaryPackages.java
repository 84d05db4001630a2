package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What files in binary form bring. Such a file holds a package with all that it needs of others, so
 * a package may be in several files, and as text as well: then all have to say the same.
 */
final class BinaryPackages {
  private static final BinaryPackages NONE = new BinaryPackages(List.of(), null, new Diagnostics());

  private final List<WitFiles.Binary> binaries;
  private final WitParser.@Nullable PackageReader reader;

  /** Counts what is found. */
  private final Diagnostics own;

  private final Map<WitFiles.Binary, List<Diagnostic>> found = new IdentityHashMap<>();

  /** What each file that was read has. */
  private final Map<WitFiles.Binary, List<PackageName>> names = new IdentityHashMap<>();

  private final Map<PackageName, String> files = new LinkedHashMap<>();
  private final Resolve resolve;

  private BinaryPackages(
      List<WitFiles.Binary> binaries,
      WitParser.@Nullable PackageReader reader,
      Diagnostics diagnostics) {
    this.binaries = binaries;
    this.reader = reader;
    this.own = new Diagnostics(diagnostics);
    this.resolve = addAll(Resolve.EMPTY, 0, binaries.size());
    binaries.forEach(each -> found.getOrDefault(each, List.of()).forEach(diagnostics::report));
  }

  static BinaryPackages none() {
    return NONE;
  }

  /** All that agree with those before them. */
  static BinaryPackages of(
      List<WitFiles.Binary> binaries, WitParser.PackageReader reader, Diagnostics diagnostics) {
    return new BinaryPackages(binaries, reader, diagnostics);
  }

  /**
   * Adds some files. Merging costs as much as both sides are large, so files are merged with each
   * other first, and one by one only where there is one that disagrees.
   */
  private Resolve addAll(Resolve before, int from, int to) {
    if (from == to || own.isFull()) {
      return before;
    }
    if (to - from == 1) {
      return add(before, binaries.get(from));
    }
    try {
      Resolve all = ResolveMerger.merge(before, merged(from, to));
      binaries.subList(from, to).forEach(this::accept);
      return all;
    } catch (DiagnosticException _) {
      // Whatever disagrees does so again when it is added alone, and is reported then.
      int middle = (from + to) >>> 1;
      return addAll(addAll(before, from, middle), middle, to);
    }
  }

  /**
   * @throws DiagnosticException if they disagree
   */
  private Resolve merged(int from, int to) {
    if (to - from == 1) {
      return read(binaries.get(from));
    }
    int middle = (from + to) >>> 1;
    return ResolveMerger.merge(merged(from, middle), merged(middle, to));
  }

  /** The packages of a file; none if it cannot be read, which is reported the first time. */
  private Resolve read(WitFiles.Binary binary) {
    List<PackageName> known = names.get(binary);
    if (reader == null || (known != null && known.isEmpty())) {
      return Resolve.EMPTY;
    }
    Resolve read = Resolve.EMPTY;
    try {
      read = reader.read(binary.name(), binary.bytes()).resolve();
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(each -> report(binary, each));
    }
    names.put(binary, read.packages().stream().map(WitPackage::name).toList());
    return read;
  }

  private void accept(WitFiles.Binary binary) {
    names.getOrDefault(binary, List.of()).forEach(name -> files.putIfAbsent(name, binary.name()));
  }

  private Resolve add(Resolve before, WitFiles.Binary binary) {
    try {
      Resolve all = ResolveMerger.merge(before, read(binary));
      accept(binary);
      return all;
    } catch (DiagnosticException e) {
      if (e.first().problem() instanceof WitProblem.CannotMerge problem) {
        report(binary, Diagnostic.error(problem, new Place.InInput(binary.name()), other(problem)));
      } else {
        e.diagnostics().forEach(each -> report(binary, each));
      }
      return before;
    }
  }

  private void report(WitFiles.Binary binary, Diagnostic diagnostic) {
    own.report(diagnostic);
    found.computeIfAbsent(binary, _ -> new ArrayList<>()).add(diagnostic);
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
    String what = problem.what();
    String prefix = name.path() + "/";
    if (!what.startsWith(prefix)) {
      return false;
    }
    int end = prefix.length();
    while (end < what.length()
        && (Character.isLetterOrDigit(what.charAt(end)) || what.charAt(end) == '-')) {
      end++;
    }
    // With a further slash it is of a package that is nested in this one.
    return end == what.length() || what.charAt(end) != '/';
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
