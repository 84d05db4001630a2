package dev.wasmc.abi;

/** The {@code realloc} option. All numbers are unsigned. */
@FunctionalInterface
public interface Realloc {
  /**
   * @param oldAddress 0 for a new block
   * @param oldSize 0 for a new block
   * @return any number at all, as it is a guest that answers
   */
  int realloc(int oldAddress, int oldSize, int alignment, int newSize);
}
