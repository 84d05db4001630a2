package dev.wasmc.wasm.text;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An index space with the identifiers bound in it. */
public final class IndexSpace {
  private final String sort;
  private final Map<String, Integer> indices = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** What the name section calls each of them; null for those without a name. */
  private final List<@Nullable String> names = new ArrayList<>();

  /**
   * @param sort in the singular, for messages
   */
  public IndexSpace(String sort) {
    this.sort = sort;
  }

  public String sort() {
    return sort;
  }

  public int size() {
    return names.size();
  }

  public List<@Nullable String> names() {
    return names;
  }

  /** Takes the next index for something without an identifier. */
  public int add() {
    names.add(null);
    return names.size() - 1;
  }

  /** Takes the next index, and binds the identifier that stands at the cursor, if there is one. */
  public int define(TextCursor in) {
    int token = in.position();
    int index = add();
    if (in.atIdentifier()) {
      bind(in, in.peekIdentifier(), index, token);
      in.takeIdentifier();
    }
    return index;
  }

  /** Binds an identifier that stands at this token. */
  public void bind(TextCursor in, String name, int index, int token) {
    if (indices.putIfAbsent(name, index) != null) {
      throw new DiagnosticException(
          Diagnostic.error(
              new TextProblem.DuplicateIdentifier(sort, name),
              in.place(token),
              new Diagnostic.Note(in.place(places.getOrDefault(name, token)), "the first")));
    }
    places.put(name, token);
    names.set(index, name);
  }

  /** Gives something another name in the name section than its identifier. */
  public void rename(int index, String name) {
    names.set(index, name);
  }

  /** Null where nothing is called that. */
  public @Nullable Integer find(String name) {
    return indices.get(name);
  }

  /** The index that stands at the cursor. A number is taken as it is. */
  public int expect(TextCursor in) {
    if (in.atInteger()) {
      return in.expectU32();
    }
    if (!in.atIdentifier()) {
      throw in.unexpected("the index or the identifier of a " + sort);
    }
    Integer index = indices.get(in.peekIdentifier());
    if (index == null) {
      throw in.error(new TextProblem.UnknownIdentifier(sort, in.peekIdentifier()));
    }
    in.takeIdentifier();
    return index;
  }

  /** The index that stands at the cursor; where none does, the one given. */
  public int expectOr(TextCursor in, int otherwise) {
    return in.atIndex() ? expect(in) : otherwise;
  }
}
