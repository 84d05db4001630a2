package dev.wasmc.bindings;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The interfaces of WASI 0.2: what they are called and take and give, without their documentation.
 */
public final class WasiWit {
  private static final List<String> PACKAGES =
      List.of("cli", "clocks", "filesystem", "http", "io", "random", "sockets");

  private WasiWit() {}

  /** All packages, with what is stable in them. */
  public static Resolve resolve() {
    return resolve(WitOptions.DEFAULT);
  }

  /** All packages, with what the options let in. */
  public static Resolve resolve(WitOptions options) {
    List<WitParser.Source> sources =
        PACKAGES.stream().map(name -> new WitParser.Source(name, List.of(source(name)))).toList();
    return new WitParser(options)
        .parse(sources.getFirst(), sources.subList(1, sources.size()), Resolve.EMPTY)
        .resolve();
  }

  private static SourceFile source(String name) {
    String file = "wit/" + name + ".wit";
    try (InputStream stream = WasiWit.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("this build lacks " + file);
      }
      return new SourceFile(
          "wasi/" + name + ".wit", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
