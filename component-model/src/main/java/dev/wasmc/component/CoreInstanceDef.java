package dev.wasmc.component;

import java.util.List;

/** A core instance. */
public record CoreInstanceDef(Expr expr, int at) implements Definition {
  /** How a core instance comes to be. */
  public sealed interface Expr {}

  /** From a module. */
  public record Instantiate(int module, List<Arg> args) implements Expr {
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

  /** A core instance given for a module name of the imports. */
  public record Arg(String name, int instance) {}

  public record InlineExport(String name, CoreSort sort, int index) {}
}
