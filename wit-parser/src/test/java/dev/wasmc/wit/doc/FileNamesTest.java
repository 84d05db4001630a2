package dev.wasmc.wit.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.semver.Version;
import dev.wasmc.wit.PackageName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileNamesTest {
  private static PackageName name(String namespace, String name, String version) {
    return new PackageName(
        namespace, name, version.isEmpty() ? null : Version.parse(version).orElseThrow());
  }

  private static PackageName nested(List<String> namespaces, List<String> names) {
    return new PackageName(namespaces, names, null);
  }

  @ParameterizedTest
  @CsvSource({
    "wasi, io, 0.2.12, wasi_io_0.2.12",
    "a, B-c, 1.0.0-RC.1+x, a_~b-c_1.0.0-~r~c.1~43~x",
    "con, nul, '', con_nul",
  })
  void folders(String namespace, String name, String version, String expected) {
    assertEquals(expected, FileNames.folder(name(namespace, name, version)));
  }

  @Test
  void foldersOfNestedNames() {
    assertEquals("con~.a_b~.~c", FileNames.folder(nested(List.of("con", "a"), List.of("b", "C"))));
  }

  @Test
  void differentNamesHaveDifferentFolders() {
    String longName = "a".repeat(300);
    List<PackageName> names =
        List.of(
            name("a", "b", ""),
            name("a", "B", ""),
            name("A", "b", ""),
            name("a", "b-c", ""),
            nested(List.of("a", "b"), List.of("c")),
            nested(List.of("a"), List.of("b", "c")),
            nested(List.of("a", "b"), List.of("C")),
            nested(List.of("a"), List.of("b", "C")),
            name("a-b", "c", ""),
            name("a", "b", "1.0.0"),
            name("a", "b", "1.0.0-a"),
            name("a", "b", "1.0.0-A"),
            name("a", "b", "1.0.0+a"),
            name("a", "b", "1.0.0+A"),
            name(longName, "b", ""),
            name(longName + "a", "b", ""),
            name(longName, "c", ""));
    Set<String> folders = new HashSet<>();
    for (PackageName name : names) {
      String folder = FileNames.folder(name);
      assertTrue(folders.add(folder.toLowerCase(Locale.ROOT)), folder);
      assertTrue(folder.length() < 200, folder);
    }
  }

  @Test
  void pages() {
    assertEquals("interface.con.html", FileNames.page("interface", "con"));
    assertEquals("world.a.import.~u~r~l.html", FileNames.page("world", "a", "import", "URL"));
  }
}
