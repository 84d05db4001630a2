package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wasmc.bindings.BindingsProblem;
import dev.wasmc.bindings.WitPackageDecoder;
import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.Syntax;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitJson;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A package in each of its forms, and back. */
public final class WitRoundTrips {
  static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage().withAllGates();

  private static final WitParser PARSER = new WitParser(OPTIONS);

  private WitRoundTrips() {}

  /** Any text: it is refused with messages that can be shown, or goes all the ways there are. */
  public static void text(String text) {
    WitParser.Parsed parsed;
    try {
      PARSER.parseSyntax(new SourceFile("input.wit", text));
      format(text);
      parsed = PARSER.parse(new SourceFile("input.wit", text));
    } catch (DiagnosticException refused) {
      assertFalse(new DiagnosticRenderer(false).render(refused.diagnostics()).isEmpty());
      return;
    }
    resolved(parsed);
  }

  /** A text that is right goes all the ways there are. */
  public static void valid(String text) {
    format(text);
    try {
      resolved(PARSER.parse(new SourceFile("input.wit", text)));
    } catch (DiagnosticException refused) {
      throw new AssertionError(
          new DiagnosticRenderer(false).render(refused.diagnostics()) + text, refused);
    }
  }

  /**
   * The main package of a text is also what bytes of wasm-tools mean, but for what it loses:
   *
   * <ul>
   *   <li>Where an export needs an interface whose own export is written further down, it adds that
   *       one with the gates and the external id of the first and without documentation, and what
   *       is written is lost ({@code add_world_export} in its {@code resolve}). Here it holds.
   *       Imports lose theirs in the same way, here too, so that WASI means the same to both.
   *   <li>It leaves the versions in another package's gates on what a world includes from there,
   *       where they would be versions of this package. Here they are gone.
   * </ul>
   */
  public static void sameMain(String text, byte[] bytes) {
    WitParser.Parsed parsed = PARSER.parse(new SourceFile("input.wit", text));
    WitPackage main = parsed.resolve().get(parsed.main());
    if (main.interfaces().isEmpty() && main.worlds().isEmpty()) {
      // Its name is not in those bytes.
      return;
    }
    WitParser.Parsed decoded = WitPackageDecoder.decode("theirs.wasm", ByteSlice.of(bytes));
    WitShape.Leniency leniency =
        new WitShape.Leniency(
            includesVersioned(text), WitShape.neededExports(parsed.resolve(), parsed.main()));
    assertEquals(
        WitShape.of(parsed.resolve(), parsed.main(), leniency),
        WitShape.of(decoded.resolve(), decoded.main(), leniency),
        text);
  }

  /** Whether a world includes one of another package with a version; so may what includes it. */
  private static boolean includesVersioned(String text) {
    return syntax(text).items().stream()
        .flatMap(item ->
            item instanceof Syntax.NestedPackage nested ? nested.items().stream() : Stream.of(item))
        .flatMap(item ->
            item instanceof Syntax.WorldDecl world ? world.items().stream() : Stream.empty())
        .anyMatch(item ->
            item instanceof Syntax.IncludeDecl include && hasVersion(include.path().packageRef()));
  }

  private static boolean hasVersion(Syntax.@Nullable PackageRef ref) {
    return ref != null && ref.version() != null;
  }

  /** Any bytes that are meant as the binary form of a package, as {@link #text}. */
  public static void binary(byte[] bytes) {
    WitParser.Parsed parsed;
    try {
      parsed = WitPackageDecoder.decode("input.wasm", ByteSlice.of(bytes));
    } catch (DiagnosticException refused) {
      assertFalse(new DiagnosticRenderer(false).render(refused.diagnostics()).isEmpty());
      return;
    }
    resolved(parsed);
  }

