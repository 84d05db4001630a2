package dev.wasmc.wasm.text;

import dev.wasmc.wasm.HeapType;
import dev.wasmc.wasm.NumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a script: an argument, or a pattern that a result must match. */
public sealed interface WastValue {
  record I32(int value) implements WastValue {}

  record I64(long value) implements WastValue {}

  /** Of core modules and of components alike. */
  record F32(int bits) implements WastValue {}

  /** Of core modules and of components alike. */
  record F64(long bits) implements WastValue {}

  record V128(long low, long high) implements WastValue {}

  /**
   * Some NaN; a pattern.
   *
   * @param canonical whether only the payload 100…0 matches; else every payload that starts with 1
   *     does
   */
  record Nan(NumType type, boolean canonical) implements WastValue {}

  /**
   * A vector of floats with {@link Nan} among them; a pattern.
   *
   * @param lanes {@link F32}, {@link F64} or {@link Nan}
   */
  record FloatLanes(List<WastValue> lanes) implements WastValue {
    public FloatLanes {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * A null reference.
   *
   * @param type null where a pattern does not say; a type of the module as an index
   */
  record RefNull(@Nullable HeapType type) implements WastValue {}

  /**
   * A host's reference of type extern.
   *
   * @param value null where every one matches
   */
  record RefExtern(@Nullable Integer value) implements WastValue {}

  /** A host's reference of type any. */
  record RefHost(int value) implements WastValue {}

  /**
   * Some reference that is not null; a pattern.
   *
   * @param kind {@code func}, {@code any}, {@code eq}, {@code i31}, {@code struct}, {@code array},
   *     {@code exn}
   */
  record Ref(String kind) implements WastValue {}

  /** Any of these; a pattern. */
  record Either(List<WastValue> patterns) implements WastValue {
    public Either {
      patterns = List.copyOf(patterns);
    }
  }

  record Bool(boolean value) implements WastValue {}

  /**
   * An integer of a component.
   *
   * @param value sign extended or zero extended; u64 has its bits
   */
  record Int(int bits, boolean signed, long value) implements WastValue {}

  record Char(int codePoint) implements WastValue {}

  record Str(String value) implements WastValue {}

  record ListOf(List<WastValue> elements) implements WastValue {
    public ListOf {
      elements = List.copyOf(elements);
    }
  }

  record Field(String name, WastValue value) {}

  record RecordOf(List<Field> fields) implements WastValue {
    public RecordOf {
      fields = List.copyOf(fields);
    }
  }

  record Tuple(List<WastValue> elements) implements WastValue {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record Variant(String name, @Nullable WastValue payload) implements WastValue {}

  record Enumeration(String name) implements WastValue {}

  record Option(@Nullable WastValue payload) implements WastValue {}

  record Result(boolean ok, @Nullable WastValue payload) implements WastValue {}

  record Flags(List<String> names) implements WastValue {
    public Flags {
      names = List.copyOf(names);
    }
  }
}
