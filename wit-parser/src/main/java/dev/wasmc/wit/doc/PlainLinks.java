package dev.wasmc.wit.doc;

import java.util.List;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Addresses that stand in a comment as they are, with {@code <} and {@code >} around them or
 * without. Any other {@code <} is text.
 *
 * <p>In place of the library's own, which look through the rest of the comment at every {@code <}.
 */
final class PlainLinks implements InlineContentParser {
  private static final int MAX_ADDRESS = 2000;
  private static final List<String> SCHEMES = List.of("https://", "http://");

  /** What is no part of an address, or not its end. */
  private static final String NOT_IN = "<>[]\"`";

  private static final String NOT_LAST = ".,:;!?')*_";

  /** For a parser. */
  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('<', 'h');
    }

    @Override
    public InlineContentParser create() {
      return new PlainLinks();
    }
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    if (scanner.peek() == '<') {
      scanner.next();
      return bracketed(scanner, scanner.position());
    }
    int before = scanner.peekPreviousCodePoint();
    return Character.isLetterOrDigit(before) ? ParsedInline.none() : bare(scanner);
  }

  private static ParsedInline bracketed(Scanner scanner, Position start) {
    String address = address(scanner);
    if (isWeb(address) && scanner.next('>')) {
      return ParsedInline.of(link(address), scanner.position());
    }
    return ParsedInline.of(new Text("<"), start);
  }

  private static ParsedInline bare(Scanner scanner) {
    Position start = scanner.position();
    if (SCHEMES.stream().noneMatch(scanner::next)) {
      return ParsedInline.none();
    }
    scanner.setPosition(start);
    String address = address(scanner);
    int end = address.length();
    while (end > 0 && NOT_LAST.indexOf(address.charAt(end - 1)) >= 0) {
      end--;
    }
    String kept = address.substring(0, end);
    if (!isWeb(kept)) {
      return ParsedInline.none();
    }
    scanner.setPosition(start);
    for (int i = 0; i < end; i++) {
      scanner.next();
    }
    return ParsedInline.of(link(kept), scanner.position());
  }

  /** As much as one may be. */
  private static String address(Scanner scanner) {
    StringBuilder address = new StringBuilder();
    for (char c = scanner.peek();
        c > ' ' && NOT_IN.indexOf(c) < 0 && address.length() < MAX_ADDRESS;
        c = scanner.peek()) {
      address.append(c);
      scanner.next();
    }
    return address.toString();
  }

  private static boolean isWeb(String address) {
    return SCHEMES.stream()
        .anyMatch(scheme -> address.startsWith(scheme) && address.length() > scheme.length());
  }

  private static Node link(String address) {
    Link link = new Link(address, null);
    link.appendChild(new Text(address));
    return link;
  }
}
