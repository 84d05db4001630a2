package dev.wasmc.abi;

/** Why lifting, lowering or a handle operation ends the computation. */
public enum AbiTrap {
  OUT_OF_BOUNDS("pointer or length beyond the end of memory"),
  MISALIGNED("unaligned pointer"),
  STRING_TOO_LONG("string is longer than " + AbiLimits.MAX_STRING_BYTE_LENGTH + " bytes"),
  LIST_TOO_LONG("list is longer than " + AbiLimits.MAX_LIST_BYTE_LENGTH + " bytes"),
  INVALID_UTF8("invalid utf-8 in a string"),
  INVALID_UTF16("unpaired surrogate in a utf-16 string"),
  INVALID_CHAR("invalid `char` bit pattern"),
  INVALID_DISCRIMINANT("invalid variant discriminant"),
  UNKNOWN_HANDLE("unknown handle index"),
  WRONG_RESOURCE("handle of another resource type"),
  NOT_OWNED("handle is borrowed where it must own"),
  LENT("handle is lent to a call that has not ended"),
  BORROWS_LEFT("borrow handles still remain at the end of the call"),
  TABLE_FULL("handle table is full"),
  CANNOT_LEAVE("cannot leave component instance"),
  CANNOT_ENTER("cannot enter component instance"),
  HOST_BUDGET("value is larger than the host allows"),
  VALUE_MISMATCH("value does not fit its type");

  private final String message;

  AbiTrap(String message) {
    this.message = message;
  }

  /** One sentence without a final full stop. */
  public String message() {
    return message;
  }

  public AbiTrapException exception() {
    return new AbiTrapException(this, message);
  }

  /**
   * @param detail what exactly was found, put behind the message
   */
  public AbiTrapException exception(Object detail) {
    return new AbiTrapException(this, message + ": " + detail);
  }
}
