package dev.wasmc.abi.adapter;

import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.Shape;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.ValueType;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What the emitter wants to know of types before it writes code for them. Remembers each type
 * object.
 */
final class TypeFacts {
  /** The most that is written in place; one is about the code for a number. */
  static final int INLINE_COST = 48;

  private final Layouts layouts;
  private final IdentityHashMap<ValueType, Integer> costs = new IdentityHashMap<>();
  private final IdentityHashMap<ValueType, Boolean> plain = new IdentityHashMap<>();
  private final IdentityHashMap<ValueType, Boolean> allocating = new IdentityHashMap<>();
  private final IdentityHashMap<ValueType, Boolean> borrowing = new IdentityHashMap<>();

  TypeFacts(Layouts layouts) {
    this.layouts = layouts;
  }

  /** How much code it is; costs above the limit are not told apart. */
  int cost(ValueType type) {
    Integer known = costs.get(type);
    if (known == null) {
      known = computeCost(type);
      costs.put(type, known);
    }
    return known;
  }

  private int computeCost(ValueType type) {
    long sum =
        switch (Shape.of(type)) {
          case Shape.Scalar _, Shape.Bits _, Shape.Handle _, Shape.Elements _, Shape.End _ -> 1L;
          case Shape.Fields(var types) -> types.stream().mapToLong(this::cost).sum();
          case Shape.Cases(var payloads) -> {
            long cost = 2;
            for (ValueType payload : payloads) {
              cost += payload == null ? 0 : 1 + cost(payload);
            }
            yield cost;
          }
          case Shape.Repeated(var element, var length) ->
              2L + Math.min(Integer.toUnsignedLong(length), INLINE_COST) * cost(element);
        };
    return (int) Math.min(sum, INLINE_COST + 1L);
  }

  /**
   * Whether every byte of it means something and any bytes are good, so that it can be copied as it
   * is.
   */
  boolean isPlain(ValueType type) {
    Boolean known = plain.get(type);
    if (known == null) {
      known = computePlain(type);
      plain.put(type, known);
    }
    return known;
  }

  private boolean computePlain(ValueType type) {
    return switch (Shape.of(type)) {
      case Shape.Scalar(var primitive) -> isNumber(primitive);
      case Shape.Fields(var types) -> {
        Layout layout = layouts.of(type);
        yield types.stream().allMatch(this::isPlain)
            && types.stream().mapToLong(each -> layouts.of(each).size()).sum() == layout.size();
      }
      case Shape.Repeated(var element, _) -> isPlain(element);
      case Shape.Bits(var count) -> count == 8 * layouts.of(type).size();
      case Shape.Cases _, Shape.Elements _, Shape.Handle _, Shape.End _ -> false;
    };
  }

  private static boolean isNumber(PrimitiveType type) {
    return switch (type) {
      case S8, U8, S16, U16, S32, U32, S64, U64, F32, F64 -> true;
      case BOOL, CHAR, STRING, ERROR_CONTEXT -> false;
    };
  }

  /** Whether lowering it calls {@code realloc}. */
  boolean allocates(ValueType type) {
    Boolean known = allocating.get(type);
    if (known == null) {
      known =
          switch (Shape.of(type)) {
            case Shape.Scalar(var primitive) -> primitive == PrimitiveType.STRING;
            case Shape.Elements _ -> true;
            case Shape.Bits _, Shape.Handle _, Shape.End _ -> false;
            case Shape shape -> parts(shape).stream().anyMatch(this::allocates);
          };
      allocating.put(type, known);
    }
    return known;
  }

  /** Whether there is a {@code borrow} in it. */
  boolean borrows(ValueType type) {
    Boolean known = borrowing.get(type);
    if (known == null) {
      Shape shape = Shape.of(type);
      known =
          shape instanceof Shape.Handle(_, var own)
              ? !own
              : parts(shape).stream().anyMatch(this::borrows);
      borrowing.put(type, known);
    }
    return known;
  }

  /** The types directly inside. */
  static List<ValueType> parts(Shape shape) {
    return switch (shape) {
      case Shape.Fields(var types) -> types;
      case Shape.Cases(var payloads) ->
          payloads.stream()
              .<ValueType>mapMulti((payload, out) -> {
                if (payload != null) {
                  out.accept(payload);
                }
              })
              .toList();
      case Shape.Elements(var element) -> List.of(element);
      case Shape.Repeated(var element, _) -> List.of(element);
      case Shape.Scalar _, Shape.Bits _, Shape.Handle _, Shape.End _ -> List.of();
    };
  }
}
