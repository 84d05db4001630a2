package dev.wasmc.wasi.filesystem;

import java.nio.file.Path;

/**
 * A folder of the host that a guest is granted.
 *
 * @param guestPath what the guest knows it as, such as {@code /data}
 * @param readOnly whether every change is refused
 */
public record Preopen(Path folder, String guestPath, boolean readOnly) {}
