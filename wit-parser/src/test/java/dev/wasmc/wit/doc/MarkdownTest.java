package dev.wasmc.wit.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of comments; the hostile ones that are pages are in the tests of packages. */
final class MarkdownTest {
  private static final int MANY = 50_000;

  private static String html(String docs) {
    return Markdown.html(
        docs, 3, code -> code.equals("known") ? Optional.of("#known") : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "`known` `other`|<p><a href=\"#known\"><code>known</code></a> <code>other</code></p>",
        "[`known`](https://a.b/)|<p><a href=\"https://a.b/\" rel=\"external nofollow noopener\">"
            + "<code>known</code></a></p>",
        "# One|<h4>One</h4>",
        "#### Four|<h6>Four</h6>",
        "[a](mailto:a@b.c)|<p><a href=\"mailto:a@b.c\" rel=\"external nofollow"
            + " noopener\">a</a></p>",
        "* * *|<hr />",
        "[a](javascript:b)|<p>a</p>",
        "![*a*](https://b.c/d.png)|<p><a href=\"https://b.c/d.png\" rel=\"external nofollow"
            + " noopener\"><em>a</em></a></p>",
        "at https://a.b/c_d_(e), <http://f.g?h=%20&i> or xhttps://j|<p>at <a"
            + " href=\"https://a.b/c_d_(e\" rel=\"external nofollow"
            + " noopener\">https://a.b/c_d_(e</a>), <a href=\"http://f.g?h=%20&amp;i\""
            + " rel=\"external nofollow noopener\">http://f.g?h=%20&amp;i</a> or xhttps://j</p>",
        "[see https://a.b](https://c.d) <https:///<https://|<p><a href=\"https://c.d\""
            + " rel=\"external nofollow noopener\">see https://a.b</a> &lt;<a href=\"https:///\""
            + " rel=\"external nofollow noopener\">https:///</a>&lt;https://</p>",
        "<b onclick=c>a</b>|<p>&lt;b onclick=c&gt;a&lt;/b&gt;</p>",
      })
  void html(String docs, String expected) {
    assertEquals(expected, html(docs).strip());
  }

  @Test
  void listsAndLinesKeepTheirOrder() {
    assertEquals("<ul><li><ul><li>a</li></ul></li></ul>", html("- - a").replace("\n", ""));
    assertEquals("<hr />", html("- - -").strip());
  }

  @Test
  void charactersThatAreNotShownAreReplaced() {
    assertEquals("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe</p>\n", html("a\u202eb\u0007c\uD800d\uFFFFe"));
    assertEquals("<p>\u05E9\u200D\u05DC</p>\n", html("\u05E9\u200D\u05DC"));
  }

  /** Each as often as a comment has room for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "> ",
        "- ",
        "1. ",
        "* a ",
        "**a ",
        "*a_b ",
        "[",
        "![",
        "[a](",
        "<",
        "`",
        "`a``",
        "[a]: b\n",
        "<!--",
        "&",
        "\\",
        "a\n\n",
        "_",
        "***",
        "]",
        "<?",
        "    - a\n",
        "| a ",
        "[a][",
        "![a](b\"",
        "# ",
        "~~~\n",
        "h",
        "https:",
        " https://a",
        "<https://a "
      })
  void whatRepeatsTakesNoTime(String unit) {
    String docs = unit.repeat(MANY / unit.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertTrue(html(docs).length() < 40 * MANY);
          assertTrue(Markdown.summary(docs).length() < 200);
        });
  }

  @Test
  void whatIsTooLongIsShownAsItIs() {
    String docs = "*a* <b> ".repeat(100_000);
    assertTrue(html(docs).startsWith("<pre>*a* &lt;b&gt; *a*"));
    assertEquals("a <b>", Markdown.summary(docs).substring(0, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "One. Two.|One.",
        "The first *of*\\n    two `lines`. More|The first of two lines.",
        "Like this, e.g. that. More|Like this, e.g. that.",
        "# Heading\\n\\nText|Text",
        "- item|^^",
      })
  void summaryIsTheFirstSentence(String docs, String expected) {
    assertEquals(expected, Markdown.summary(docs.replace("\\n", "\n")));
  }
}
