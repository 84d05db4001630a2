package dev.wasmc.abi;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.NumType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Types as core values ("Flattening" of the canonical ABI).
 *
 * <p>What is longer than a limit has no flat form, since it travels through memory; so the work is
 * bounded even where a small type stands for very many core values. Remembers each type object it
 * has seen. Recursion goes as deep as the type is nested. For one thread.
 */
public final class Flattening {
  private final PointerType pointer;
  private final int limit;
  private final IdentityHashMap<ValueType, Optional<List<NumType>>> known = new IdentityHashMap<>();

  /** With the limit that parameters have, the longest that the canonical ABI ever passes flat. */
  public Flattening(PointerType pointer) {
    this(pointer, AbiLimits.MAX_FLAT_PARAMS);
  }

  /**
   * @param limit how many core values at most
   */
  public Flattening(PointerType pointer, int limit) {
    this.pointer = pointer;
    this.limit = limit;
  }

  public PointerType pointer() {
    return pointer;
  }

  /** Empty where there are more core values than the limit. */
  public Optional<List<NumType>> of(ValueType type) {
    Optional<List<NumType>> flat = known.get(type);
    if (flat == null) {
      flat = compute(type);
      known.put(type, flat);
    }
    return flat;
  }

  /**
   * Of types one after the other. Empty where there are more core values than {@code most} or the
   * limit.
   */
  public Optional<List<NumType>> ofAll(List<ValueType> types, int most) {
    List<NumType> all = new ArrayList<>();
    for (ValueType type : types) {
      Optional<List<NumType>> flat = of(type);
      if (flat.isEmpty() || all.size() + flat.get().size() > Math.min(most, limit)) {
        return Optional.empty();
      }
      all.addAll(flat.get());
    }
    return Optional.of(List.copyOf(all));
  }

  private Optional<List<NumType>> compute(ValueType type) {
    return switch (Shape.of(type)) {
      case Shape.Scalar(var primitive) -> Optional.of(ofPrimitive(primitive));
      case Shape.Fields(var types) -> ofAll(types, limit);
      case Shape.Cases(var payloads) -> ofCases(payloads);
      case Shape.Elements _ -> Optional.of(List.of(pointer.core(), pointer.core()));
      case Shape.Repeated(var element, var length) ->
          ofRepeated(element, Integer.toUnsignedLong(length));
      case Shape.Bits _, Shape.Handle _, Shape.End _ -> Optional.of(List.of(NumType.I32));
    };
  }

  private List<NumType> ofPrimitive(PrimitiveType type) {
    return switch (type) {
      case BOOL, S8, U8, S16, U16, S32, U32, CHAR, ERROR_CONTEXT -> List.of(NumType.I32);
      case S64, U64 -> List.of(NumType.I64);
      case F32 -> List.of(NumType.F32);
      case F64 -> List.of(NumType.F64);
      case STRING -> List.of(pointer.core(), pointer.core());
    };
  }

  private Optional<List<NumType>> ofRepeated(ValueType element, long length) {
    Optional<List<NumType>> flat = of(element);
    if (flat.isEmpty() || length * flat.get().size() > limit) {
      return Optional.empty();
    }
    List<NumType> all = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      all.addAll(flat.get());
    }
    return Optional.of(List.copyOf(all));
  }

  private Optional<List<NumType>> ofCases(List<@Nullable ValueType> payloads) {
    List<NumType> all = new ArrayList<>();
    all.add(NumType.I32);
    for (ValueType payload : payloads) {
      if (payload == null) {
        continue;
      }
      Optional<List<NumType>> flat = of(payload);
      if (flat.isEmpty() || flat.get().size() + 1 > limit) {
        return Optional.empty();
      }
      List<NumType> types = flat.get();
      for (int i = 0; i < types.size(); i++) {
        if (i + 1 < all.size()) {
          all.set(i + 1, join(all.get(i + 1), types.get(i)));
        } else {
          all.add(types.get(i));
        }
      }
    }
    return Optional.of(List.copyOf(all));
  }

  private static NumType join(NumType a, NumType b) {
    if (a == b) {
      return a;
    }
    boolean narrow =
        (a == NumType.I32 || a == NumType.F32) && (b == NumType.I32 || b == NumType.F32);
    return narrow ? NumType.I32 : NumType.I64;
  }
}
