package dev.wasmc.wasi.filesystem;

import org.jspecify.annotations.Nullable;

/** Reads a folder's entries, in the order the system has them, without {@code .} and {@code ..}. */
interface EntryStream extends AutoCloseable {
  /** Null at the end. */
  @Nullable DirectoryEntry next() throws FileException;

  /** Closing twice does nothing. */
  @Override
  void close();
}
