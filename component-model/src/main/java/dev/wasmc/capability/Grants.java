package dev.wasmc.capability;

import java.util.List;

/**
 * The real things that a run may use. An artifact cannot hold them.
 *
 * @param inheritEnvironment names of variables of the host
 */
public record Grants(
    List<Directory> directories,
    List<String> inheritEnvironment,
    boolean inheritStdin,
    boolean clocks,
    boolean random) {
  public static final Grants NONE = new Grants(List.of(), List.of(), false, false, false);

  public Grants {
    directories = List.copyOf(directories);
    inheritEnvironment = List.copyOf(inheritEnvironment);
  }

  /** A folder of the host, under the name that the guest sees. */
  public record Directory(String host, String guest, boolean readOnly) {}
}
