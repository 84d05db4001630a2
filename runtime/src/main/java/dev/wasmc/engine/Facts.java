package dev.wasmc.engine;

import java.util.Arrays;

/**
 * Which locals hold addresses that were found in bounds, and how far beyond them. A memory never
 * shrinks, so that holds until the local is assigned, in all code that the check dominates.
 *
 * <p>Assignments count up versions, in the order of the code. What a block learns is forgotten
 * behind it by going back in the log to where the block was first left.
 */
final class Facts {
  private final int[] version;
  private final int[] knownVersion;
  private final long[] reach;

  /** Three entries a change: the local, its known version and its reach before. */
  private long[] log = new long[48];

  private int position;

  Facts(int locals) {
    version = new int[locals];
    knownVersion = new int[locals];
    reach = new long[locals];
    Arrays.fill(knownVersion, -1);
  }

  /**
   * The bytes behind the address in the local that are in bounds, from 1; 0 where nothing is known.
   */
  long reach(int local) {
    return knownVersion[local] == version[local] ? reach[local] : 0;
  }

  void learn(int local, long bytes) {
    if (bytes <= reach(local)) {
      return;
    }
    if (position + 3 > log.length) {
      log = Arrays.copyOf(log, log.length * 2);
    }
    log[position] = local;
    log[position + 1] = knownVersion[local];
    log[position + 2] = reach[local];
    position += 3;
    knownVersion[local] = version[local];
    reach[local] = bytes;
  }

  void assigned(int local) {
    version[local]++;
  }

  void assignedAll() {
    for (int i = 0; i < version.length; i++) {
      version[i]++;
    }
  }

  int position() {
    return position;
  }

  void backTo(int earlier) {
    while (position > earlier) {
      position -= 3;
      int local = (int) log[position];
      knownVersion[local] = (int) log[position + 1];
      reach[local] = log[position + 2];
    }
  }
}
