package dev.wasmc.wit;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a package. A directory has one level and its {@code deps} one more, so links between
 * directories cannot lead in circles.
 */
final class WitFiles {
  private static final int MAX_FILE_BYTES = 256 << 20;
  private static final int MAX_ENTRIES = 100_000;

  /** A dependency in another form than WIT text. */
  record Binary(String name, byte[] bytes) {}

  record Found(
      WitParser.Source main, List<WitParser.Source> dependencies, List<Binary> binaries) {}

  private WitFiles() {}

  static Found find(Path path) {
    if (!Files.isDirectory(path)) {
      return new Found(new WitParser.Source(path.toString(), List.of(read(path))), List.of(), List.of());
    }
    List<WitParser.Source> dependencies = new ArrayList<>();
    List<Binary> binaries = new ArrayList<>();
    Path deps = path.resolve("deps");
    if (Files.isDirectory(deps)) {
      for (Path entry : list(deps)) {
        if (Files.isDirectory(entry)) {
          dependencies.add(directory(entry));
        } else if (isWit(entry)) {
          dependencies.add(new WitParser.Source(entry.toString(), List.of(read(entry))));
        } else if (isBinary(entry)) {
          binaries.add(binary(entry));
        }
      }
    }
    return new Found(directory(path), dependencies, binaries);
  }

  private static WitParser.Source directory(Path path) {
    List<SourceFile> files = new ArrayList<>();
    for (Path entry : list(path)) {
      if (isWit(entry) && !Files.isDirectory(entry)) {
        files.add(read(entry));
      }
    }
    return new WitParser.Source(path.toString(), files);
  }

  private static boolean isWit(Path path) {
    return path.toString().endsWith(".wit");
  }

  /** Whether a file has the name of a component or of its text format. */
  static boolean isBinary(Path path) {
    return path.toString().endsWith(".wasm") || path.toString().endsWith(".wat");
  }

  static Binary binary(Path path) {
    return new Binary(path.toString(), bytes(path));
  }

  private static List<Path> list(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        if (entries.size() == MAX_ENTRIES) {
          throw unreadable(directory, "the directory has more than " + MAX_ENTRIES + " entries");
        }
        entries.add(entry);
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw unreadable(directory, reason(e));
    }
    entries.sort(Comparator.comparing(Path::toString));
    return entries;
  }

  static SourceFile read(Path path) {
    return decode(path.toString(), bytes(path));
  }

  private static byte[] bytes(Path path) {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw unreadable(path, "the file is larger than " + MAX_FILE_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(path, reason(e));
    }
  }

  /** The text of a file. */
  static SourceFile decode(String name, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return new SourceFile(name, text);
    } catch (CharacterCodingException e) {
      throw DiagnosticException.error(
          new WitProblem.Unreadable("it is not UTF-8"), new Place.InInput(name));
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "there is no such file";
      case java.nio.file.AccessDeniedException _ -> "access is denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static DiagnosticException unreadable(Path path, String reason) {
    return DiagnosticException.error(
        new WitProblem.Unreadable(reason), new Place.InInput(path.toString()));
  }
}
