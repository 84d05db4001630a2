package dev.wasmc.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The explanations of what a package finds: a Markdown file beside it, with a title of the first
 * level and a heading of the second for each id.
 */
public final class Explanations {
  private static final String HEADING = "\n## ";

  private final String title;
  private final SequencedMap<String, Explanation> byId = new LinkedHashMap<>();

  private Explanations(String markdown) {
    String[] sections = ("\n" + markdown).split(HEADING, -1);
    this.title = sections[0].lines().skip(1).findFirst().orElse("").replaceFirst("^# ", "");
    for (int i = 1; i < sections.length; i++) {
      String id = sections[i].lines().findFirst().orElse("");
      String text = sections[i].substring(id.length()).strip();
      if (byId.put(id, new Explanation(id, text)) != null) {
        throw new IllegalArgumentException("two sections are called " + id);
      }
    }
  }

  /**
   * @param resource closed here; null where it is missing, which a package's own never is
   */
  public static Explanations read(@Nullable InputStream resource) {
    if (resource == null) {
      throw new IllegalStateException("a resource with explanations is missing");
    }
    try (resource) {
      return new Explanations(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What these ids are about, in a few words. */
  public String title() {
    return title;
  }

  /** What is said about a problem of this id; empty for an id of another package. */
  public Optional<Explanation> of(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** In the order of the file. */
  public SequencedSet<String> ids() {
    return Collections.unmodifiableSequencedSet(byId.sequencedKeySet());
  }
}
