package dev.wasmc.component;

/** How strings lie in a memory. */
public enum StringEncoding {
  UTF8("utf8"),
  UTF16("utf16"),
  LATIN1_UTF16("latin1+utf16");

  private final String keyword;

  StringEncoding(String keyword) {
    this.keyword = keyword;
  }

  /** As written behind {@code string-encoding=}. */
  public String keyword() {
    return keyword;
  }
}
