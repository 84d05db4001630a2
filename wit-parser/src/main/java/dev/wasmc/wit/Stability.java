package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import org.jspecify.annotations.Nullable;

/** What the gates in front of an item say about it. */
public sealed interface Stability {
  /** The one value of what has no gate. */
  Stability UNGATED = Ungated.UNGATED;

  /** No gate. */
  enum Ungated implements Stability {
    UNGATED
  }

  /** {@code @since}, and perhaps {@code @deprecated}. */
  record Since(Version since, @Nullable Version deprecated) implements Stability {}

  /** {@code @unstable}, and perhaps {@code @deprecated}. */
  record Unstable(String feature, @Nullable Version deprecated) implements Stability {}
}
