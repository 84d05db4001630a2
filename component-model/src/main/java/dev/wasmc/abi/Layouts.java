package dev.wasmc.abi;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sizes, alignments and offsets of types for one type of pointer ("Alignment" and "Element Size" of
 * the canonical ABI).
 *
 * <p>Remembers each type object it has seen, so shared parts cost once. Recursion goes as deep as
 * the type is nested. For one thread.
 */
public final class Layouts {
  private final PointerType pointer;
  private final IdentityHashMap<ValueType, Layout> known = new IdentityHashMap<>();

  public Layouts(PointerType pointer) {
    this.pointer = pointer;
  }

  public PointerType pointer() {
    return pointer;
  }

  public Layout of(ValueType type) {
    Layout layout = known.get(type);
    if (layout == null) {
      layout = compute(type);
      known.put(type, layout);
    }
    return layout;
  }

  /** Of types one after the other, as a tuple has them. */
  public Layout ofFields(List<ValueType> types) {
    long size = 0;
    int alignment = 1;
    List<Integer> offsets = new ArrayList<>(types.size());
    for (ValueType type : types) {
      Layout field = of(type);
      size = Layout.align(size, field.alignment());
      offsets.add(Layout.clamp(size));
      size += field.size();
      alignment = Math.max(alignment, field.alignment());
    }
    return new Layout(Layout.clamp(Layout.align(size, alignment)), alignment, offsets, 0, 0);
  }

  private Layout compute(ValueType type) {
    return switch (Shape.of(type)) {
      case Shape.Scalar(var primitive) -> ofPrimitive(primitive);
      case Shape.Fields(var types) -> ofFields(types);
      case Shape.Cases(var payloads) -> ofCases(payloads);
      case Shape.Elements _ -> pair();
      case Shape.Repeated(var element, var length) -> {
        Layout layout = of(element);
        yield new Layout(
            Layout.clamp(Integer.toUnsignedLong(length) * layout.size()),
            layout.alignment(),
            List.of(),
            0,
            0);
      }
      case Shape.Bits(var count) -> Layout.scalar(count <= 8 ? 1 : count <= 16 ? 2 : 4);
      case Shape.Handle _, Shape.End _ -> Layout.scalar(4);
    };
  }

  private Layout ofPrimitive(PrimitiveType type) {
    return switch (type) {
      case BOOL, S8, U8 -> Layout.scalar(1);
      case S16, U16 -> Layout.scalar(2);
      case S32, U32, F32, CHAR, ERROR_CONTEXT -> Layout.scalar(4);
      case S64, U64, F64 -> Layout.scalar(8);
      case STRING -> pair();
    };
  }

  private Layout pair() {
    return new Layout(2 * pointer.size(), pointer.size(), List.of(), 0, 0);
  }

  private Layout ofCases(List<@Nullable ValueType> payloads) {
    int discriminant = discriminantSize(payloads.size());
    int alignment = 1;
    long size = 0;
    for (ValueType payload : payloads) {
      if (payload != null) {
        Layout layout = of(payload);
        alignment = Math.max(alignment, layout.alignment());
        size = Math.max(size, layout.size());
      }
    }
    int offset = (int) Layout.align(discriminant, alignment);
    int whole = Math.max(alignment, discriminant);
    return new Layout(
        Layout.clamp(Layout.align(offset + size, whole)), whole, List.of(), discriminant, offset);
  }

  private static int discriminantSize(int cases) {
    return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
  }
}
