package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * @throws DiagnosticException for what is no package
     */
    Parsed read(String name, byte[] bytes);
  }

  /** Of a package whose name stands in a file that is not understood. */
  private static final PackageName UNKNOWN_NAME = new PackageName("", "", null);

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
    Diagnostics diagnostics = new Diagnostics();
    if (reader != null && WitFiles.isBinary(path)) {
      Optional<WitFiles.Binary> binary = WitFiles.binary(path, diagnostics);
      diagnostics.throwIfErrors();
      return reader.read(binary.orElseThrow().name(), binary.orElseThrow().bytes());
    }
    WitFiles.Found found = WitFiles.find(path, diagnostics);
    BinaryPackages binaries =
        reader == null
            ? BinaryPackages.none()
            : BinaryPackages.of(found.binaries(), reader, diagnostics);
    return parse(found.main(), found.dependencies(), Resolve.EMPTY, binaries, diagnostics);
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
    return parse(main, dependencies, start, BinaryPackages.none(), new Diagnostics());
  }

  private Parsed parse(
      Source main,
      List<Source> dependencies,
      Resolve start,
      BinaryPackages binaries,
      Diagnostics diagnostics) {
    PackageSet packages = new PackageSet();
    if (diagnostics.hasErrors()) {
      packages.lacksSome();
    }
    PackageName mainName = parseSource(main, packages, start, diagnostics);
    for (Source dependency : dependencies) {
      parseSource(dependency, packages, start, diagnostics);
    }
    List<UnresolvedPackage> order = new ArrayList<>(packages.inOrder(diagnostics));
    ResolveBuilder resolve =
        new ResolveBuilder(
            binaries.isEmpty() ? start : binaries.withTexts(order, packages, options, diagnostics));
    for (UnresolvedPackage unresolved : order) {
      Linker.link(resolve, unresolved, packages, options, diagnostics);
    }
    diagnostics.throwIfErrors();
    if (mainName == null) {
      throw new IllegalStateException("a source without errors has a package");
    }
    Resolve built = resolve.build();
    return new Parsed(built, built.findPackage(mainName).orElseThrow());
  }

  /** The syntax tree of one file, for tools that look at the text and not at what it means. */
  public Syntax.WitFile parseSyntax(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Syntax.WitFile> tree = SyntaxParser.parse(file, options, new Unread(), diagnostics);
    diagnostics.throwIfErrors();
    return tree.orElseThrow();
  }

  /**
   * How far the files of a package are known.
   *
   * @param unread what of them is in no tree
   * @param sound whether they have no error
   */
  private record Soundness(Unread unread, boolean sound) {}

  private @Nullable PackageName parseSource(
      Source source, PackageSet into, Resolve start, Diagnostics diagnostics) {
    List<PackageBuilder.Unit> units = new ArrayList<>();
    List<PackageBuilder.Unit> nested = new ArrayList<>();
    Diagnostics own = new Diagnostics(diagnostics);
    Unread unread = new Unread();
    for (SourceFile file : source.files()) {
      Optional<Syntax.WitFile> tree = SyntaxParser.parse(file, options, unread, own);
      tree.ifPresent(parsed -> split(parsed, units, nested));
    }
    own.found().forEach(diagnostics::report);
    if (unread.mayDefinePackages()) {
      into.lacksSome();
    }
    Soundness soundness = new Soundness(unread, !own.hasErrors());
    for (PackageBuilder.Unit unit : nested) {
      add(source, List.of(unit), soundness, into, start, diagnostics);
    }
    return add(source, units, soundness, into, start, diagnostics);
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
      Soundness soundness,
      PackageSet into,
      Resolve start,
      Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics(diagnostics);
    PackageName name = null;
    Place place = new Place.InInput(source.name());
    Syntax.PackageHeader documented = null;
    Place documentation = place;
    for (PackageBuilder.Unit unit : units) {
      Syntax.PackageHeader header = unit.header();
      if (header == null) {
        continue;
      }
      PackageName declared = header.name().packageName();
      Place declaredAt = new Place.InText(unit.file(), header.name().span());
      if (name != null && !name.equals(declared)) {
        own.error(
            new WitProblem.PackageMismatch(declared.toString(), name.toString()),
            declaredAt,
            new Diagnostic.Note(place, "the other one"));
      }
      if (!header.docs().isEmpty()) {
        Place docs = new Place.InText(unit.file(), header.docs().getFirst().span());
        if (documented == null) {
          documented = header;
          documentation = docs;
        } else {
          own.error(
              new WitProblem.MisplacedPackage("the package has documentation twice"),
              docs,
              new Diagnostic.Note(documentation, "the first one"));
        }
      }
      if (name == null) {
        name = declared;
        place = declaredAt;
      }
    }
    if (name == null && !into.isIncomplete()) {
      diagnostics.error(new WitProblem.NoPackageHeader(!units.isEmpty()), place);
      into.lacksSome();
      return null;
    }
    UnresolvedPackage built =
        PackageBuilder.build(
            name == null ? UNKNOWN_NAME : name,
            place,
            documented == null ? null : Docs.text(documented.docs()),
            units,
            soundness.unread(),
            own);
    if (name != null) {
      into.add(built, soundness.sound() && !own.hasErrors(), start, own);
    }
    own.found().forEach(diagnostics::report);
    return name;
  }
}
