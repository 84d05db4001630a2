package dev.wasmc.wasi.filesystem;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.host.HostTrapException;
import dev.wasmc.wasi.io.IoError;
import dev.wasmc.wasi.io.WasiVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces of {@code wasi:filesystem}, for granted folders. A folder that was granted for
 * reading answers every change with {@code not-permitted}.
 */
public final class FilesystemHost implements AutoCloseable {
  private static final int SYMLINK_FOLLOW = 1;

  private static final int OPEN_CREATE = 1;
  private static final int OPEN_DIRECTORY = 1 << 1;
  private static final int OPEN_EXCLUSIVE = 1 << 2;
  private static final int OPEN_TRUNCATE = 1 << 3;

  private record Granted(Shared<DirectoryHandle> folder, Preopen preopen) {}

  private final OpenFiles openFiles;
  private final List<Granted> granted = new ArrayList<>();

  /**
   * Opens the folders.
   *
   * @param limit how many files and folders a guest may have open
   * @throws IOException if one cannot be opened
   */
  public FilesystemHost(List<Preopen> preopens, int limit) throws IOException {
    openFiles = new OpenFiles(limit + preopens.size());
    try {
      for (Preopen preopen : preopens) {
        granted.add(new Granted(openFiles.share(Folders.open(preopen.folder())), preopen));
      }
    } catch (IOException | RuntimeException e) {
      openFiles.closeAll();
      throw e;
    }
  }

  /** Closes all that is still open. Only after the guest has ended. */
  @Override
  public void close() {
    openFiles.closeAll();
  }

  public List<HostInterface> interfaces() {
    return List.of(types(), preopens());
  }

  private HostInterface preopens() {
    return HostInterface.builder("wasi:filesystem/preopens", WasiVersion.LATEST)
        .function(
            "get-directories",
            (_, _) -> new Value.ListOf(granted.stream().map(this::directory).toList()))
        .build();
  }

  private Value directory(Granted each) {
    boolean mayWrite = !each.preopen().readOnly();
    int flags = Descriptor.READ | (mayWrite ? Descriptor.MUTATE_DIRECTORY : 0);
    Descriptor descriptor = new Descriptor(each.folder().retain(), mayWrite, flags);
    return new Value.Record(
        List.of(new Value.Handle(descriptor), Value.of(each.preopen().guestPath())));
  }

  private HostInterface types() {
    return HostInterface.builder("wasi:filesystem/types", WasiVersion.LATEST)
        .resource(HostResource.of("descriptor", Descriptor.class, Descriptor::drop))
        .resource(HostResource.of("directory-entry-stream", EntryStream.class, openFiles::close))
        .function("[method]descriptor.read-via-stream", result((_, a) -> readViaStream(a)))
        .function("[method]descriptor.write-via-stream", result((_, a) -> writeViaStream(a)))
        .function("[method]descriptor.append-via-stream", result((_, a) -> appendViaStream(a)))
        .function("[method]descriptor.advise", action(FilesystemHost::advise))
        .function("[method]descriptor.sync-data", action(a -> self(a).node().sync(false)))
        .function(
            "[method]descriptor.get-flags", result((_, a) -> new Value.Flags(self(a).flags())))
        .function(
            "[method]descriptor.get-type",
            result((_, a) -> FileValues.type(self(a).node().stat().type())))
        .function("[method]descriptor.set-size", action(FilesystemHost::setSize))
        .function("[method]descriptor.set-times", action(FilesystemHost::setTimes))
        .function("[method]descriptor.read", result(FilesystemHost::read))
        .function("[method]descriptor.write", result((_, a) -> write(a)))
        .function("[method]descriptor.read-directory", result((_, a) -> readDirectory(a)))
        .function("[method]descriptor.sync", action(a -> self(a).node().sync(true)))
        .function(
            "[method]descriptor.create-directory-at",
            action(a -> forChange(self(a)).createDirectory(Arguments.string(a, 1))))
        .function(
            "[method]descriptor.stat", result((_, a) -> FileValues.stat(self(a).node().stat())))
        .function("[method]descriptor.stat-at", result((_, a) -> FileValues.stat(statAt(a))))
        .function("[method]descriptor.set-times-at", action(FilesystemHost::setTimesAt))
        .function("[method]descriptor.link-at", action(FilesystemHost::linkAt))
        .function("[method]descriptor.open-at", result((_, a) -> openAt(a)))
        .function(
            "[method]descriptor.readlink-at",
            result((_, a) -> Value.of(self(a).directory().readLink(Arguments.string(a, 1)))))
        .function(
            "[method]descriptor.remove-directory-at",
            action(a -> forChange(self(a)).removeDirectory(Arguments.string(a, 1))))
        .function("[method]descriptor.rename-at", action(FilesystemHost::renameAt))
        .function(
            "[method]descriptor.symlink-at",
            action(a -> forChange(self(a)).symlink(Arguments.string(a, 1), Arguments.string(a, 2))))
        .function(
            "[method]descriptor.unlink-file-at",
            action(a -> forChange(self(a)).unlink(Arguments.string(a, 1))))
        .function("[method]descriptor.is-same-object", (_, a) -> new Value.Bool(isSameObject(a)))
        .function(
            "[method]descriptor.metadata-hash",
            result((_, a) -> FileValues.hash(self(a).node().stat())))
        .function(
            "[method]descriptor.metadata-hash-at", result((_, a) -> FileValues.hash(statAt(a))))
        .function(
            "[method]directory-entry-stream.read-directory-entry",
            result((_, a) -> readEntry(Arguments.resource(a, 0, EntryStream.class))))
        .function("filesystem-error-code", (_, a) -> filesystemErrorCode(a))
        .build();
  }

