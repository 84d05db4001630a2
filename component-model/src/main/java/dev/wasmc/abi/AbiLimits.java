package dev.wasmc.abi;

/** The numbers of the canonical ABI. */
public final class AbiLimits {
  /** More flat parameters than these travel through memory. */
  public static final int MAX_FLAT_PARAMS = 16;

  /** Likewise for the parameters of an import lowered with {@code async}. */
  public static final int MAX_FLAT_ASYNC_PARAMS = 4;

  /** More flat results than these travel through memory. */
  public static final int MAX_FLAT_RESULTS = 1;

  /** Of a string where it is lifted. */
  public static final int MAX_STRING_BYTE_LENGTH = (1 << 28) - 1;

  /** Of a list where it is lifted, elements only. */
  public static final int MAX_LIST_BYTE_LENGTH = (1 << 28) - 1;

  /** What the validator grants a value of any type in memory, measured with 64-bit pointers. */
  public static final int MAX_VALUE_BYTE_LENGTH = (1 << 28) - 1;

  /** The highest index that a handle can have. */
  public static final int MAX_HANDLE_INDEX = (1 << 28) - 1;

  /** Set in the length of a {@code latin1+utf16} string that is UTF-16. */
  public static final int UTF16_TAG = 1 << 31;

  /** What NaN may become where a float is lifted or lowered. */
  public static final int CANONICAL_NAN32 = 0x7fc00000;

  /** Likewise. */
  public static final long CANONICAL_NAN64 = 0x7ff8000000000000L;

  private AbiLimits() {}
}
