package dev.wasmc.runtime.host;

/** The guest asked to end. Unwinds the guest; whoever runs it catches this. */
public final class GuestExit extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;

  /**
   * @param code 0 to 255
   */
  public GuestExit(int code) {
    super("the guest exits with code " + code, null, false, false);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
