package dev.wasmc.abi;

import java.util.List;

/**
 * How a value lies in memory.
 *
 * @param size in bytes, a multiple of the alignment; {@link #OVERSIZE} for all that is larger than
 *     {@link AbiLimits#MAX_VALUE_BYTE_LENGTH}
 * @param alignment 1, 2, 4 or 8
 * @param fieldOffsets of records and tuples, in order; empty for others
 * @param discriminantSize of variants and their kin: 1, 2 or 4; 0 for others
 * @param payloadOffset where the payload of each case starts; 0 without discriminant
 */
public record Layout(
    int size, int alignment, List<Integer> fieldOffsets, int discriminantSize, int payloadOffset) {
  /** The size of all that no valid type has. */
  public static final int OVERSIZE = AbiLimits.MAX_VALUE_BYTE_LENGTH + 1;

  public Layout {
    fieldOffsets = List.copyOf(fieldOffsets);
  }

  static Layout scalar(int size) {
    return new Layout(size, size, List.of(), 0, 0);
  }

  /**
   * @param alignment a power of two
   */
  static long align(long offset, int alignment) {
    return (offset + alignment - 1) & -alignment;
  }

  static int clamp(long size) {
    return (int) Math.min(size, OVERSIZE);
  }
}