  private static Value readViaStream(List<Value> arguments) throws FileException {
    Descriptor self = self(arguments);
    FileHandle file = self.file(ErrorCode.IS_DIRECTORY);
    return new Value.Handle(
        new FileSource(self.shared().retain(), file, Arguments.integer(arguments, 1)));
  }

  private static Value writeViaStream(List<Value> arguments) throws FileException {
    Descriptor self = self(arguments);
    FileHandle file = self.file();
    self.requireMayWrite();
    long offset = Arguments.integer(arguments, 1);
    if (offset < 0) {
      throw new FileException(ErrorCode.INVALID);
    }
    return new Value.Handle(FileSink.at(self.shared().retain(), file, offset));
  }

  private static Value appendViaStream(List<Value> arguments) throws FileException {
    Descriptor self = self(arguments);
    FileHandle file = self.file();
    self.requireMayWrite();
    return new Value.Handle(FileSink.atEnd(self.shared().retain(), file));
  }

  private static void advise(List<Value> arguments) throws FileException {
    long offset = Arguments.integer(arguments, 1);
    long length = Arguments.integer(arguments, 2);
    FileHandle file = self(arguments).file();
    if (offset < 0 || length < 0) {
      throw new FileException(ErrorCode.INVALID);
    }
    file.advise(offset, length, FileValues.advice(Arguments.discriminant(arguments, 3)));
  }

  private static void setSize(List<Value> arguments) throws FileException {
    FileHandle file = self(arguments).file();
    self(arguments).requireMayWrite();
    file.setSize(Arguments.integer(arguments, 1));
  }

  private static void setTimes(List<Value> arguments) throws FileException {
    NewTime access = FileValues.newTime(arguments.get(1));
    NewTime modification = FileValues.newTime(arguments.get(2));
    self(arguments).requireMayWrite();
    self(arguments).node().setTimes(access, modification);
  }

  private static void setTimesAt(List<Value> arguments) throws FileException {
    DirectoryHandle directory = self(arguments).directory();
    NewTime access = FileValues.newTime(arguments.get(3));
    NewTime modification = FileValues.newTime(arguments.get(4));
    self(arguments).requireMayWrite();
    directory.setTimes(Arguments.string(arguments, 2), follow(arguments), access, modification);
  }

  private static Value read(HostContext context, List<Value> arguments) throws FileException {
    FileHandle file = self(arguments).file();
    int most = Arguments.atMost(arguments, 1, FileHandle.MAX_CHUNK);
    context.reserve(most);
    byte[] bytes = file.read(most, Arguments.integer(arguments, 2));
    return new Value.Record(List.of(new Value.Bytes(bytes), new Value.Bool(bytes.length == 0)));
  }

  private static Value write(List<Value> arguments) throws FileException {
    FileHandle file = self(arguments).file();
    self(arguments).requireMayWrite();
    byte[] bytes = Arguments.bytes(arguments, 1);
    return Value.of(writeMost(file, bytes, Arguments.integer(arguments, 2)));
  }

  /**
   * A failure after the first bytes is told by their number, and again when the rest is written.
   */
  private static int writeMost(FileHandle file, byte[] bytes, long offset) throws FileException {
    int written = 0;
    try {
      do {
        written += file.write(bytes, written, offset + written);
      } while (written < bytes.length);
      return written;
    } catch (FileException e) {
      if (written == 0) {
        throw e;
      }
      return written;
    }
  }

  private Value readDirectory(List<Value> arguments) throws FileException {
    DirectoryHandle directory = self(arguments).directory();
    openFiles.requireRoom();
    return new Value.Handle(openFiles.register(directory.entries()));
  }

  private static Value readEntry(EntryStream entries) throws FileException {
    DirectoryEntry entry = entries.next();
    if (entry == null) {
      return Value.none();
    }
    String name = entry.name();
    if (name == null) {
      throw new FileException(ErrorCode.ILLEGAL_BYTE_SEQUENCE);
    }
    return Value.some(new Value.Record(List.of(FileValues.type(entry.type()), Value.of(name))));
  }

