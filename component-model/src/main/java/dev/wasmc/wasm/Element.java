package dev.wasmc.wasm;

import java.util.List;

/** An element segment. */
public record Element(SegmentMode mode, RefType type, Items items) {
  /** The two ways to write the elements. */
  public sealed interface Items {
    int size();
  }

  /** Function indices; the type is then {@link RefType#FUNC}. */
  public record Functions(List<Integer> indices) implements Items {
    public Functions {
      indices = List.copyOf(indices);
    }

    @Override
    public int size() {
      return indices.size();
    }
  }

  /** Constant expressions of the segment's type. */
  public record Expressions(List<ConstExpr> expressions) implements Items {
    public Expressions {
      expressions = List.copyOf(expressions);
    }

    @Override
    public int size() {
      return expressions.size();
    }
  }
}
