package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands do with files that are there: the text changes, or nothing does. */
final class FormattedFilesTest {
  private static final String TEXT = "package  a:b;";

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("a.wit"), TEXT);
  }

  private String format(String path) {
    return new Console(folder, Map.of()).transcript("wit fmt " + path);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void permissionsStay() throws IOException {
    Assumptions.assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions");
    for (String permissions : List.of("rw-------", "rwxr-xrwx")) {
      Files.writeString(file, TEXT);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      format("a.wit");
      assertEquals("package a:b;\n", Files.readString(file));
      assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.wit"), Path.of("a.wit"));
    format("link.wit");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("package a:b;\n", Files.readString(file));
    assertEquals(List.of("a.wit", "link.wit"), files());
  }

  @Test
  void aLinkToNothingIsWrittenThrough() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.wit"), Path.of("new.wit"));
    new Console(folder, Map.of()).transcript("wit a.wit -o link.wit");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("package a:b;\n", Files.readString(folder.resolve("new.wit")));
  }

  @Test
  void inAFolderThatCannotBeWrittenNothingChanges() throws IOException {
    Assumptions.assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      Assumptions.assumeFalse(Files.isWritable(folder), "this user may do everything");
      assertTrue(format("a.wit").contains("error[cannot-write]"));
      assertEquals(TEXT, Files.readString(file));
      assertEquals(List.of("a.wit"), files());
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
