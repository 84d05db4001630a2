package dev.wasmc.wit.doc;

import java.nio.charset.StandardCharsets;

/**
 * Where a link leads.
 *
 * @param page the path from the root, with {@code /}
 * @param anchor empty for the page itself
 */
record Target(String page, String anchor) {
  private static final String UNESCAPED = "-._~!$()*+,;=:@/?";

  /** The link as a page writes it. */
  String from(String otherPage) {
    String fragment = anchor.isEmpty() ? "" : "#" + escape(anchor);
    if (page.equals(otherPage)) {
      return fragment.isEmpty() ? "#" : fragment;
    }
    String folder = otherPage.substring(0, otherPage.lastIndexOf('/') + 1);
    return (page.startsWith(folder) ? page.substring(folder.length()) : root(otherPage) + page)
        + fragment;
  }

  /** The way from a page to the root: empty, or ending in {@code /}. */
  static String root(String page) {
    return "../".repeat((int) page.chars().filter(c -> c == '/').count());
  }

  private static String escape(String anchor) {
    StringBuilder out = new StringBuilder();
    for (byte b : anchor.getBytes(StandardCharsets.UTF_8)) {
      boolean isPlain = b > 0 && (Character.isLetterOrDigit(b) || UNESCAPED.indexOf(b) >= 0);
      out.append(isPlain ? Character.toString(b) : String.format("%%%02X", b & 0xFF));
    }
    return out.toString();
  }
}
