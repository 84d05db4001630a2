package dev.wasmc.abi;

import dev.wasmc.component.StringEncoding;

/** What lifting and lowering for one call work with. */
public record LiftLowerContext(CanonicalOptions options, Handles handles, HostBudget budget) {
  StringEncoding encoding() {
    return options.encoding();
  }

  CanonicalMemory memory() {
    CanonicalMemory memory = options.memory();
    if (memory == null) {
      throw new IllegalStateException("a type that needs a memory, and options without");
    }
    return memory;
  }

  /**
   * @param address unsigned 32 bits
   * @return the address as a number of the memory
   */
  long check(int address, int alignment, long length) {
    long start = Integer.toUnsignedLong(address);
    if ((start & (alignment - 1)) != 0) {
      throw AbiTrap.MISALIGNED.exception(
          "0x" + Long.toHexString(start) + " is not a multiple of " + alignment);
    }
    long size = memory().size();
    if (start + length > size) {
      throw AbiTrap.OUT_OF_BOUNDS.exception(
          length + " bytes at 0x" + Long.toHexString(start) + " in a memory of " + size + " bytes");
    }
    return start;
  }

  /**
   * A new block of the guest's.
   *
   * @param length unsigned 32 bits
   */
  long allocate(int alignment, int length) {
    Realloc realloc = options.realloc();
    if (realloc == null) {
      throw new IllegalStateException("a type that needs realloc, and options without");
    }
    return check(
        realloc.realloc(0, 0, alignment, length), alignment, Integer.toUnsignedLong(length));
  }
}
