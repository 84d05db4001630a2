package dev.wasmc.component.types;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why one type does not fit another: the way to the first difference, and the difference.
 *
 * @param path from outside to inside
 */
public record Mismatch(List<Step> path, Difference difference) {
  public Mismatch {
    path = List.copyOf(path);
  }

  public static Mismatch of(Difference difference) {
    return new Mismatch(List.of(), difference);
  }

  /** The same difference seen from one level further out. */
  public Mismatch in(Step step) {
    return new Mismatch(Stream.concat(Stream.of(step), path.stream()).toList(), difference);
  }

  /** One sentence without a final full stop. */
  public String message() {
    if (path.isEmpty()) {
      return difference.message();
    }
    return path.stream().map(Step::text).collect(Collectors.joining(", "))
        + ": "
        + difference.message();
  }

  /** A step into a type. */
  public sealed interface Step {
    /** As in a sentence. */
    String text();

    record Import(String name) implements Step {
      @Override
      public String text() {
        return "import \"" + name + "\"";
      }
    }

    record Export(String name) implements Step {
      @Override
      public String text() {
        return "export \"" + name + "\"";
      }
    }

    record CoreImport(String module, String name) implements Step {
      @Override
      public String text() {
        return "core import \"" + module + "\" \"" + name + "\"";
      }
    }

    record Parameter(String name) implements Step {
      @Override
      public String text() {
        return "parameter \"" + name + "\"";
      }
    }

    record Field(String name) implements Step {
      @Override
      public String text() {
        return "field \"" + name + "\"";
      }
    }

    record Case(String name) implements Step {
      @Override
      public String text() {
        return "case \"" + name + "\"";
      }
    }

    /**
     * @param index counted from 0
     */
    record TupleElement(int index) implements Step {
      @Override
      public String text() {
        return "tuple element " + index;
      }
    }

    /** A step of which there is one in its type. */
    enum Only implements Step {
      RESULT("the result"),
      ELEMENT("the element type"),
      OK("the ok case"),
      ERROR("the error case"),
      KEY("the key"),
      VALUE("the value");

      private final String text;

      Only(String text) {
        this.text = text;
      }

      @Override
      public String text() {
        return text;
      }
    }
  }

  /** What differs at the end of the path. */
  public sealed interface Difference {
    String message();

    /**
     * Another sort of thing, such as a function for an instance, or another form of type, such as a
     * list for a record.
     */
    record Form(String expected, String found) implements Difference {
      @Override
      public String message() {
        return "expected " + expected + ", found " + found;
      }
    }

    /** Something asked for is not there. */
    record Missing(Step what) implements Difference {
      @Override
      public String message() {
        return "missing " + what.text();
      }
    }

    /** Something is imported that is not supplied. */
    record NotSupplied(Step what) implements Difference {
      @Override
      public String message() {
        return what.text() + " is not supplied";
      }
    }

    /** Two resource types that are not the same. */
    record Resource(ResourceType expected, ResourceType found) implements Difference {
      @Override
      public String message() {
        return expected.name().equals(found.name())
            ? "two different resource types named " + expected.name()
            : "expected the resource type "
                + expected.name()
                + ", found the resource type "
                + found.name();
      }
    }

    /**
     * A parameter, field, case or label of another name.
     *
     * @param what in the singular
     */
    record Name(String what, int index, String expected, String found) implements Difference {
      @Override
      public String message() {
        return "expected "
            + what
            + " "
            + index
            + " to be \""
            + expected
            + "\", found \""
            + found
            + "\"";
      }
    }

    /**
     * @param what in the plural
     */
    record Count(String what, long expected, long found) implements Difference {
      @Override
      public String message() {
        return "expected " + expected + " " + what + ", found " + found;
      }
    }

    /** Core types that differ. */
    record Core(CoreExternType expected, CoreExternType found) implements Difference {
      @Override
      public String message() {
        return "expected " + CoreTypeText.of(expected) + ", found " + CoreTypeText.of(found);
      }
    }
  }
}
