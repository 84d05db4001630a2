package dev.wasmc.wit.grammar;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/**
 * A node of the generated parser's tree. Where a node is a list of elements, it keeps what these
 * have become, and of the elements themselves the last one only: a tree of a whole file would be
 * many times as large as the file.
 */
public class WitContext extends ParserRuleContext {
  private @Nullable List<Object> parts;
  private int firstElement = -1;
  private boolean damaged;

  public WitContext() {}

  public WitContext(ParserRuleContext parent, int invokingState) {
    super(parent, invokingState);
  }

  /**
   * To be called for an element of a list when its end has been read.
   *
   * @param part what the parent keeps in its place; null for nothing
   */
  public void handOver(@Nullable Object part) {
    if (getParent() instanceof WitContext parent) {
      parent.take(part);
    }
  }

  private void take(@Nullable Object part) {
    if (part != null) {
      if (parts == null) {
        parts = new ArrayList<>();
      }
      parts.add(part);
    }
    if (firstElement < 0) {
      firstElement = getChildCount() - 1;
    }
    for (int i = getChildCount() - 2; i >= firstElement; i--) {
      children.remove(i);
    }
  }

  /** Says that there is an error in what this is made of. */
  public void damage() {
    damaged = true;
  }

  /** Whether there is an error in it, other than in an item of it. */
  public boolean isDamaged() {
    return damaged;
  }

  /** What the elements have become, all of them of one type. */
  public <T> List<T> parts(Class<T> type) {
    if (parts == null) {
      return List.of();
    }
    List<T> typed = new ArrayList<>(parts.size());
    for (Object part : parts) {
      typed.add(type.cast(part));
    }
    return List.copyOf(typed);
  }
}
