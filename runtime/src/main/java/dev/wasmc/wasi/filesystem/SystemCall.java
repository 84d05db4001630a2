package dev.wasmc.wasi.filesystem;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;

/**
 * System calls, by their numbers on 64-bit x86 and ARM.
 *
 * <p>All go through one function of the C library's, {@code syscall}: linking the functions that
 * stand for them, which have fifteen types, took the JVM a tenth of a short run.
 */
@SuppressWarnings("restricted")
enum SystemCall {
  CLOSE(3, 57),
  FADVISE64(221, 223),
  FCNTL(72, 25),
  FDATASYNC(75, 83),
  FSYNC(74, 82),
  FTRUNCATE(77, 46),
  GETDENTS64(217, 61),
  LINKAT(265, 37),
  MKDIRAT(258, 34),
  OPENAT(257, 56),
  PREAD64(17, 67),
  PWRITE64(18, 68),
  READLINKAT(267, 78),
  RENAMEAT(264, 38),
  STATX(332, 291),
  SYMLINKAT(266, 36),
  UNLINKAT(263, 35),
  UTIMENSAT(280, 88),
  WRITE(1, 64);

  private static final int MOST_ARGUMENTS = 5;
  private static final int EINTR = 4;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  static boolean isArm() {
    return System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");
  }

  int number(boolean onArm) {
    return onArm ? arm : x86;
  }

  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  /**
   * Repeats the call when a signal interrupts it.
   *
   * @param arguments at most five; the caller keeps alive what is at an address
   * @throws FileException with what the error number means
   */
  long call(long... arguments) throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      while (true) {
        long result = once(state, arguments);
        if (result >= 0) {
          return result;
        }
        int errno = (int) ERRNO.get(state, 0L);
        if (errno != EINTR) {
          throw new FileException(ErrorCode.ofErrno(errno));
        }
      }
    }
  }

  /** Calls it once, and does not look at what becomes of it. */
  void tryOnce(long... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      once(arena.allocate(STATE), arguments);
    }
  }

  private long once(MemorySegment state, long[] given) {
    long number = number(isArm());
    long[] all = Arrays.copyOf(given, MOST_ARGUMENTS);
    try {
      return (long) SYSCALL.invokeExact(state, number, all[0], all[1], all[2], all[3], all[4]);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
