package dev.wasmc.wasi.filesystem;

/**
 * {@code wasi:filesystem/types.descriptor-type}, in its order, with the file type bits that POSIX
 * systems have in a mode.
 */
enum FileType {
  UNKNOWN(0),
  BLOCK_DEVICE(0060000),
  CHARACTER_DEVICE(0020000),
  DIRECTORY(0040000),
  FIFO(0010000),
  SYMBOLIC_LINK(0120000),
  REGULAR_FILE(0100000),
  SOCKET(0140000);

  private static final int MASK = 0170000;

  private final int bits;

  FileType(int bits) {
    this.bits = bits;
  }

  static FileType ofMode(int mode) {
    for (FileType type : values()) {
      if (type.bits == (mode & MASK)) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /** The type of a directory entry, which has the same bits without their low twelve. */
  static FileType ofEntry(int entryType) {
    return ofMode(entryType << 12);
  }
}
