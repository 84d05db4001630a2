package dev.wasmc.wasi.filesystem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a file, folder or link.
 *
 * @param size in bytes
 * @param identity equal for the same object of the file system and for no other one
 */
record FileStat(
    FileType type,
    long links,
    long size,
    @Nullable Instant accessed,
    @Nullable Instant modified,
    @Nullable Instant changed,
    Object identity) {}
