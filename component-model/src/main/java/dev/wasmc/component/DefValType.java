package dev.wasmc.component;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value type as defined. */
public sealed interface DefValType extends DefType {
  record Primitive(PrimitiveType type) implements DefValType {}

  record Record(List<DefType.Labeled> fields) implements DefValType {
    public Record {
      fields = List.copyOf(fields);
    }
  }

  record Case(String label, @Nullable ValTypeRef type) {}

  record Variant(List<Case> cases) implements DefValType {
    public Variant {
      cases = List.copyOf(cases);
    }
  }

  record ListOf(ValTypeRef element) implements DefValType {}

  /**
   * @param length unsigned
   */
  record FixedList(ValTypeRef element, int length) implements DefValType {}

  record Tuple(List<ValTypeRef> elements) implements DefValType {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record Flags(List<String> labels) implements DefValType {
    public Flags {
      labels = List.copyOf(labels);
    }
  }

  record Enumeration(List<String> labels) implements DefValType {
    public Enumeration {
      labels = List.copyOf(labels);
    }
  }

  record Option(ValTypeRef element) implements DefValType {}

  record Result(@Nullable ValTypeRef ok, @Nullable ValTypeRef error) implements DefValType {}

  /**
   * @param resource type index
   */
  record Own(int resource) implements DefValType {}

  /**
   * @param resource type index
   */
  record Borrow(int resource) implements DefValType {}

  record Stream(@Nullable ValTypeRef element) implements DefValType {}

  record Future(@Nullable ValTypeRef element) implements DefValType {}

  record MapOf(ValTypeRef key, ValTypeRef value) implements DefValType {}
}
