package dev.wasmc.wasi.filesystem;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Locale;

/**
 * The functions of Linux's C library that work relative to an open folder, which Java's own API
 * does not have.
 *
 * <p>Names are bytes without a zero. Every function is repeated when a signal interrupts it, and
 * throws what its error number means. Only 64-bit x86 and ARM are known here, since the flags of
 * {@code open} differ between processors; {@code statx} is used since its layout does not.
 */
@SuppressWarnings("restricted")
final class LibC {
  static final int O_WRONLY = 01;
  static final int O_RDWR = 02;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NOCTTY = 0400;
  static final int O_TRUNC = 01000;
  static final int O_APPEND = 02000;
  static final int O_NONBLOCK = 04000;
  static final int O_DSYNC = 010000;
  static final int O_SYNC = 04010000;
  static final int O_CLOEXEC = 02000000;
  static final int O_PATH = 010000000;
  static final int O_DIRECTORY = isArm() ? 040000 : 0200000;
  static final int O_NOFOLLOW = isArm() ? 0100000 : 0400000;

  /** In place of an open folder: the process's working directory. */
  static final int AT_FDCWD = -100;

  static final int AT_REMOVEDIR = 0x200;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_EMPTY_PATH = 0x1000;

  private static final int F_SETFL = 4;
  private static final int EINTR = 4;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_SIZE = 256;
  private static final long UTIME_NOW = (1L << 30) - 1;
  private static final long UTIME_OMIT = (1L << 30) - 2;
  private static final int TIMESPEC_SIZE = 16;
  private static final int MAX_TARGET = 4096;

