package dev.wasmc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a command fills. It appears whole or not at all. A list in it says what the command
 * wrote, and a folder that holds anything else is never touched.
 */
final class OutputFolder {
  private static final String LIST = ".wasmc-files";
  private static final String HEAD = "Written by wasmc, which replaces these files:";

  private final Session session;
  private final String name;
  private final Path target;

  private OutputFolder(Session session, String name, Path target) {
    this.session = session;
    this.name = name;
    this.target = target;
  }

  /** Refuses a folder that is not ours before the work is done. */
  static OutputFolder open(Session session, String name) {
    if (name.isEmpty()) {
      throw Session.failure(new CliProblem.CannotWrite(name, "the name is empty"));
    }
    Path given = session.path(name).toAbsolutePath().normalize();
    try {
      Path target = Files.exists(given) ? given.toRealPath() : given;
      if (Files.exists(target) && !Files.isDirectory(target)) {
        throw Session.failure(new CliProblem.CannotWrite(name, "it is no folder"));
      }
      String foreign = Files.exists(target) ? foreign(target) : null;
      if (foreign != null) {
        throw Session.failure(new CliProblem.ForeignFile(name, foreign));
      }
      return new OutputFolder(session, name, target);
    } catch (IOException e) {
      throw Session.failure(new CliProblem.CannotWrite(name, FileErrors.reason(e)));
    }
  }

  /** The first file by name that is not on the list; null if there is none. */
  private static @Nullable String foreign(Path folder) throws IOException {
    Set<Path> known = new HashSet<>();
    known.add(folder.resolve(LIST));
    try {
      List<String> lines = Files.readAllLines(folder.resolve(LIST));
      if (!lines.isEmpty() && lines.getFirst().equals(HEAD)) {
        lines.subList(1, lines.size()).forEach(line -> known.add(folder.resolve(line)));
      }
    } catch (NoSuchFileException notOurs) {
      known.clear();
    }
    Deque<Path> open = new ArrayDeque<>(List.of(folder));
    while (!open.isEmpty()) {
      Path path = open.pop();
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        try (Stream<Path> entries = Files.list(path)) {
          entries.sorted(Comparator.reverseOrder()).forEach(open::push);
        }
      } else if (!known.contains(path)) {
        return folder.relativize(path).toString();
      }
    }
    return null;
  }

  /**
   * @param files by their paths, with {@code /}
   * @throws UsageException if an input would be replaced
   */
  void replace(SequencedMap<String, String> files) {
    session.inputs().refuseFolder(name, target);
    Path written = beside("new");
    Path before = beside("old");
    try {
      Files.createDirectories(target.resolveSibling("."));
      write(written, files);
      boolean isThere = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
      if (isThere) {
        Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (isThere) {
          Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
        }
        throw e;
      }
      delete(before);
    } catch (IOException e) {
      throw Session.failure(new CliProblem.CannotWrite(name, FileErrors.reason(e)));
    } finally {
      deleteLeft(written);
    }
    session.log(Session.FILES, "wrote " + name + ": " + files.size() + " files");
  }

  private Path beside(String what) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + "." + what);
  }

  private static void write(Path folder, SequencedMap<String, String> files) throws IOException {
    Files.createDirectory(folder);
    StringBuilder list = new StringBuilder(HEAD).append('\n');
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
      list.append(file.getKey()).append('\n');
    }
    Files.writeString(folder.resolve(LIST), list);
  }

  private void deleteLeft(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      session.log(Session.FILES, "left " + folder + ": " + FileErrors.reason(e));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
