package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * WIT text in, {@link Resolve} out.
 *
 * <pre>{@code
 * WitParser.Parsed parsed = new WitParser(WitOptions.DEFAULT).parse(Path.of("wit"));
 * World world = parsed.resolve().get(parsed.world(null));
 * world.imports().keySet().forEach(key -> System.out.println(parsed.resolve().name(key)));
 * }</pre>
 *
 * Every method reports all errors of a phase at once, in a {@link DiagnosticException}, and nothing
 * else.
 */
public final class WitParser {
  /**
   * The files of one package, with the packages nested in them.
   *
   * @param name how the user knows them as a whole
   */
  public record Source(String name, List<SourceFile> files) {
    public Source {
      files = List.copyOf(files);
    }
  }

  /**
   * What was parsed.
   *
   * @param main the package that was asked for; the others are what it needs, and what was there
   *     before
   */
  public record Parsed(Resolve resolve, PackageId main) {
    /**
     * The world of this name.
     *
     * @param name a name in the main package, a full name such as {@code wasi:cli/command@0.2.12},
     *     or null for the only world
     */
    public WorldId world(@Nullable String name) {
      return WorldSelection.select(resolve, main, name);
    }
  }

  /** Reads packages in other forms than WIT text. */
  public interface PackageReader {
    /**
     * @param name of the file, for messages
     * @param bytes of a file that is called {@code .wasm} or {@code .wat}
     */
    Parsed read(String name, byte[] bytes);
  }

  private final WitOptions options;
  private final @Nullable PackageReader reader;

  /** For text alone. */
  public WitParser(WitOptions options) {
    this(options, null);
  }

  /**
   * @param reader for what is not text; null for text alone
   */
  public WitParser(WitOptions options, @Nullable PackageReader reader) {
    this.options = options;
    this.reader = reader;
  }

  /**
   * A package from a file, or from the {@code .wit} files of a directory. A directory's {@code
   * deps} holds what the package needs: files, or directories of files. Files called {@code .wasm}
   * and {@code .wat} are packages in binary form.
   */
  public Parsed parse(Path path) {
    if (reader != null && WitFiles.isBinary(path)) {
      WitFiles.Binary binary = WitFiles.binary(path);
      return reader.read(binary.name(), binary.bytes());
    }
    WitFiles.Found found = WitFiles.find(path);
    Resolve start = Resolve.EMPTY;
    if (reader != null) {
      for (WitFiles.Binary binary : found.binaries()) {
        start = ResolveMerger.merge(start, reader.read(binary.name(), binary.bytes()).resolve());
      }
    }
    return parse(found.main(), found.dependencies(), start);
  }

  /** A package from one text. */
  public Parsed parse(SourceFile file) {
    return parse(new Source(file.name(), List.of(file)), List.of(), Resolve.EMPTY);
  }

  /**
   * A package, and packages that it may need, in any order.
   *
   * @param start what is there already; it stays as it is, under the same ids
   */
  public Parsed parse(Source main, List<Source> dependencies, Resolve start) {
    Diagnostics diagnostics = new Diagnostics();
    List<UnresolvedPackage> packages = new ArrayList<>();
    PackageName mainName = parseSource(main, packages, diagnostics);
    for (Source dependency : dependencies) {
      parseSource(dependency, packages, diagnostics);
    }
    diagnostics.throwIfErrors();
    if (mainName == null) {
      throw new IllegalStateException("a source without errors has a package");
    }
    ResolveBuilder resolve = new ResolveBuilder(start);
    PackageId mainId = null;
    for (UnresolvedPackage unresolved : sorted(packages, start)) {
      PackageId id = Linker.link(resolve, unresolved, options, diagnostics);
      diagnostics.throwIfErrors();
      if (unresolved.name().equals(mainName)) {
        mainId = id;
      }
    }
    if (mainId == null) {
      throw new IllegalStateException("the main package was not linked");
    }
    return new Parsed(resolve.build(), mainId);
  }

  /** The syntax tree of one file, for tools that look at the text and not at what it means. */
  public Syntax.WitFile parseSyntax(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Syntax.WitFile> tree = SyntaxParser.parse(file, options, diagnostics);
    diagnostics.throwIfErrors();
    return tree.orElseThrow();
  }

  private @Nullable PackageName parseSource(
      Source source, List<UnresolvedPackage> into, Diagnostics diagnostics) {
    List<PackageBuilder.Unit> units = new ArrayList<>();
    List<PackageBuilder.Unit> nested = new ArrayList<>();
    boolean failed = false;
    for (SourceFile file : source.files()) {
      Optional<Syntax.WitFile> tree = SyntaxParser.parse(file, options, diagnostics);
      failed |= tree.isEmpty();
      tree.ifPresent(parsed -> split(parsed, units, nested));
    }
    if (failed) {
      return null;
    }
    for (PackageBuilder.Unit unit : nested) {
      add(source, List.of(unit), into, diagnostics);
    }
    return add(source, units, into, diagnostics);
  }

