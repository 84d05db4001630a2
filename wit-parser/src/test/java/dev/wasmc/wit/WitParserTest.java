package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WitParserTest {
  private static WitParser.Parsed parse(WitOptions options, String text) {
    WitParser.Parsed parsed = new WitParser(options).parse(new SourceFile("test.wit", text));
    assertEquals(List.of(), ResolveChecker.check(parsed.resolve()));
    return parsed;
  }

  private static WitParser.Parsed parse(String text) {
    return parse(WitOptions.DEFAULT, text);
  }

  private static String print(WitParser.Parsed parsed) {
    return WitPrinter.print(parsed.resolve(), parsed.main());
  }

  @Test
  void keepsCommentsAndSpans() {
    String text = "package a:b;\n/// Says hello.\n// to all\ninterface i {} /* end */";
    Syntax.WitFile file = new WitParser(WitOptions.DEFAULT).parseSyntax(new SourceFile("x", text));
    assertEquals(
        List.of("/// Says hello.", "// to all", "/* end */"),
        file.comments().stream().map(Syntax.Comment::text).toList());
    Syntax.InterfaceDecl decl = (Syntax.InterfaceDecl) file.items().getFirst();
    assertEquals("interface i {}", text.substring(decl.span().start(), decl.span().end()));
    assertEquals(2, decl.docs().size());
  }

  @Test
  void printsWhatItReads() {
    String canonical =
        """
        package a:b@1.0.0;

        /// What it is
        /// for.
        interface i {
          use other:p/types@0.2.1.{t as u, r};

          /// A pair.
          @since(version = 1.0.0)
          record pair {
            /// left
            %list: u,
            right: option<tuple<u8, string>>,
          }

          @external-id("some/\\u{e9}")
          resource s {
            constructor(x: own-alias) -> result<s, string>;
            read: func(n: u64) -> result<list<u8>>;
            make: static async func() -> s;
          }

          type own-alias = own<r>;

          f: async func(a: borrow<s>, b: stream<u8>) -> future;
        }

        world w {
          import other:p/types@0.2.1;
          import i;
          import plain: interface {
            g: func(x: map<string, f64>) -> result<_, u8>;
          }
          use other:p/types@0.2.1.{t};

          flags few {
            one,
            two,
          }
          import h: func(x: few) -> t;

          export again: i;
        }
        """;
    String dependency =
        """
        package other:p@0.2.1;
        interface types { type t = u32; resource r; }
        """;
    WitParser parser = new WitParser(WitOptions.DEFAULT);
    WitParser.Source main = new WitParser.Source("a", List.of(new SourceFile("a.wit", canonical)));
    WitParser.Source other =
        new WitParser.Source("o", List.of(new SourceFile("o.wit", dependency)));
    WitParser.Parsed parsed = parser.parse(main, List.of(other), Resolve.EMPTY);
    assertEquals(List.of(), ResolveChecker.check(parsed.resolve()));
    assertEquals(canonical, print(parsed));
  }

  @Test
  void buildMetadataMakesNoGateOfTheFuture() {
    Resolve resolve =
        parse(
                """
                package a:b@1.0.0;
                interface i {
                  @since(version = 1.0.0+b) f: func();
                }
                """)
            .resolve();
    assertEquals(List.of(), ResolveChecker.check(resolve));
  }

  @Test
  void findsACompatibleVersion() {
    Resolve resolve =
        parse(
                """
                package a:b;
                world w { import x:y/i@0.2.1; }
                package x:y@0.2.0 { interface i {} }
                package x:y@0.2.3 { interface i {} }
                package x:y@0.3.0 { interface i {} }
                """)
            .resolve();
    WorldKey key = resolve.worlds().getFirst().imports().firstEntry().getKey();
    assertEquals("x:y/i@0.2.3", resolve.name(key));
  }

  @Test
  void leavesOutWhatIsGated() {
    String text =
        """
        package a:b@1.0.0;
        interface i {
          @unstable(feature = later) type t = u32;
          @unstable(feature = later) f: func(x: t);
          g: func();
        }
        """;
    assertEquals(
        List.of("g"),
        List.copyOf(parse(text).resolve().interfaces().getFirst().functions().keySet()));
    Resolve all = parse(WitOptions.DEFAULT.withGate("later"), text).resolve();
    assertEquals(List.of("f", "g"), List.copyOf(all.interfaces().getFirst().functions().keySet()));
  }

  @Test
  void selectsWorlds() {
    WitParser.Parsed one = parse("package a:b; world w {} package x:y@1.0.0 { world v {} }");
    assertEquals("w", one.resolve().get(one.world(null)).name());
    assertEquals("v", one.resolve().get(one.world("x:y/v")).name());
    assertEquals("v", one.resolve().get(one.world("x:y/v@1.0.0")).name());
    DiagnosticException thrown = assertThrows(DiagnosticException.class, () -> one.world("u"));
    assertTrue(thrown.first().problem() instanceof WitProblem.UnknownWorld);
    assertThrows(
        DiagnosticException.class, () -> parse("package a:b; world w {} world v {}").world(null));
  }

  @Test
  void reportsEveryUnreadableFile() {
    DiagnosticException thrown =
        assertThrows(
            DiagnosticException.class,
            () -> new WitParser(WitOptions.DEFAULT).parse(java.nio.file.Path.of("no/such.wit")));
    assertEquals(
        new WitProblem.Unreadable("there is no such file or folder"), thrown.first().problem());
  }
}