  /** A package through text, through a folder, and each of its packages through bytes. */
  static void resolved(WitParser.Parsed parsed) {
    printed(parsed);
    for (int i = 0; i < parsed.resolve().packages().size(); i++) {
      PackageId id = new PackageId(i);
      byte[] bytes;
      try {
        bytes = WitPackageEncoder.encode(parsed.resolve(), id);
      } catch (DiagnosticException refused) {
        if (refused.first().problem() instanceof BindingsProblem.NoBinaryForm) {
          continue;
        }
        throw new AssertionError("a sound package is encoded", refused);
      }
      encoded(parsed.resolve(), id, bytes);
    }
  }

  /** Formatting changes nothing but the layout, and nothing at all the second time. */
  static void format(String text) {
    String formatted = WitFormatter.format(new SourceFile("input.wit", text));
    assertEquals(formatted, WitFormatter.format(new SourceFile("formatted.wit", formatted)));
    assertEquals(WitShape.of(syntax(text)), WitShape.of(syntax(formatted)));
  }

  /** What is printed has the usual layout already. */
  static void isFormatted(String printed) {
    assertEquals(printed, WitFormatter.format(new SourceFile("printed.wit", printed)));
  }

  private static Syntax.WitFile syntax(String text) {
    return PARSER.parseSyntax(new SourceFile("input.wit", text));
  }

  /** The same package after a way through text, as one file and as a folder. */
  private static void printed(WitParser.Parsed parsed) {
    isSound(parsed.resolve());
    String text = WitPrinter.printAll(parsed.resolve(), parsed.main());
    isFormatted(text);
    WitParser.Parsed again = parse(new SourceFile("printed.wit", text), List.of());
    isSound(again.resolve());
    assertEquals(text, WitPrinter.printAll(again.resolve(), again.main()));
    assertEquals(WitShape.of(parsed.resolve()), WitShape.of(again.resolve()), text);
    WitParser.Parsed folder = folder(again);
    assertEquals(WitJson.print(folder.resolve()), WitJson.print(folder(folder).resolve()));
    assertEquals(WitShape.of(again.resolve()), WitShape.of(folder.resolve()), text);
  }

  private static WitParser.Parsed folder(WitParser.Parsed parsed) {
    List<SourceFile> files = new ArrayList<>();
    for (Map.Entry<String, String> file :
        WitPrinter.printFiles(parsed.resolve(), parsed.main()).entrySet()) {
      files.add(new SourceFile(file.getKey(), file.getValue()));
    }
    return parse(files.getFirst(), files.subList(1, files.size()));
  }

  private static WitParser.Parsed parse(SourceFile main, List<SourceFile> others) {
    try {
      return PARSER.parse(
          source(main), others.stream().map(WitRoundTrips::source).toList(), Resolve.EMPTY);
    } catch (DiagnosticException e) {
      throw new AssertionError(
          "what is printed is refused: " + e.getMessage() + "\n" + main.text(), e);
    }
  }

  private static WitParser.Source source(SourceFile file) {
    return new WitParser.Source(file.name(), List.of(file));
  }

  /** The same text and the same bytes after a way through bytes. */
  static void encoded(Resolve resolve, PackageId id, byte[] bytes) {
    String text = WitPrinter.print(resolve, id);
    WitParser.Parsed decoded;
    try {
      decoded = WitPackageDecoder.decode("encoded.wasm", ByteSlice.of(bytes));
    } catch (DiagnosticException e) {
      throw new AssertionError("what is encoded is refused: " + e.getMessage() + "\n" + text, e);
    }
    isSound(decoded.resolve());
    assertEquals(text, WitPrinter.print(decoded.resolve(), decoded.main()));
    assertArrayEquals(bytes, WitPackageEncoder.encode(decoded.resolve(), decoded.main()), text);
  }

  private static void isSound(Resolve resolve) {
    assertEquals("", String.join("\n", ResolveChecker.check(resolve)));
  }

  /** The tree of a text that can be read. */
  static Optional<Syntax.WitFile> tree(String text) {
    try {
      return Optional.of(syntax(text));
    } catch (DiagnosticException refused) {
      return Optional.empty();
    }
  }
}
