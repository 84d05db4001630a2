package dev.wasmc.wasi.filesystem;

import java.util.Locale;

/**
 * {@code wasi:filesystem/types.error-code}, in its order, with the error number of Linux that each
 * is named after. The numbers are the same on x86-64 and on aarch64.
 */
public enum ErrorCode {
  ACCESS(13),
  WOULD_BLOCK(11),
  ALREADY(114),
  BAD_DESCRIPTOR(9),
  BUSY(16),
  DEADLOCK(35),
  QUOTA(122),
  EXIST(17),
  FILE_TOO_LARGE(27),
  ILLEGAL_BYTE_SEQUENCE(84),
  IN_PROGRESS(115),
  INTERRUPTED(4),
  INVALID(22),
  IO(5),
  IS_DIRECTORY(21),
  LOOP(40),
  TOO_MANY_LINKS(31),
  MESSAGE_SIZE(90),
  NAME_TOO_LONG(36),
  NO_DEVICE(19),
  NO_ENTRY(2),
  NO_LOCK(37),
  INSUFFICIENT_MEMORY(12),
  INSUFFICIENT_SPACE(28),
  NOT_DIRECTORY(20),
  NOT_EMPTY(39),
  NOT_RECOVERABLE(131),
  UNSUPPORTED(95),
  NO_TTY(25),
  NO_SUCH_DEVICE(6),
  OVERFLOW(75),
  NOT_PERMITTED(1),
  PIPE(32),
  READ_ONLY(30),
  INVALID_SEEK(29),
  TEXT_FILE_BUSY(26),
  CROSS_DEVICE(18);

  private static final int ENFILE = 23;
  private static final int EMFILE = 24;
  private static final int ENOSYS = 38;

  private final int errno;

  ErrorCode(int errno) {
    this.errno = errno;
  }

  /** As in the interface's definition. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@link #IO} for a number that means nothing else. */
  static ErrorCode ofErrno(int errno) {
    for (ErrorCode code : values()) {
      if (code.errno == errno) {
        return code;
      }
    }
    return switch (errno) {
      // There is no code for too many open files.
      case ENFILE, EMFILE -> INSUFFICIENT_MEMORY;
      case ENOSYS -> UNSUPPORTED;
      default -> IO;
    };
  }
}
