package dev.wasmc.wasi.filesystem;

/**
 * An open folder, and a wall: no path leads out of it. A path that begins with a slash, that climbs
 * above the folder, or that meets a symbolic link to an absolute path fails with {@link
 * ErrorCode#NOT_PERMITTED}.
 *
 * <p>Operations that create, remove or rename do not follow a link at the path's end.
 */
non-sealed interface DirectoryHandle extends OpenNode {
  OpenNode open(String path, OpenRequest request) throws FileException;

  /**
   * @param follow whether a symbolic link at the path's end is followed
   */
  FileStat stat(String path, boolean follow) throws FileException;

  void setTimes(String path, boolean follow, NewTime access, NewTime modification)
      throws FileException;

  EntryStream entries() throws FileException;

  void createDirectory(String path) throws FileException;

  void removeDirectory(String path) throws FileException;

  /** Removes what is no folder. */
  void unlink(String path) throws FileException;

  /** What a symbolic link leads to; an absolute path is not told. */
  String readLink(String path) throws FileException;

  /**
   * @param target what the link shall lead to, not absolute; it need not exist
   */
  void symlink(String target, String path) throws FileException;

  /** Makes a second name for a file. */
  void link(String path, DirectoryHandle newDirectory, String newPath) throws FileException;

  void rename(String path, DirectoryHandle newDirectory, String newPath) throws FileException;
}
