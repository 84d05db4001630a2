package dev.wasmc.wit;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The files of a package. A directory has one level and its {@code deps} one more, so links between
 * directories cannot lead in circles.
 */
public final class WitFiles {
  private static final int MAX_FILE_BYTES = 256 << 20;
  private static final int MAX_ENTRIES = 100_000;
  private static final String DEPENDENCIES = "deps";

  /** A package in another form than WIT text. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, and never compared.
  record Binary(String name, byte[] bytes) {}

  record Found(WitParser.Source main, List<WitParser.Source> dependencies, List<Binary> binaries) {}

  private WitFiles() {}

  /**
   * A file, or the WIT texts in a directory and the directories in it, but for those that links
   * lead to and those called {@code deps}, which are of somebody else.
   *
   * @throws DiagnosticException if a directory cannot be read
   */
  public static List<Path> texts(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    Diagnostics diagnostics = new Diagnostics();
    List<Path> texts = new ArrayList<>();
    Deque<Path> directories = new ArrayDeque<>(List.of(path));
    while (!directories.isEmpty()) {
      for (Path entry : list(directories.pop(), diagnostics)) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          if (!entry.endsWith(DEPENDENCIES)) {
            directories.push(entry);
          }
        } else if (isWit(entry) && Files.isRegularFile(entry)) {
          texts.add(entry);
        }
      }
    }
    diagnostics.throwIfErrors();
    texts.sort(Comparator.comparing(Path::toString));
    return texts;
  }

  /**
   * Whether a file or a folder is where a package in a folder has its texts, or what it needs.
   *
   * @param folder both are real paths
   */
  public static boolean isPart(Path folder, Path path) {
    return Files.isDirectory(folder)
        && ((folder.equals(path.getParent()) && isWit(path))
            || path.startsWith(folder.resolve(DEPENDENCIES)));
  }

  /**
   * The text of a file.
   *
   * @throws DiagnosticException if it cannot be read, or is not UTF-8
   */
  public static SourceFile read(Path path) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<SourceFile> file = read(path, diagnostics);
    diagnostics.throwIfErrors();
    return file.orElseThrow();
  }

  /** What can be read; the rest is reported. */
  static Found find(Path path, Diagnostics diagnostics) {
    if (!Files.isDirectory(path)) {
      return new Found(file(path, diagnostics), List.of(), List.of());
    }
    List<WitParser.Source> dependencies = new ArrayList<>();
    List<Binary> binaries = new ArrayList<>();
    Path deps = path.resolve(DEPENDENCIES);
    if (Files.isDirectory(deps)) {
      for (Path entry : list(deps, diagnostics)) {
        boolean isText = isWit(entry);
        if (Files.isDirectory(entry)) {
          dependencies.add(directory(entry, diagnostics));
        } else if ((isText || isBinary(entry)) && isPlain(entry, diagnostics)) {
          if (isText) {
            dependencies.add(file(entry, diagnostics));
          } else {
            binary(entry, diagnostics).ifPresent(binaries::add);
          }
        }
      }
    }
    return new Found(directory(path, diagnostics), dependencies, binaries);
  }

  private static WitParser.Source directory(Path path, Diagnostics diagnostics) {
    List<SourceFile> files = new ArrayList<>();
    for (Path entry : list(path, diagnostics)) {
      if (isWit(entry) && !Files.isDirectory(entry) && isPlain(entry, diagnostics)) {
        read(entry, diagnostics).ifPresent(files::add);
      }
    }
    return new WitParser.Source(path.toString(), files);
  }

  private static WitParser.Source file(Path path, Diagnostics diagnostics) {
    return new WitParser.Source(path.toString(), read(path, diagnostics).stream().toList());
  }

  /** Whether what was found in a folder may be opened: reading a pipe would wait for somebody. */
  private static boolean isPlain(Path path, Diagnostics diagnostics) {
    boolean isOther = Files.exists(path) && !Files.isRegularFile(path);
    if (isOther) {
      unreadable(path, "this is no plain file", diagnostics);
    }
    return !isOther;
  }

  private static boolean isWit(Path path) {
    return path.toString().endsWith(".wit");
  }

  /** Whether a file is called as a component or its text format is. */
  static boolean isBinary(Path path) {
    return path.toString().endsWith(".wasm") || path.toString().endsWith(".wat");
  }

  static Optional<Binary> binary(Path path, Diagnostics diagnostics) {
    return bytes(path, diagnostics).map(bytes -> new Binary(path.toString(), bytes));
  }

  private static List<Path> list(Path directory, Diagnostics diagnostics) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        if (entries.size() == MAX_ENTRIES) {
          unreadable(
              directory, "the directory has more than " + MAX_ENTRIES + " entries", diagnostics);
          return List.of();
        }
        entries.add(entry);
      }
    } catch (DirectoryIteratorException e) {
      unreadable(directory, String.valueOf(e.getMessage()), diagnostics);
    } catch (IOException e) {
      unreadable(directory, reason(e), diagnostics);
    }
    entries.sort(Comparator.comparing(Path::toString));
    return entries;
  }

  /** The text of a file; reported where there is none. */
  static Optional<SourceFile> read(Path path, Diagnostics diagnostics) {
    return bytes(path, diagnostics).flatMap(bytes -> decode(path.toString(), bytes, diagnostics));
  }

  private static Optional<byte[]> bytes(Path path, Diagnostics diagnostics) {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length <= MAX_FILE_BYTES) {
        return Optional.of(bytes);
      }
      unreadable(path, "the file is larger than " + MAX_FILE_BYTES + " bytes", diagnostics);
    } catch (IOException e) {
      unreadable(path, reason(e), diagnostics);
    }
    return Optional.empty();
  }

  /** The text of bytes; reported where they are none. */
  static Optional<SourceFile> decode(String name, byte[] bytes, Diagnostics diagnostics) {
    try {
      return Optional.of(SourceFile.decode(name, ByteBuffer.wrap(bytes)));
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::report);
      return Optional.empty();
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException system when system.getReason() != null -> {
        String reason = system.getReason();
        yield reason.isEmpty()
            ? "input failed"
            : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
      }
      default -> e.getMessage() == null ? "input failed" : e.getMessage();
    };
  }

  private static void unreadable(Path path, String reason, Diagnostics diagnostics) {
    diagnostics.error(new WitProblem.Unreadable(reason), new Place.InInput(path.toString()));
  }
}
