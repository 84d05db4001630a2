package dev.wasmc.wasi.filesystem;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A folder by its descriptor. What it promises is at {@link PosixWalk}. */
final class PosixDirectory extends PosixNode implements DirectoryHandle {
  private static final byte[] HERE = {'.'};
  private static final int FILE_MODE = 0666;
  private static final int DIRECTORY_MODE = 0777;

  private final PosixFile.Buffer buffer;

  private PosixDirectory(int descriptor, PosixFile.Buffer buffer) {
    super(descriptor);
    this.buffer = buffer;
  }

  /** Opens a folder of the host; here links are followed, as whoever granted it may expect. */
  static PosixDirectory open(Path folder) throws FileException {
    byte[] path = PosixWalk.bytes(folder.toAbsolutePath().toString());
    int descriptor = Linux.openat(Linux.AT_FDCWD, path, Linux.O_DIRECTORY, 0);
    return new PosixDirectory(descriptor, new PosixFile.Buffer());
  }

  @Override
  public OpenNode open(String path, OpenRequest request) throws FileException {
    // O_NONBLOCK keeps a named pipe from holding the guest's thread; files do not mind.
    int statusFlags =
        Linux.O_NONBLOCK
            | (request.fileSync() ? Linux.O_SYNC : 0)
            | (request.dataSync() ? Linux.O_DSYNC : 0);
    int flags =
        statusFlags
            | Linux.O_NOFOLLOW
            | Linux.O_NOCTTY
            | accessFlags(request)
            | (request.create() ? Linux.O_CREAT : 0)
            | (request.create() && request.exclusive() ? Linux.O_EXCL : 0)
            | (request.truncate() ? Linux.O_TRUNC : 0);
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      int opened = openLast(walk, request, flags);
      try {
        return Linux.stat(opened).type() == FileType.DIRECTORY
            ? new PosixDirectory(opened, buffer)
            : new PosixFile(opened, statusFlags, buffer);
      } catch (FileException e) {
        Linux.close(opened);
        throw e;
      }
    }
  }

  private static int accessFlags(OpenRequest request) {
    if (!request.write()) {
      return 0;
    }
    return request.read() ? Linux.O_RDWR : Linux.O_WRONLY;
  }

  private static int openLast(PosixWalk walk, OpenRequest request, int flags) throws FileException {
    while (true) {
      boolean directory = request.directory() || walk.mustBeDirectory();
      if (request.create() && walk.mustBeDirectory()) {
        throw new FileException(ErrorCode.IS_DIRECTORY);
      }
      try {
        return Linux.openat(
            walk.base(), walk.last(), directory ? flags | Linux.O_DIRECTORY : flags, FILE_MODE);
      } catch (FileException e) {
        boolean follow = request.follow() || walk.mustBeDirectory();
        boolean swapped = e.code() == ErrorCode.LOOP;
        boolean maybeLink = swapped || (directory && e.code() == ErrorCode.NOT_DIRECTORY);
        // A loop without a link there means that it was replaced meanwhile.
        if (!follow || !maybeLink || (!walk.follow() && !swapped)) {
          throw e;
        }
      }
    }
  }

  /** Walks on to what the path names, through links at its end if asked to. */
  private static FileStat resolve(PosixWalk walk, boolean follow) throws FileException {
    FileStat stat = walk.stat();
    while (stat.type() == FileType.SYMBOLIC_LINK && (follow || walk.mustBeDirectory())) {
      boolean _ = walk.follow();
      stat = walk.stat();
    }
    if (walk.mustBeDirectory() && stat.type() != FileType.DIRECTORY) {
      throw new FileException(ErrorCode.NOT_DIRECTORY);
    }
    return stat;
  }

  @Override
  public FileStat stat(String path, boolean follow) throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      return resolve(walk, follow);
    }
  }

  @Override
  public void setTimes(String path, boolean follow, NewTime access, NewTime modification)
      throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      resolve(walk, follow);
      Linux.utimensat(walk.base(), walk.last(), access, modification);
    }
  }

  @Override
  public EntryStream entries() throws FileException {
    return new PosixEntries(Linux.openat(descriptor(), HERE, Linux.O_DIRECTORY, 0));
  }

  @Override
  public void createDirectory(String path) throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      Linux.mkdirat(walk.base(), walk.last(), DIRECTORY_MODE);
    }
  }

  @Override
  public void removeDirectory(String path) throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      Linux.unlinkat(walk.base(), walk.last(), Linux.AT_REMOVEDIR);
    }
  }

  @Override
  public void unlink(String path) throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      if (walk.mustBeDirectory()) {
        requireDirectory(walk);
        throw new FileException(ErrorCode.IS_DIRECTORY);
      }
      Linux.unlinkat(walk.base(), walk.last(), 0);
    }
  }

  @Override
  public String readLink(String path) throws FileException {
    byte[] target;
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      if (walk.mustBeDirectory()) {
        requireDirectory(walk);
      }
      target = Linux.readlinkat(walk.base(), walk.last());
    }
    if (target[0] == '/') {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(target)).toString();
    } catch (CharacterCodingException _) {
      throw new FileException(ErrorCode.ILLEGAL_BYTE_SEQUENCE);
    }
  }

  @Override
  public void symlink(String target, String path) throws FileException {
    byte[] bytes = PosixWalk.bytes(target);
    if (target.startsWith("/")) {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    try (PosixWalk walk = PosixWalk.to(descriptor(), path)) {
      requireNewName(walk);
      Linux.symlinkat(bytes, walk.base(), walk.last());
    }
  }

  @Override
  public void link(String path, DirectoryHandle newDirectory, String newPath) throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path);
        PosixWalk newWalk = PosixWalk.to(sameKind(newDirectory).descriptor(), newPath)) {
      if (walk.mustBeDirectory()) {
        requireDirectory(walk);
      }
      requireNewName(newWalk);
      Linux.linkat(walk.base(), walk.last(), newWalk.base(), newWalk.last());
    }
  }

  @Override
  public void rename(String path, DirectoryHandle newDirectory, String newPath)
      throws FileException {
    try (PosixWalk walk = PosixWalk.to(descriptor(), path);
        PosixWalk newWalk = PosixWalk.to(sameKind(newDirectory).descriptor(), newPath)) {
      if (walk.mustBeDirectory() || newWalk.mustBeDirectory()) {
        requireDirectory(walk);
      }
      Linux.renameat(walk.base(), walk.last(), newWalk.base(), newWalk.last());
    }
  }

  /** Names in folders that are reached in different ways cannot be one operation of the system. */
  private static PosixDirectory sameKind(DirectoryHandle other) throws FileException {
    if (other instanceof PosixDirectory same) {
      return same;
    }
    throw new FileException(ErrorCode.CROSS_DEVICE);
  }

  private static void requireDirectory(PosixWalk walk) throws FileException {
    if (walk.stat().type() != FileType.DIRECTORY) {
      throw new FileException(ErrorCode.NOT_DIRECTORY);
    }
  }

  /** Nothing but a folder can be made at a path that ends in a slash. */
  private static void requireNewName(PosixWalk walk) throws FileException {
    if (walk.mustBeDirectory()) {
      requireDirectory(walk);
      throw new FileException(ErrorCode.EXIST);
    }
  }
}
