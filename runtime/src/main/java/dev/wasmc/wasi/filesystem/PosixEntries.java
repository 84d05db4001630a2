package dev.wasmc.wasi.filesystem;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Reads a folder piece by piece, so that a big one takes no more memory than a small one. */
final class PosixEntries implements EntryStream {
  private static final int BATCH = 32 * 1024;

  /** Of {@code linux_dirent64}. */
  private static final int LENGTH_OFFSET = 16;

  private static final int TYPE_OFFSET = 18;
  private static final int NAME_OFFSET = 19;

  private final int descriptor;
  private final Queue<DirectoryEntry> batch = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param descriptor of the folder, for this stream alone; closed with it
   */
  PosixEntries(int descriptor) {
    this.descriptor = descriptor;
  }

  @Override
  public @Nullable DirectoryEntry next() throws FileException {
    if (closed) {
      throw new FileException(ErrorCode.BAD_DESCRIPTOR);
    }
    // A batch may hold nothing but the two entries that are left out.
    while (batch.isEmpty() && readBatch()) {}
    return batch.poll();
  }

  private boolean readBatch() throws FileException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BATCH, Long.BYTES);
      int used = Linux.getdents(descriptor, buffer);
      int length;
      for (int start = 0; start < used; start += length) {
        length = Short.toUnsignedInt(buffer.get(JAVA_SHORT_UNALIGNED, start + LENGTH_OFFSET));
        int end = start + NAME_OFFSET;
        while (buffer.get(JAVA_BYTE, end) != 0) {
          end++;
        }
        int nameStart = start + NAME_OFFSET;
        byte[] name = buffer.asSlice(nameStart, end - nameStart).toArray(JAVA_BYTE);
        add(name, buffer.get(JAVA_BYTE, start + TYPE_OFFSET));
      }
      return used > 0;
    }
  }

  private void add(byte[] bytes, int entryType) {
    String name;
    try {
      name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      batch.add(new DirectoryEntry(FileType.ofEntry(entryType), null));
      return;
    }
    if (!name.equals(".") && !name.equals("..")) {
      batch.add(new DirectoryEntry(type(bytes, entryType), name));
    }
  }

  /** Some file systems do not store types with the names. */
  private FileType type(byte[] name, int entryType) {
    FileType type = FileType.ofEntry(entryType);
    if (type != FileType.UNKNOWN) {
      return type;
    }
    try {
      return Linux.stat(descriptor, name).type();
    } catch (FileException _) {
      // Removed since it was listed.
      return FileType.UNKNOWN;
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Linux.close(descriptor);
    }
  }
}
