package dev.wasmc.component;

import java.util.List;

/** An instance. */
public record InstanceDef(Expr expr, int at) implements Definition {
  /** How an instance comes to be. */
  public sealed interface Expr {}

  /** From a component. */
  public record Instantiate(int component, List<Arg> args) implements Expr {
    public Instantiate {
      args = List.copyOf(args);
    }
  }

  /** From things that are there. */
  public record FromExports(List<InlineExport> exports) implements Expr {
    public FromExports {
      exports = List.copyOf(exports);
    }
  }

  /** What is given for an import. */
  public record Arg(String name, SortIndex value) {}

  public record InlineExport(ExternName name, SortIndex value) {}
}
