package dev.wasmc.wasi.filesystem;

/** An operation on files failed with a code for the guest. Has no stack trace. */
final class FileException extends Exception {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  FileException(ErrorCode code) {
    super(code.label(), null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
