package dev.wasmc.wasi.filesystem;

import java.time.Instant;

/** {@code wasi:filesystem/types.new-timestamp}. */
sealed interface NewTime {
  record NoChange() implements NewTime {}

  record Now() implements NewTime {}

  record At(Instant time) implements NewTime {}
}
