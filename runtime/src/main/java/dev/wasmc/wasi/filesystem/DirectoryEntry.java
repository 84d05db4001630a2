package dev.wasmc.wasi.filesystem;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a folder.
 *
 * @param name null where it is not UTF-8, which no guest can be told
 */
record DirectoryEntry(FileType type, @Nullable String name) {}
