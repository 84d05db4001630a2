package dev.wasmc.wit;

import dev.wasmc.source.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** An explanation for each kind of {@link WitProblem}. */
public final class WitExplanations {
  private static final String RESOURCE = "problems.md";
  private static final SequencedMap<String, Explanation> ALL = load();

  private WitExplanations() {}

  private static SequencedMap<String, Explanation> load() {
    try (InputStream stream = WitExplanations.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return Explanation.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said about the problems of this id, if it is one of WIT. */
  public static Optional<Explanation> of(String id) {
    return Optional.ofNullable(ALL.get(id));
  }

  public static SequencedSet<String> ids() {
    return Collections.unmodifiableSequencedSet(ALL.sequencedKeySet());
  }
}
