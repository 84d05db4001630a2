package dev.wasmc.source;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What there is to say about a kind of problem beside the message: its cause, an example, what to
 * do.
 *
 * @param id of the problem
 * @param text Markdown, without a line end at its end
 */
public record Explanation(String id, String text) {
  private static final String HEADING = "## ";

  /**
   * @param markdown a section for each, with the id as its heading of the second level
   * @return by id
   */
  public static SequencedMap<String, Explanation> parse(String markdown) {
    SequencedMap<String, Explanation> found = new LinkedHashMap<>();
    for (String section : ("\n" + markdown).split("\n" + HEADING, -1)) {
      int end = section.indexOf('\n');
      if (end >= 0 && !section.isBlank()) {
        String id = section.substring(0, end).strip();
        found.put(id, new Explanation(id, section.substring(end).strip()));
      }
    }
    return found;
  }
}
