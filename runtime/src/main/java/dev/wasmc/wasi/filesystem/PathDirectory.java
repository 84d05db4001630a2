package dev.wasmc.wasi.filesystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder by its path, for systems whose {@code openat} is not called.
 *
 * <p>Every link on a path is read and checked before the path is used, so a guest cannot leave the
 * folder by its own doing. It is not promised that the folder holds when another program swaps
 * folders for links between the check and the use; nor do open files follow when they are renamed.
 * Types of files other than regular ones are told as unknown, and advice is not passed on.
 */
final class PathDirectory implements DirectoryHandle {
  private static final int MAX_LINKS = 40;
  private static final int MAX_PATH = 4096;

  private final Path root;

  private PathDirectory(Path root) {
    this.root = root;
  }

  static PathDirectory open(Path folder) throws FileException {
    Path real = PathErrors.call(folder::toRealPath);
    if (!Files.isDirectory(real)) {
      throw new FileException(ErrorCode.NOT_DIRECTORY);
    }
    return new PathDirectory(real);
  }

  /**
   * @param path below the root, without links except perhaps the last name
   */
  private record Place(Path path, boolean mustBeDirectory) {
    boolean isLink() {
      return Files.isSymbolicLink(path);
    }

    boolean isDirectory() {
      return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private Place locate(String path, boolean follow) throws FileException {
    if (path.isEmpty()) {
      throw new FileException(ErrorCode.NO_ENTRY);
    }
    if (path.length() >= MAX_PATH) {
      throw new FileException(ErrorCode.NAME_TOO_LONG);
    }
    boolean mustBeDirectory = false;
    int links = 0;
    Path current = root;
    Deque<String> todo = new ArrayDeque<>();
    String next = path;
    while (true) {
      if (next.startsWith("/")) {
        throw new FileException(ErrorCode.NOT_PERMITTED);
      }
      mustBeDirectory |= todo.isEmpty() && next.endsWith("/");
      List.of(next.split("/")).reversed().forEach(todo::addFirst);
      String target = null;
      while (target == null && !todo.isEmpty()) {
        String name = todo.removeFirst();
        switch (name) {
          case "", "." -> requireDirectory(current);
          case ".." -> {
            requireDirectory(current);
            if (current.equals(root)) {
              throw new FileException(ErrorCode.NOT_PERMITTED);
            }
            current = Objects.requireNonNull(current.getParent(), "below the root");
          }
          default -> {
            requireDirectory(current);
            Path child = child(current, name);
            boolean atEnd = todo.isEmpty();
            if (Files.isSymbolicLink(child) && (!atEnd || follow || mustBeDirectory)) {
              if (++links > MAX_LINKS) {
                throw new FileException(ErrorCode.LOOP);
              }
              target = targetOf(child);
            } else {
              current = child;
            }
          }
        }
      }
      if (target == null) {
        return new Place(current, mustBeDirectory);
      }
      next = target;
    }
  }

  /** Names in folders that are reached in different ways cannot be one operation of the system. */
  private static PathDirectory sameKind(DirectoryHandle other) throws FileException {
    if (other instanceof PathDirectory same) {
      return same;
    }
    throw new FileException(ErrorCode.CROSS_DEVICE);
  }

  private static void requireDirectory(Path path) throws FileException {
    FileStat stat = PathErrors.call(() -> PathNode.stat(path));
    if (stat.type() != FileType.DIRECTORY) {
      throw new FileException(ErrorCode.NOT_DIRECTORY);
    }
  }

  /** Systems have other separators and drives, which must not get in as part of a name. */
  private static Path child(Path parent, String name) throws FileException {
    Path single = PathErrors.call(() -> parent.getFileSystem().getPath(name));
    if (single.isAbsolute()
        || single.getRoot() != null
        || single.getNameCount() != 1
        || !single.toString().equals(name)
        || (!parent.getFileSystem().getSeparator().equals("/") && name.contains(":"))) {
      throw new FileException(ErrorCode.INVALID);
    }
    return parent.resolve(single);
  }

  private static String targetOf(Path link) throws FileException {
    Path target = PathErrors.call(() -> Files.readSymbolicLink(link));
    if (target.isAbsolute() || target.getRoot() != null) {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    return target.toString().replace(target.getFileSystem().getSeparator(), "/");
  }

  @Override
  public OpenNode open(String path, OpenRequest request) throws FileException {
    boolean mustBeNew = request.create() && request.exclusive();
    Place place = locate(path, request.follow() && !mustBeNew);
    if (place.isLink()) {
      throw new FileException(mustBeNew ? ErrorCode.EXIST : ErrorCode.LOOP);
    }
    if (place.isDirectory()) {
      if (mustBeNew) {
        throw new FileException(ErrorCode.EXIST);
      }
      if (request.write()) {
        throw new FileException(ErrorCode.IS_DIRECTORY);
      }
      return new PathDirectory(place.path());
    }
    if (place.mustBeDirectory() && request.create()) {
      throw new FileException(ErrorCode.IS_DIRECTORY);
    }
    if (place.mustBeDirectory() || request.directory()) {
      requireDirectory(place.path());
    }
    return PathErrors.call(
        () -> new PathFile(place.path(), FileChannel.open(place.path(), options(request))));
  }

  private static Set<OpenOption> options(OpenRequest request) {
    Set<OpenOption> options = new HashSet<>(Set.of(LinkOption.NOFOLLOW_LINKS));
    if (request.read()) {
      options.add(StandardOpenOption.READ);
    }
    if (request.write()) {
      options.add(StandardOpenOption.WRITE);
    }
    if (request.create()) {
      options.add(request.exclusive() ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
    }
    if (request.truncate()) {
      options.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    if (request.fileSync()) {
      options.add(StandardOpenOption.SYNC);
    }
    if (request.dataSync()) {
      options.add(StandardOpenOption.DSYNC);
    }
    return options;
  }

  @Override
  public FileStat stat(String path, boolean follow) throws FileException {
    Place place = locate(path, follow);
    FileStat stat = PathErrors.call(() -> PathNode.stat(place.path()));
    if (place.mustBeDirectory() && stat.type() != FileType.DIRECTORY) {
      throw new FileException(ErrorCode.NOT_DIRECTORY);
    }
    return stat;
  }

  @Override
  public void setTimes(String path, boolean follow, NewTime access, NewTime modification)
      throws FileException {
    Place place = locate(path, follow);
    PathErrors.run(() -> PathNode.setTimes(place.path(), access, modification));
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // Closed by what is returned.
  public EntryStream entries() throws FileException {
    return PathErrors.call(() -> new Entries(Files.newDirectoryStream(root)));
  }

  @Override
  public void createDirectory(String path) throws FileException {
    Place place = locate(withoutSlash(path), false);
    PathErrors.run(() -> Files.createDirectory(place.path()));
  }

  @Override
  public void removeDirectory(String path) throws FileException {
    Place place = locate(withoutSlash(path), false);
    requireDirectory(place.path());
    if (place.path().equals(root)) {
      throw new FileException(ErrorCode.INVALID);
    }
    PathErrors.run(() -> Files.delete(place.path()));
  }

  @Override
  public void unlink(String path) throws FileException {
    Place place = locate(withoutSlash(path), false);
    if (place.isDirectory()) {
      throw new FileException(ErrorCode.IS_DIRECTORY);
    }
    if (path.endsWith("/")) {
      requireDirectory(place.path());
    }
    PathErrors.run(() -> Files.delete(place.path()));
  }

  @Override
  public String readLink(String path) throws FileException {
    Place place = locate(path, false);
    PathErrors.call(() -> PathNode.stat(place.path()));
    return targetOf(place.path());
  }

  @Override
  public void symlink(String target, String path) throws FileException {
    Place place = locate(path, false);
    Path targetPath = PathErrors.call(() -> root.getFileSystem().getPath(target));
    if (target.startsWith("/") || targetPath.getRoot() != null) {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    requireNewName(place);
    PathErrors.run(() -> Files.createSymbolicLink(place.path(), targetPath));
  }

  @Override
  public void link(String path, DirectoryHandle newDirectory, String newPath) throws FileException {
    Place place = locate(path, false);
    Place newPlace = sameKind(newDirectory).locate(newPath, false);
    if (PathErrors.call(() -> PathNode.stat(place.path())).type() == FileType.DIRECTORY) {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    if (place.mustBeDirectory()) {
      requireDirectory(place.path());
    }
    requireNewName(newPlace);
    PathErrors.run(() -> Files.createLink(newPlace.path(), place.path()));
  }

  @Override
  public void rename(String path, DirectoryHandle newDirectory, String newPath)
      throws FileException {
    Place place = locate(withoutSlash(path), false);
    Place newPlace = sameKind(newDirectory).locate(withoutSlash(newPath), false);
    if (path.endsWith("/") || newPath.endsWith("/")) {
      requireDirectory(place.path());
    }
    requireNotRoot(place);
    requireNotRoot(newPlace);
    requireReplaceable(place, newPlace);
    PathErrors.run(() ->
        Files.move(
            place.path(),
            newPlace.path(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING));
  }

  /** What the system would refuse; Java tells no reason for a move that fails. */
  private static void requireReplaceable(Place from, Place to) throws FileException {
    if (!from.isDirectory()) {
      if (to.isDirectory()) {
        throw new FileException(ErrorCode.IS_DIRECTORY);
      }
      return;
    }
    if (to.path().startsWith(from.path()) && !to.path().equals(from.path())) {
      throw new FileException(ErrorCode.INVALID);
    }
    if (to.isDirectory()) {
      if (!to.path().equals(from.path()) && !isEmpty(to.path())) {
        throw new FileException(ErrorCode.NOT_EMPTY);
      }
    } else if (Files.exists(to.path(), LinkOption.NOFOLLOW_LINKS)) {
      throw new FileException(ErrorCode.NOT_DIRECTORY);
    }
  }

  private static boolean isEmpty(Path folder) throws FileException {
    return PathErrors.call(() -> {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        return !entries.iterator().hasNext();
      }
    });
  }

  private static String withoutSlash(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private void requireNotRoot(Place place) throws FileException {
    if (place.path().equals(root)) {
      throw new FileException(ErrorCode.BUSY);
    }
  }

  private static void requireNewName(Place place) throws FileException {
    if (place.mustBeDirectory()) {
      requireDirectory(place.path());
      throw new FileException(ErrorCode.EXIST);
    }
  }

  @Override
  public FileStat stat() throws FileException {
    return PathErrors.call(() -> PathNode.stat(root));
  }

  @Override
  public void setTimes(NewTime access, NewTime modification) throws FileException {
    PathErrors.run(() -> PathNode.setTimes(root, access, modification));
  }

  /** Java cannot sync a folder. */
  @Override
  public void sync(boolean metadata) throws FileException {
    requireDirectory(root);
  }

  /** There is nothing to close. */
  @Override
  public void close() {}

  private static final class Entries implements EntryStream {
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> iterator;

    Entries(DirectoryStream<Path> stream) {
      this.stream = stream;
      this.iterator = stream.iterator();
    }

    @Override
    public @Nullable DirectoryEntry next() throws FileException {
      if (!PathErrors.call(this::hasNext)) {
        return null;
      }
      Path path = iterator.next();
      FileStat stat = PathErrors.call(() -> PathNode.stat(path));
      return new DirectoryEntry(stat.type(), path.getFileName().toString());
    }

    private boolean hasNext() throws IOException {
      try {
        return iterator.hasNext();
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
