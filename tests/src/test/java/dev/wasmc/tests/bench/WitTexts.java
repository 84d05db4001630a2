package dev.wasmc.tests.bench;

import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What benchmarks of WIT read: WASI as it is published, and packages of any length. */
@SuppressWarnings("InlineFormatString") // forty lines of WIT in the middle of a loop
public final class WitTexts {
  /** Uses the interface before it, as those of WASI do, and is documented as much. */
  private static final String INTERFACE =
      """

      /// Things of kind %1$d, and what can be done with them.
      ///
      /// A thing comes from a `store`, which may be shared; whoever holds one should drop it as soon as
      /// it is not needed any more, since stores are small.
      @since(version = 1.0.0)
      interface things%1$d {
        use things%2$d.{key, store as older-store};

        /// What went wrong, and with what.
        @since(version = 1.0.0)
        variant failure {
          /// There is no such thing.
          not-found(key),
          /// There is one, but not for the caller.
          forbidden,
          other(string),
        }

        /// A thing as it was found.
        record thing {
          /// Unique in its store.
          key: key,
          name: option<string>,
          parts: list<tuple<u32, string>>,
          changed: u64,
        }

        enum order { ascending, descending }

        flags rights {
          read,
          write,
          /// Whoever has it may hand on the others too.
          grant,
        }

        /// Where things are.
        resource store {
          constructor(name: string);
          /// The thing of this key.
          ///
          /// Waits until the store has one, or `limit` milliseconds.
          get: func(key: key, limit: option<u32>) -> result<thing, failure>;
          put: func(what: list<thing>) -> result<_, failure>;
          watch: func(since: u64) -> list<key>;
          open: static func(path: string, rights: rights) -> result<store, failure>;
        }

        type page = list<thing>;

        /// Moves everything; what cannot be moved stays, and is listed.
        move-all: func(source: borrow<older-store>, to: borrow<store>) -> page;
        // Not documentation.
        search: func(words: list<string>, order: order, start: u32, count: u32) -> result<page, failure>;
        count: func() -> u64;
      }
      """;

  private static final String START =
      """
      package bench:generated@1.0.0;

      interface things0 {
        type key = string;
        resource store;
      }
      """;

  private static final String WORLD =
      """

      world world%1$d {
        import things%2$d;
        export things%1$d;
        export run: func(arguments: list<string>) -> result;
      }
      """;

  /** So many interfaces lead to each other, and there is a world of them. */
  private static final int GROUP = 20;

  private WitTexts() {}

  /**
   * A package whose text is as long, or longer by less than one interface; the same on every call.
   */
  public static SourceFile generated(int length) {
    StringBuilder text = new StringBuilder(START);
    int count = 0;
    while (text.length() < length) {
      count++;
      int previous = count % GROUP == 1 ? 0 : count - 1;
      text.append(String.format(Locale.ROOT, INTERFACE, count, previous));
      if (count % GROUP == 0) {
        text.append(String.format(Locale.ROOT, WORLD, count, count - GROUP / 2));
      }
    }
    return new SourceFile("generated.wit", text.toString());
  }

  /** All packages of WASI 0.2 and 0.3; skips the test where the shared folder is absent. */
  static List<WitParser.Source> wasi() {
    List<WitParser.Source> sources = new ArrayList<>();
    for (Path folder : wasiFolders()) {
      try (Stream<Path> files = Files.list(folder)) {
        List<SourceFile> texts = new ArrayList<>();
        for (Path file : files.filter(each -> each.toString().endsWith(".wit")).sorted().toList()) {
          texts.add(new SourceFile(file.toString(), Files.readString(file)));
        }
        sources.add(new WitParser.Source(folder.toString(), texts));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  /** The folder of each package. */
  static List<Path> wasiFolders() {
    List<Path> folders = new ArrayList<>();
    for (String version : List.of("0.2.12", "0.3.0")) {
      try (Stream<Path> found = Files.list(Shared.conformance("wit/wasi").resolve(version))) {
        folders.addAll(found.sorted().toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folders;
  }
}
