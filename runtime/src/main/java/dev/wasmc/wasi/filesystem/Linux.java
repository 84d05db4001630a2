package dev.wasmc.wasi.filesystem;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.ref.Reference;
import java.time.Instant;

/**
 * What Linux can do relative to an open folder, and Java's own API cannot.
 *
 * <p>Names are bytes without a zero. Every function is repeated when a signal interrupts it, and
 * throws what its error number means. Only 64-bit x86 and ARM are known here, since the flags of
 * {@code open} differ between processors; {@code statx} is used since its layout does not.
 */
final class Linux {
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
  static final int O_DIRECTORY = SystemCall.isArm() ? 040000 : 0200000;
  static final int O_NOFOLLOW = SystemCall.isArm() ? 0100000 : 0400000;

  /** In place of an open folder: the process's working directory. */
  static final int AT_FDCWD = -100;

  static final int AT_REMOVEDIR = 0x200;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_EMPTY_PATH = 0x1000;

  private static final int F_SETFL = 4;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_SIZE = 256;
  private static final long UTIME_NOW = (1L << 30) - 1;
  private static final long UTIME_OMIT = (1L << 30) - 2;
  private static final int TIMESPEC_SIZE = 16;
  private static final int MAX_TARGET = 4096;

  private static final long NULL = 0;
  private static final byte[] NO_NAME = {};

  private Linux() {}

  /** Always closes the new descriptor on {@code exec}. */
  static int openat(int directory, byte[] name, int flags, int mode) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      return (int) SystemCall.OPENAT.call(directory, string(arena, name), flags | O_CLOEXEC, mode);
    }
  }

  /** A failure says nothing that anyone could act on: the descriptor is gone in any case. */
  static void close(int descriptor) {
    SystemCall.CLOSE.tryOnce(descriptor);
  }

  /** Does not follow a link. */
  static FileStat stat(int directory, byte[] name) throws FileException {
    return statx(directory, name, AT_SYMLINK_NOFOLLOW);
  }

  static FileStat stat(int descriptor) throws FileException {
    return statx(descriptor, NO_NAME, AT_EMPTY_PATH);
  }

  private static FileStat statx(int directory, byte[] name, int flags) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stat = arena.allocate(STATX_SIZE, Long.BYTES);
      SystemCall.STATX.call(
          directory, string(arena, name), flags, STATX_BASIC_STATS, stat.address());
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
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.MKDIRAT.call(directory, string(arena, name), mode);
    }
  }

  static void unlinkat(int directory, byte[] name, int flags) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.UNLINKAT.call(directory, string(arena, name), flags);
    }
  }

  static void renameat(int directory, byte[] name, int newDirectory, byte[] newName)
      throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.RENAMEAT.call(
          directory, string(arena, name), newDirectory, string(arena, newName));
    }
  }

  /** Does not follow a link. */
  static void linkat(int directory, byte[] name, int newDirectory, byte[] newName)
      throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.LINKAT.call(
          directory, string(arena, name), newDirectory, string(arena, newName), 0);
    }
  }

  static void symlinkat(byte[] target, int directory, byte[] name) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.SYMLINKAT.call(string(arena, target), directory, string(arena, name));
    }
  }

  /** Fails with {@code invalid} for what is no link. */
  static byte[] readlinkat(int directory, byte[] name) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(MAX_TARGET);
      long length =
          SystemCall.READLINKAT.call(directory, string(arena, name), target.address(), MAX_TARGET);
      return target.asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  static int pread(int descriptor, MemorySegment buffer, int length, long offset)
      throws FileException {
    try {
      return (int) SystemCall.PREAD64.call(descriptor, buffer.address(), length, offset);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static int pwrite(int descriptor, MemorySegment buffer, int length, long offset)
      throws FileException {
    try {
      return (int) SystemCall.PWRITE64.call(descriptor, buffer.address(), length, offset);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static int write(int descriptor, MemorySegment buffer, int length) throws FileException {
    try {
      return (int) SystemCall.WRITE.call(descriptor, buffer.address(), length);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static void setStatusFlags(int descriptor, int flags) throws FileException {
    SystemCall.FCNTL.call(descriptor, F_SETFL, flags);
  }

  static void ftruncate(int descriptor, long size) throws FileException {
    SystemCall.FTRUNCATE.call(descriptor, size);
  }

  static void fsync(int descriptor) throws FileException {
    SystemCall.FSYNC.call(descriptor);
  }

  static void fdatasync(int descriptor) throws FileException {
    SystemCall.FDATASYNC.call(descriptor);
  }

  static void futimens(int descriptor, NewTime access, NewTime modification) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.UTIMENSAT.call(descriptor, NULL, times(arena, access, modification), 0);
    }
  }

  /** Does not follow a link. */
  static void utimensat(int directory, byte[] name, NewTime access, NewTime modification)
      throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCall.UTIMENSAT.call(
          directory, string(arena, name), times(arena, access, modification), AT_SYMLINK_NOFOLLOW);
    }
  }

  private static long times(SegmentAllocator arena, NewTime access, NewTime modification) {
    MemorySegment times = arena.allocate(2 * TIMESPEC_SIZE, Long.BYTES);
    putTime(times, 0, access);
    putTime(times, TIMESPEC_SIZE, modification);
    return times.address();
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

  static void fadvise(int descriptor, long offset, long length, Advice advice)
      throws FileException {
    SystemCall.FADVISE64.call(descriptor, offset, length, advice.number());
  }

  /** Fills the buffer with entries; returns the bytes used, 0 at the end. */
  static int getdents(int descriptor, MemorySegment buffer) throws FileException {
    try {
      return (int) SystemCall.GETDENTS64.call(descriptor, buffer.address(), buffer.byteSize());
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /** The address of a copy with a zero behind it. */
  private static long string(SegmentAllocator arena, byte[] bytes) {
    MemorySegment string = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
    return string.address();
  }
}
