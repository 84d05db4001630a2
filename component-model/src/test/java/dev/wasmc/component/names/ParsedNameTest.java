package dev.wasmc.component.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.names.Uniqueness;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParsedNameTest {
  private static final Set<ComponentFeature> ALL = EnumSet.allOf(ComponentFeature.class);

  @Test
  void forms() {
    assertEquals(Optional.of(new ParsedName.Label("a1-B2-3")), ParsedName.of("a1-B2-3"));
    assertEquals(
        Optional.of(new ParsedName.Constructor("blob")), ParsedName.of("[constructor]blob"));
    assertEquals(
        Optional.of(new ParsedName.Method("blob", "read")), ParsedName.of("[method]blob.read"));
    assertEquals(
        Optional.of(new ParsedName.Static("blob", "make")), ParsedName.of("[static]blob.make"));
    assertEquals(
        Optional.of(
            new ParsedName.InterfaceName(
                "wasi", "http", "types", Optional.of(new Version(0, 2, 12)))),
        ParsedName.interfaceOf("wasi:http/types@0.2.12"));
  }

  @ParameterizedTest
  @CsvSource({
    "a:b/c, a:b, c",
    "a:b:c/d/E/f@1.0.0, a:b:c/d/E, f",
  })
  void packages(String text, String packageText, String interfaceName) {
    ParsedName.InterfaceName name =
        (ParsedName.InterfaceName) ParsedName.parse(text, ALL, Place.Nowhere.NOWHERE);
    assertEquals(packageText, name.packageText());
    assertEquals(interfaceName, name.interfaceName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "[constructor]a",
        "[method]a.b",
        "[static]a.b",
        "a:b/c",
        "a-b:c-d/E-f@1.2.3-rc.1+b",
        "a:b:c/d/e@1",
        "a:b/c@0.2",
        "a:b/c@0.0.0"
      })
  void textComesBack(String text) {
    assertEquals(text, ParsedName.parse(text, ALL, Place.Nowhere.NOWHERE).text());
  }

  @ParameterizedTest
  @CsvSource({
    "'', invalid-name",
    "a_b, invalid-name",
    "-a, invalid-name",
    "a-, invalid-name",
    "a--b, invalid-name",
    "1a, invalid-name",
    "aB, invalid-name",
    "[method]a, invalid-name",
    "[method]a.b.c, invalid-name",
    "[other]a, invalid-name",
    "a:b, invalid-name",
    "A:b/c, invalid-name",
    "a:B/c, invalid-name",
    "a:b/, invalid-name",
    "a:b/c@, invalid-version",
    "a:b/c@1, invalid-version",
    "a:b:c/d, unsupported-feature",
    "a:b/c/d, unsupported-feature",
    "unlocked-dep=<a:b>, invalid-name",
  })
  void refused(String text, String id) {
    DiagnosticException e =
        assertThrows(
            DiagnosticException.class,
            () -> ParsedName.parse(text, ComponentFeature.DEFAULT, Place.Nowhere.NOWHERE));
    assertEquals(id, e.first().problem().id());
  }

  @ParameterizedTest
  @CsvSource({
    "a:b/c@0.2.1, a:b/c@0.2.6, true",
    "a:b/c@0.2, a:b/c@0.2.6, true",
    "a:b/c@1, a:b/c@2, false",
    "a:b/c, a:b/c@0.2.6, false",
    "a:b/c, a:b/c, true",
    "a:b/d@1.0.0, a:b/c@1.0.0, false",
  })
  void compatible(String a, String b, boolean expected) {
    List<ParsedName.InterfaceName> names =
        List.of(a, b).stream()
            .map(text -> ParsedName.parse(text, ALL, Place.Nowhere.NOWHERE))
            .map(ParsedName.InterfaceName.class::cast)
            .toList();
    assertEquals(expected, names.get(0).isCompatibleWith(names.get(1)));
    assertEquals(expected, names.get(1).isCompatibleWith(names.get(0)));
  }

  @Test
  void uniqueness() {
    Uniqueness names = new Uniqueness();
    for (String name :
        List.of("foo", "foo-bar", "[constructor]foo", "[method]foo.bar", "foo:bar/baz")) {
      assertEquals(Optional.empty(), names.add(name));
    }
    assertEquals(Optional.of("foo"), names.add("FOO"));
    assertEquals(Optional.of("foo-bar"), names.add("foobar"));
    assertEquals(Optional.of("[constructor]foo"), names.add("[constructor]FOO"));
    assertEquals(Optional.of("[method]foo.bar"), names.add("[static]foo.BAR"));
    assertEquals(Optional.of("foo"), names.add("[method]foo.foo"));
    assertEquals(Optional.of("foo-bar"), names.add("[static]foo-BAR.FOO-bar"));
    assertEquals(Optional.of("foo:bar/baz"), names.add("foo:bar/BAZ"));
  }
}
