package dev.wasmc.engine;

import dev.wasmc.source.Problem;

/** Why imports do not fit, core specification 4.5.4 and 3.4. */
public sealed interface LinkProblem extends Problem {
  /** The number of imports is wrong. */
  record Count(int expected, int given) implements LinkProblem {
    @Override
    public String id() {
      return "import-count";
    }

    @Override
    public String message() {
      return expected + " imports are expected, " + given + " are given";
    }
  }

  /** The import exists but is of another sort or type. */
  record Incompatible(String module, String name, String expected, String given)
      implements LinkProblem {
    @Override
    public String id() {
      return "incompatible-import-type";
    }

    @Override
    public String message() {
      return "incompatible import type for \""
          + module
          + "\" \""
          + name
          + "\": expected "
          + expected
          + ", found "
          + given;
    }
  }

  /** A function or cell of another store. */
  record OtherStore(String module, String name) implements LinkProblem {
    @Override
    public String id() {
      return "import-of-other-store";
    }

    @Override
    public String message() {
      return "the import \"" + module + "\" \"" + name + "\" belongs to another store";
    }
  }
}