  private static final byte[] NO_NAME = {};

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPENAT =
      variadic("openat", 3, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle FCNTL =
      variadic("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle STATX =
      function(
          "statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle MKDIRAT =
      function("mkdirat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle UNLINKAT =
      function("unlinkat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RENAMEAT =
      function("renameat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle LINKAT =
      function(
          "linkat",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SYMLINKAT =
      function("symlinkat", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle READLINKAT =
      function(
          "readlinkat", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle PREAD =
      function("pread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle PWRITE =
      function("pwrite", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle FTRUNCATE =
      function("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle FSYNC =
      function("fsync", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle FDATASYNC =
      function("fdatasync", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle FUTIMENS =
      function("futimens", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle UTIMENSAT =
      function("utimensat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
  private static final MethodHandle POSIX_FADVISE =
      function(
          "posix_fadvise",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle GETDENTS =
      function("getdents64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private LibC() {}

  private static boolean isArm() {
    return System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");
  }

  /** Always closes the new descriptor on {@code exec}. */
  static int openat(int directory, byte[] name, int flags, int mode) throws FileException {
    return (int)
        call((state, arena) ->
            (int)
                OPENAT.invokeExact(state, directory, string(arena, name), flags | O_CLOEXEC, mode));
  }

  /** A failure says nothing that anyone could act on: the descriptor is gone in any case. */
  static void close(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Does not follow a link. */
  static FileStat stat(int directory, byte[] name) throws FileException {
    return statx(directory, name, AT_SYMLINK_NOFOLLOW);
  }

  static FileStat stat(int descriptor) throws FileException {
    return statx(descriptor, NO_NAME, AT_EMPTY_PATH);
  }

  private static FileStat statx(int directory, byte[] name, int flags) throws FileException {
    try (Arena outer = Arena.ofConfined()) {
      MemorySegment stat = outer.allocate(STATX_SIZE, Long.BYTES);
      call((state, arena) ->
          (int)
              STATX.invokeExact(
                  state, directory, string(arena, name), flags, STATX_BASIC_STATS, stat));
      return new FileStat(
          FileType.ofMode(Short.toUnsignedInt(stat.get(JAVA_SHORT, 28))),
          Integer.toUnsignedLong(stat.get(JAVA_INT, 16)),
          stat.get(JAVA_LONG, 40),
          time(stat, 64),
          time(stat, 112),
          time(stat, 96),
          new Identity(stat.get(JAVA_INT, 136), stat.get(JAVA_INT, 140), stat.get(JAVA_LONG, 32)));
    }
  }

  private record Identity(int deviceMajor, int deviceMinor, long inode) {}

  private static Instant time(MemorySegment stat, long offset) {
    return Instant.ofEpochSecond(
        stat.get(JAVA_LONG, offset), stat.get(JAVA_INT, offset + Long.BYTES));
  }

  static void mkdirat(int directory, byte[] name, int mode) throws FileException {
    call((state, arena) -> (int) MKDIRAT.invokeExact(state, directory, string(arena, name), mode));
  }

  static void unlinkat(int directory, byte[] name, int flags) throws FileException {
    call(
        (state, arena) -> (int) UNLINKAT.invokeExact(state, directory, string(arena, name), flags));
  }

  static void renameat(int directory, byte[] name, int newDirectory, byte[] newName)
      throws FileException {
    call((state, arena) ->
        (int)
            RENAMEAT.invokeExact(
                state, directory, string(arena, name), newDirectory, string(arena, newName)));
  }

  /** Does not follow a link. */
  static void linkat(int directory, byte[] name, int newDirectory, byte[] newName)
      throws FileException {
    call((state, arena) ->
        (int)
            LINKAT.invokeExact(
                state, directory, string(arena, name), newDirectory, string(arena, newName), 0));
  }

  static void symlinkat(byte[] target, int directory, byte[] name) throws FileException {
    call((state, arena) ->
        (int) SYMLINKAT.invokeExact(state, string(arena, target), directory, string(arena, name)));
  }

  /** Fails with {@code invalid} for what is no link. */
  static byte[] readlinkat(int directory, byte[] name) throws FileException {
    try (Arena outer = Arena.ofConfined()) {
      MemorySegment target = outer.allocate(MAX_TARGET);
      long length =
          call((state, arena) ->
              (long)
                  READLINKAT.invokeExact(
                      state, directory, string(arena, name), target, (long) MAX_TARGET));
      return target.asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  static int pread(int descriptor, MemorySegment buffer, int length, long offset)
      throws FileException {
    return (int)
        call((state, _) ->
            (long) PREAD.invokeExact(state, descriptor, buffer, (long) length, offset));
  }

  static int pwrite(int descriptor, MemorySegment buffer, int length, long offset)
      throws FileException {
    return (int)
        call((state, _) ->
            (long) PWRITE.invokeExact(state, descriptor, buffer, (long) length, offset));
  }

  static int write(int descriptor, MemorySegment buffer, int length) throws FileException {
    return (int)
        call((state, _) -> (long) WRITE.invokeExact(state, descriptor, buffer, (long) length));
  }

  static void setStatusFlags(int descriptor, int flags) throws FileException {
    call((state, _) -> (int) FCNTL.invokeExact(state, descriptor, F_SETFL, flags));
  }

  static void ftruncate(int descriptor, long size) throws FileException {
    call((state, _) -> (int) FTRUNCATE.invokeExact(state, descriptor, size));
  }

  static void fsync(int descriptor) throws FileException {
    call((state, _) -> (int) FSYNC.invokeExact(state, descriptor));
  }

  static void fdatasync(int descriptor) throws FileException {
    call((state, _) -> (int) FDATASYNC.invokeExact(state, descriptor));
  }

  static void futimens(int descriptor, NewTime access, NewTime modification) throws FileException {
    call((state, arena) ->
        (int) FUTIMENS.invokeExact(state, descriptor, times(arena, access, modification)));
  }

  /** Does not follow a link. */
  static void utimensat(int directory, byte[] name, NewTime access, NewTime modification)
      throws FileException {
    call((state, arena) ->
        (int)
            UTIMENSAT.invokeExact(
                state,
                directory,
                string(arena, name),
                times(arena, access, modification),
                AT_SYMLINK_NOFOLLOW));
  }

  private static MemorySegment times(SegmentAllocator arena, NewTime access, NewTime modification) {
    MemorySegment times = arena.allocate(2 * TIMESPEC_SIZE, Long.BYTES);
    putTime(times, 0, access);
    putTime(times, TIMESPEC_SIZE, modification);
    return times;
  }

  private static void putTime(MemorySegment times, long offset, NewTime time) {
    long nanos =
        switch (time) {
          case NewTime.NoChange() -> UTIME_OMIT;
          case NewTime.Now() -> UTIME_NOW;
          case NewTime.At(Instant at) -> {
            times.set(JAVA_LONG, offset, at.getEpochSecond());
            yield at.getNano();
          }
        };
    times.set(JAVA_LONG, offset + Long.BYTES, nanos);
  }

  static void posixFadvise(int descriptor, long offset, long length, Advice advice)
      throws FileException {
    long errno =
        call((state, _) ->
            (int) POSIX_FADVISE.invokeExact(state, descriptor, offset, length, advice.number()));
    if (errno != 0) {
      throw new FileException(ErrorCode.ofErrno((int) errno));
    }
  }

  /** Fills the buffer with entries; returns the bytes used, 0 at the end. */
  static int getdents(int descriptor, MemorySegment buffer) throws FileException {
    return (int)
        call((state, _) ->
            (long) GETDENTS.invokeExact(state, descriptor, buffer, buffer.byteSize()));
  }

  @FunctionalInterface
  private interface NativeCall {
    /**
     * @param state receives the error number
     * @return negative for a failure
     */
    long run(MemorySegment state, Arena arena) throws Throwable;
  }

  private static long call(NativeCall function) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      while (true) {
        long result = function.run(state, arena);
        if (result >= 0) {
          return result;
        }
        int errno = (int) ERRNO.get(state, 0L);
        if (errno != EINTR) {
          throw new FileException(ErrorCode.ofErrno(errno));
        }
      }
    } catch (FileException e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    return switch (e) {
      case RuntimeException runtime -> runtime;
      case Error error -> throw error;
      default -> new IllegalStateException(e);
    };
  }

  private static MemorySegment string(SegmentAllocator arena, byte[] bytes) {
    MemorySegment string = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
    return string;
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    return link(name, type, Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle variadic(String name, int fixed, FunctionDescriptor type) {
    return link(
        name, type, Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(fixed));
  }

  private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    // One C library, musl, has 64-bit functions only, and no names for them that say so.
    MemorySegment address =
        library.find(name).orElseGet(() -> library.findOrThrow(name.replace("64", "")));
    return linker.downcallHandle(address, type, options);
  }
}