  private static FileStat statAt(List<Value> arguments) throws FileException {
    return self(arguments).directory().stat(Arguments.string(arguments, 2), follow(arguments));
  }

  private static void linkAt(List<Value> arguments) throws FileException {
    DirectoryHandle directory = self(arguments).directory();
    Descriptor target = Arguments.resource(arguments, 3, Descriptor.class);
    DirectoryHandle newDirectory = target.directory();
    self(arguments).requireMayWrite();
    target.requireMayWrite();
    if (follow(arguments)) {
      throw new FileException(ErrorCode.INVALID);
    }
    directory.link(Arguments.string(arguments, 2), newDirectory, Arguments.string(arguments, 4));
  }

  private static void renameAt(List<Value> arguments) throws FileException {
    DirectoryHandle directory = self(arguments).directory();
    Descriptor target = Arguments.resource(arguments, 2, Descriptor.class);
    DirectoryHandle newDirectory = target.directory();
    self(arguments).requireMayWrite();
    target.requireMayWrite();
    directory.rename(Arguments.string(arguments, 1), newDirectory, Arguments.string(arguments, 3));
  }

  private Value openAt(List<Value> arguments) throws FileException {
    Descriptor self = self(arguments);
    DirectoryHandle base = self.directory();
    int openFlags = Arguments.flags(arguments, 3);
    int flags = Arguments.flags(arguments, 4);
    boolean directory = (openFlags & OPEN_DIRECTORY) != 0;
    boolean create = (openFlags & OPEN_CREATE) != 0;
    boolean truncate = (openFlags & OPEN_TRUNCATE) != 0;
    if (directory && openFlags != OPEN_DIRECTORY) {
      throw new FileException(ErrorCode.INVALID);
    }
    boolean write = create || truncate || (flags & Descriptor.WRITE) != 0;
    // What is not asked to be written is opened for reading: the system wants one of the two.
    boolean read = (flags & Descriptor.READ) != 0 || (flags & Descriptor.WRITE) == 0;
    if (write) {
      self.requireMayWrite();
    }
    OpenRequest request =
        new OpenRequest(
            follow(arguments),
            create,
            directory,
            (openFlags & OPEN_EXCLUSIVE) != 0,
            truncate,
            read,
            write,
            (flags & (Descriptor.DATA_INTEGRITY_SYNC | Descriptor.REQUESTED_WRITE_SYNC)) != 0,
            (flags & Descriptor.FILE_INTEGRITY_SYNC) != 0);
    openFiles.requireRoom();
    OpenNode node = base.open(Arguments.string(arguments, 2), request);
    int kept =
        node instanceof DirectoryHandle && self.mayWrite()
            ? flags & ~(Descriptor.READ | Descriptor.WRITE)
            : flags & ~(Descriptor.READ | Descriptor.WRITE | Descriptor.MUTATE_DIRECTORY);
    int actual = kept | (read ? Descriptor.READ : 0) | (write ? Descriptor.WRITE : 0);
    return new Value.Handle(new Descriptor(openFiles.share(node), self.mayWrite(), actual));
  }

  private static boolean isSameObject(List<Value> arguments) {
    Descriptor other = Arguments.resource(arguments, 1, Descriptor.class);
    try {
      return self(arguments).node().stat().identity().equals(other.node().stat().identity());
    } catch (FileException e) {
      // The function has no error of its own.
      throw new HostTrapException(new FilesystemProblem.NotComparable(e.code()));
    }
  }

  private static Value filesystemErrorCode(List<Value> arguments) {
    return Arguments.resource(arguments, 0, IoError.class) instanceof FileFailure(ErrorCode code)
        ? Value.some(FileValues.error(code))
        : Value.none();
  }

  private static Descriptor self(List<Value> arguments) {
    return Arguments.resource(arguments, 0, Descriptor.class);
  }

  /** Of functions whose second parameter is {@code path-flags}. */
  private static boolean follow(List<Value> arguments) {
    return (Arguments.flags(arguments, 1) & SYMLINK_FOLLOW) != 0;
  }

  private static DirectoryHandle forChange(Descriptor descriptor) throws FileException {
    DirectoryHandle directory = descriptor.directory();
    descriptor.requireMayWrite();
    return directory;
  }

  @FunctionalInterface
  private interface FileCall {
    @Nullable Value call(HostContext context, List<Value> arguments) throws FileException;
  }

  @FunctionalInterface
  private interface FileAction {
    void run(List<Value> arguments) throws FileException;
  }

  private static HostFunction result(FileCall call) {
    return (context, arguments) -> {
      try {
        return Value.ok(call.call(context, arguments));
      } catch (FileException e) {
        return Value.error(FileValues.error(e.code()));
      }
    };
  }

  private static HostFunction action(FileAction action) {
    return result((_, arguments) -> {
      action.run(arguments);
      return null;
    });
  }
}
