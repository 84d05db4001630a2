package dev.wasmc.wasi.filesystem;

/**
 * How to open what a path leads to.
 *
 * @param follow whether a symbolic link at the path's end is followed
 * @param directory fail for what is not a folder
 * @param exclusive only together with {@code create}
 * @param dataSync whether a write returns only when its data is on disk
 * @param fileSync like {@code dataSync}, with all metadata
 */
record OpenRequest(
    boolean follow,
    boolean create,
    boolean directory,
    boolean exclusive,
    boolean truncate,
    boolean read,
    boolean write,
    boolean dataSync,
    boolean fileSync) {}