  private static void split(
      Syntax.WitFile file, List<PackageBuilder.Unit> units, List<PackageBuilder.Unit> nested) {
    List<Syntax.TopItem> items = new ArrayList<>();
    for (Syntax.TopItem item : file.items()) {
      if (item instanceof Syntax.NestedPackage inner) {
        nested.add(new PackageBuilder.Unit(file.source(), inner.header(), inner.items()));
      } else {
        items.add(item);
      }
    }
    units.add(new PackageBuilder.Unit(file.source(), file.header(), items));
  }

  private static @Nullable PackageName add(
      Source source,
      List<PackageBuilder.Unit> units,
      List<UnresolvedPackage> into,
      Diagnostics diagnostics) {
    PackageName name = null;
    Place place = new Place.InInput(source.name());
    String docs = null;
    for (PackageBuilder.Unit unit : units) {
      Syntax.PackageHeader header = unit.header();
      if (header == null) {
        continue;
      }
      PackageName declared = header.name().packageName();
      Place declaredAt = new Place.InText(unit.file(), header.name().span());
      if (name != null && !name.equals(declared)) {
        diagnostics.error(
            new WitProblem.PackageMismatch(declared.toString(), name.toString()),
            declaredAt,
            new Diagnostic.Note(place, "the other one"));
      }
      String text = Docs.text(header.docs());
      if (docs != null && text != null) {
        diagnostics.error(
            new WitProblem.MisplacedPackage("the package has documentation twice"), declaredAt);
      }
      docs = docs == null ? text : docs;
      if (name == null) {
        name = declared;
        place = declaredAt;
      }
    }
    if (name == null) {
      diagnostics.error(new WitProblem.NoPackageHeader(), place);
      return null;
    }
    into.add(PackageBuilder.build(name, place, docs, units, diagnostics));
    return name;
  }

  /** Each package after those it needs, and apart from that by name. */
  private static List<UnresolvedPackage> sorted(List<UnresolvedPackage> packages, Resolve start) {
    TreeMap<PackageName, UnresolvedPackage> byName = new TreeMap<>();
    Diagnostics diagnostics = new Diagnostics();
    for (UnresolvedPackage unresolved : packages) {
      UnresolvedPackage previous = byName.putIfAbsent(unresolved.name(), unresolved);
      if (previous != null || start.findPackage(unresolved.name()).isPresent()) {
        diagnostics.error(
            new WitProblem.Duplicate("package", unresolved.name().toString()),
            unresolved.place(),
            previous == null
                ? new Diagnostic.Note[0]
                : new Diagnostic.Note[] {new Diagnostic.Note(previous.place(), "the first one")});
      }
    }
    diagnostics.throwIfErrors();
    List<UnresolvedPackage> order = new ArrayList<>();
    Set<PackageName> done = new HashSet<>();
    for (UnresolvedPackage unresolved : byName.values()) {
      visit(unresolved, byName, order, done);
    }
    return order;
  }

  private record Visit(
      UnresolvedPackage unresolved, Iterator<UnresolvedPackage.ForeignPackage> needs) {}

  private static void visit(
      UnresolvedPackage start,
      NavigableMap<PackageName, UnresolvedPackage> byName,
      List<UnresolvedPackage> order,
      Set<PackageName> done) {
    if (done.contains(start.name())) {
      return;
    }
    Map<PackageName, Place> open = new HashMap<>();
    Deque<Visit> stack = new ArrayDeque<>();
    stack.push(new Visit(start, start.foreignPackages().iterator()));
    open.put(start.name(), start.place());
    while (!stack.isEmpty()) {
      Visit top = stack.peek();
      if (!top.needs().hasNext()) {
        stack.pop();
        open.remove(top.unresolved().name());
        done.add(top.unresolved().name());
        order.add(top.unresolved());
        continue;
      }
      UnresolvedPackage.ForeignPackage need = top.needs().next();
      UnresolvedPackage next = find(need.name(), byName);
      if (next == null || done.contains(next.name())) {
        continue;
      }
      if (open.containsKey(next.name())) {
        throw cycle(next.name(), stack, need.place());
      }
      open.put(next.name(), need.place());
      stack.push(new Visit(next, next.foreignPackages().iterator()));
    }
  }

  private static @Nullable UnresolvedPackage find(
      PackageName name, NavigableMap<PackageName, UnresolvedPackage> byName) {
    UnresolvedPackage exact = byName.get(name);
    Version wanted = name.version();
    if (exact != null || wanted == null) {
      return exact;
    }
    UnresolvedPackage best = null;
    for (UnresolvedPackage candidate : byName.tailMap(name, false).values()) {
      if (!candidate.name().isSamePackage(name)) {
        break;
      }
      Version version = candidate.name().version();
      if (version != null && version.isCompatibleWith(wanted)) {
        best = candidate;
      }
    }
    return best;
  }

  private static DiagnosticException cycle(PackageName back, Deque<Visit> stack, Place place) {
    List<String> path = new ArrayList<>();
    Iterator<Visit> outermostFirst = stack.descendingIterator();
    boolean inside = false;
    while (outermostFirst.hasNext()) {
      PackageName name = outermostFirst.next().unresolved().name();
      inside |= name.equals(back);
      if (inside) {
        path.add(name.toString());
      }
    }
    return DiagnosticException.error(new WitProblem.Cycle("packages", path), place);
  }
}
