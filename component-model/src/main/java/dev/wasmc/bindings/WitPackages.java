package dev.wasmc.bindings;

import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wit.FeatureUse;
import dev.wasmc.wit.LanguageFeature;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveMerger;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitProblem;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * WIT in every form that there is: text, a package in binary form, that form as text, and any
 * component, which stands for the world that it has.
 */
public final class WitPackages {
  private WitPackages() {}

  /** A parser that reads packages and their dependencies in all forms. */
  public static WitParser parser(WitOptions options) {
    return new WitParser(options, (name, bytes) -> read(options, name, bytes));
  }

  /**
   * A package from bytes that nothing but themselves say the form of.
   *
   * @param name for messages
   */
  public static WitParser.Parsed parse(WitOptions options, String name, byte[] bytes) {
    return isWit(bytes)
        ? new WitParser(options).parse(SourceFile.decode(name, ByteBuffer.wrap(bytes)))
        : read(options, name, bytes);
  }

  /** Several packages with all that each of them needs, as one; the first is the main one. */
  public static WitParser.Parsed merge(List<WitParser.Parsed> packages) {
    WitParser.Parsed first = packages.getFirst();
    PackageName main = first.resolve().get(first.main()).name();
    Resolve all = first.resolve();
    for (WitParser.Parsed further : packages.subList(1, packages.size())) {
      all = ResolveMerger.merge(all, further.resolve());
    }
    return new WitParser.Parsed(all, all.findPackage(main).orElseThrow());
  }

  /**
   * A package from bytes that are not WIT text; what is behind gates is there.
   *
   * @param name for messages
   * @throws DiagnosticException also for what WIT text needs an option for that is not on
   */
  public static WitParser.Parsed read(WitOptions options, String name, byte[] bytes) {
    WitParser.Parsed parsed = read(name, bytes);
    Diagnostics diagnostics = new Diagnostics();
    for (LanguageFeature feature : FeatureUse.language(parsed.resolve())) {
      if (!options.language().contains(feature)) {
        diagnostics.error(new WitProblem.ExperimentalSyntax(feature), new Place.InInput(name));
      }
    }
    diagnostics.throwIfErrors();
    return parsed;
  }

  private static WitParser.Parsed read(String name, byte[] bytes) {
    ByteSlice given = ByteSlice.of(bytes);
    boolean isText = name.endsWith(".wat") || FileKind.startsLikeWat(given);
    ByteSlice binary = isText ? ByteSlice.of(assemble(name, bytes)) : given;
    ValidatedComponent component = WitPackageDecoder.validate(name, binary);
    if (WitPackageDecoder.isPackage(component)) {
      return WitPackageDecoder.decode(name, component);
    }
    ComponentToWit.Extracted extracted = ComponentToWit.extract(component);
    return new WitParser.Parsed(extracted.resolve(), extracted.main());
  }

  /** No WIT starts with a parenthesis or with {@code ;}, and all text of modules does. */
  private static boolean isWit(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && " \t\r\n".indexOf(bytes[start]) >= 0) {
      start++;
    }
    return start == bytes.length || "(;\0".indexOf(bytes[start]) < 0;
  }

  private static byte[] assemble(String name, byte[] bytes) {
    SourceFile text = SourceFile.decode(name, ByteBuffer.wrap(bytes));
    return ComponentEncoder.encode(ComponentParser.parse(text));
  }
}
