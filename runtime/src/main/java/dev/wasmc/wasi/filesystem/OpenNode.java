package dev.wasmc.wasi.filesystem;

/** An open file or folder. Used by one guest thread at a time. */
sealed interface OpenNode extends AutoCloseable permits DirectoryHandle, FileHandle {
  FileStat stat() throws FileException;

  void setTimes(NewTime access, NewTime modification) throws FileException;

  /**
   * @param metadata false to leave out what is not needed to read the data again
   */
  void sync(boolean metadata) throws FileException;

  /** Nothing may be called any more. Closing twice does nothing. */
  @Override
  void close();
}
