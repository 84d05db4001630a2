package dev.wasmc.wasm;

import java.util.Locale;

/** A number type. */
public enum NumType implements ValType {
  I32(0x7f, 'i'),
  I64(0x7e, 'l'),
  F32(0x7d, 'f'),
  F64(0x7c, 'd');

  private final int code;
  private final char letter;

  NumType(int code, char letter) {
    this.code = code;
    this.letter = letter;
  }

  /** Its byte in the binary format. */
  public int code() {
    return code;
  }

  /** Its letter in {@link Opcode#signature()}. */
  public char letter() {
    return letter;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
