package dev.wasmc.wasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the blocks around an instruction. An inner label hides an outer one of the same
 * name.
 */
final class LabelStack {
  private final List<@Nullable String> open = new ArrayList<>();
  private final Map<String, List<Integer>> depths = new HashMap<>();

  /** The names of all blocks so far, by the order in which they start. */
  private final Map<Integer, String> names = new TreeMap<>();

  private int blocks;

  /**
   * What a branch is likely to do.
   *
   * @param offset of the instruction from the start of the code behind the locals
   * @param value 0 for unlikely, 1 for likely
   */
  record Hint(int offset, int value) {
    static final int NONE = -1;

    /** The annotation, and the custom section. */
    static final String ANNOTATION = "metadata.code.branch_hint";
  }

  void push(@Nullable String label) {
    if (label != null) {
      depths.computeIfAbsent(label, k -> new ArrayList<>(1)).add(open.size());
      names.put(blocks, label);
    }
    blocks++;
    open.add(label);
  }

  void pop() {
    String label = open.removeLast();
    List<Integer> same = label == null ? null : depths.get(label);
    if (same != null) {
      same.removeLast();
    }
  }

  Map<Integer, String> names() {
    return names;
  }

  /** The label index that stands at the cursor. */
  int expect(TextCursor in) {
    if (!in.atIdentifier()) {
      if (!in.atInteger()) {
        throw in.unexpected("a label");
      }
      return in.expectU32();
    }
    List<Integer> found = depths.get(in.peekIdentifier());
    if (found == null || found.isEmpty()) {
      throw in.error(new TextProblem.UnknownIdentifier("label", in.peekIdentifier()));
    }
    in.takeIdentifier();
    return open.size() - 1 - found.getLast();
  }
}
