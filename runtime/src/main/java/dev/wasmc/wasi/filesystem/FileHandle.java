package dev.wasmc.wasi.filesystem;

/** An open file that is no folder. */
non-sealed interface FileHandle extends OpenNode {
  /** The most bytes that are moved at once. */
  int MAX_CHUNK = 64 * 1024;

  /**
   * @param most at most {@link #MAX_CHUNK}
   * @param offset negative is {@code invalid}
   * @return empty at the end of the file
   */
  byte[] read(int most, long offset) throws FileException;

  /**
   * Writes up to {@link #MAX_CHUNK} bytes.
   *
   * @return how many were written, at least 1 unless there were none
   */
  int write(byte[] bytes, int start, long offset) throws FileException;

  /** Like {@link #write}, at the end of the file, wherever that is at the time. */
  int append(byte[] bytes, int start) throws FileException;

  void setSize(long size) throws FileException;

  void advise(long offset, long length, Advice advice) throws FileException;
}
