package dev.wasmc.component.values;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component-level value. For each type there is one shape:
 *
 * <ul>
 *   <li>{@code bool}: {@link Bool}; integers of every width: {@link Int}; {@code f32}, {@code f64}:
 *       {@link F32}, {@link F64}; {@code char}: {@link Char}; {@code string}: {@link Str}
 *   <li>{@code list<u8>}: {@link Bytes}; every other list, fixed-length lists included: {@link
 *       ListOf}; a map: a {@link ListOf} of two-element {@link Record}s
 *   <li>records and tuples: {@link Record}; flags: {@link Flags}
 *   <li>variants and enums: {@link Variant}; {@code option}: {@link Variant} 0 is none, 1 is some;
 *       {@code result}: 0 is ok, 1 is error
 *   <li>{@code own} and {@code borrow}: {@link Handle}
 * </ul>
 */
public sealed interface Value {
  record Bool(boolean value) implements Value {}

  /**
   * An integer, sign extended for signed types and zero extended for unsigned ones up to 32 bits;
   * {@code u64} has its bits.
   */
  record Int(long value) implements Value {}

  record F32(float value) implements Value {}

  record F64(double value) implements Value {}

  /**
   * @param codePoint a Unicode scalar value
   */
  record Char(int codePoint) implements Value {}

  /** A string; never with an unpaired surrogate where it comes from a guest. */
  record Str(String value) implements Value {}

  record ListOf(List<Value> elements) implements Value {
    public ListOf {
      elements = List.copyOf(elements);
    }
  }

  /** The array is not copied and must not change any more. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] bytes) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes(byte[] that) && Arrays.equals(bytes, that);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Bytes" + Arrays.toString(bytes);
    }
  }

  /** The fields in the order of the type. */
  record Record(List<Value> fields) implements Value {
    public Record {
      fields = List.copyOf(fields);
    }
  }

  /**
   * @param discriminant the case, counted from 0
   * @param payload null for a case without one
   */
  record Variant(int discriminant, @Nullable Value payload) implements Value {}

  /**
   * @param bits bit n is label n
   */
  record Flags(int bits) implements Value {}

  /**
   * A resource.
   *
   * @param resource for a resource of the host, the host's own object; for a guest's, what the
   *     runtime made for it
   */
  record Handle(Object resource) implements Value {}

  static Value none() {
    return new Variant(0, null);
  }

  static Value some(Value value) {
    return new Variant(1, value);
  }

  static Value ok(@Nullable Value value) {
    return new Variant(0, value);
  }

  static Value error(@Nullable Value value) {
    return new Variant(1, value);
  }

  static Value of(String value) {
    return new Str(value);
  }

  static Value of(long value) {
    return new Int(value);
  }
}
