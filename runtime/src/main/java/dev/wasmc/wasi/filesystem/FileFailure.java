package dev.wasmc.wasi.filesystem;

import dev.wasmc.wasi.io.IoError;

/** Why a file's stream failed; {@code filesystem-error-code} gives the code to the guest. */
record FileFailure(ErrorCode code) implements IoError {
  @Override
  public String debugString() {
    return code.label();
  }
}
