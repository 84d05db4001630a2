package dev.wasmc.capability;

/**
 * A folder of the host whose content goes into the bridge.
 *
 * @param guest the name that the guest sees it under, such as {@code /data}
 * @param directory a path of the host
 */
public record Mount(String guest, String directory) {}
