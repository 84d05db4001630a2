package dev.wasmc.virtualize;

import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.wasm.NumType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes instructions that turn the handles inside of a value from the bridge's into real ones, or
 * back. Everything else of the value stays where it is: both sides have it in the bridge's memory,
 * in the same layout.
 *
 * <p>A real handle {@code h} is known to the guest by a resource of the bridge with the
 * representation {@code h << 1 | 1}.
 */
final class HandleText {
  /** Which way a value goes. */
  enum Direction {
    /** An argument: representations and owned handles of the bridge become real handles. */
    TO_REAL,
    /** A result: real handles become owned handles of the bridge. */
    TO_GUEST
  }

  private final Layouts layouts;
  private final Flattening flattening;
  private final Map<ResourceType, String> wrapped;
  private final Direction direction;
  private final List<String> locals = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  /**
   * @param wrapped the resource types whose handles are translated, with the names that the text
   *     has for them
   */
  HandleText(
      Layouts layouts,
      Flattening flattening,
      Map<ResourceType, String> wrapped,
      Direction direction) {
    this.layouts = layouts;
    this.flattening = flattening;
    this.wrapped = wrapped;
    this.direction = direction;
  }

  /** Declarations of the locals that the text uses. */
  List<String> locals() {
    return locals;
  }

  String text() {
    return out.toString();
  }

  boolean concerns(@Nullable ValueType type) {
    return type != null && Reachable.resources(type).stream().anyMatch(wrapped::containsKey);
  }

  /** A value in core locals, the first of which is {@code $pN}. */
  void flat(ValueType type, int first) {
    if (!concerns(type)) {
      return;
    }
    switch (type) {
      case OwnType own ->
          line("(local.set $p" + first + " " + convert(own, "(local.get $p" + first + ")") + ")");
      case BorrowType borrow ->
          line(
              "(local.set $p" + first + " " + convert(borrow, "(local.get $p" + first + ")") + ")");
      case ListType list ->
          list(list, "(local.get $p" + first + ")", "(local.get $p" + (first + 1) + ")");
      case RecordType record -> {
        int next = first;
        for (Field field : record.fields()) {
          flat(field.type(), next);
          next += width(field.type());
        }
      }
      case TupleType tuple -> {
        int next = first;
        for (ValueType element : tuple.elements()) {
          flat(element, next);
          next += width(element);
        }
      }
      default -> {
        List<Optional<ValueType>> cases = cases(type);
        List<NumType> joined = flattening.of(type).orElseThrow();
        for (int i = 0; i < cases.size(); i++) {
          if (cases.get(i).filter(this::concerns).isPresent()) {
            line("(if (i32.eq (local.get $p" + first + ") (i32.const " + i + "))");
            line("(then");
            flatCase(cases.get(i).get(), first + 1, joined);
            line("))");
          }
        }
      }
    }
  }

  /** A payload lies in locals that all cases share; they may be wider than a handle. */
  private void flatCase(ValueType type, int first, List<NumType> joined) {
    if (type instanceof OwnType || type instanceof BorrowType) {
      if (joined.get(1) == NumType.I64) {
        line(
            "(local.set $p"
                + first
                + " (i64.extend_i32_u "
                + convert(type, "(i32.wrap_i64 (local.get $p" + first + "))")
                + "))");
        return;
      }
    } else if (joined.contains(NumType.I64)) {
      throw new IllegalStateException("a variant with handles among 64-bit numbers as an argument");
    }
    flat(type, first);
  }

  /**
   * A value in memory.
   *
   * @param address an expression without effects
   */
  void stored(ValueType type, String address, int offset) {
    if (!concerns(type)) {
      return;
    }
    Layout layout = layouts.of(type);
    switch (type) {
      case OwnType _, BorrowType _ ->
          line(
              "(i32.store offset="
                  + offset
                  + " "
                  + address
                  + " "
                  + convert(type, "(i32.load offset=" + offset + " " + address + ")")
                  + ")");
      case ListType list ->
          list(
              list,
              "(i32.load offset=" + offset + " " + address + ")",
              "(i32.load offset=" + (offset + 4) + " " + address + ")");
      case RecordType record -> {
        for (int i = 0; i < record.fields().size(); i++) {
          stored(record.fields().get(i).type(), address, offset + layout.fieldOffsets().get(i));
        }
      }
      case TupleType tuple -> {
        for (int i = 0; i < tuple.elements().size(); i++) {
          stored(tuple.elements().get(i), address, offset + layout.fieldOffsets().get(i));
        }
      }
      default -> {
        List<Optional<ValueType>> cases = cases(type);
        String load =
            switch (layout.discriminantSize()) {
              case 1 -> "i32.load8_u";
              case 2 -> "i32.load16_u";
              default -> "i32.load";
            };
        for (int i = 0; i < cases.size(); i++) {
          if (cases.get(i).filter(this::concerns).isPresent()) {
            line(
                "(if (i32.eq ("
                    + load
                    + " offset="
                    + offset
                    + " "
                    + address
                    + ") (i32.const "
                    + i
                    + "))");
            line("(then");
            stored(cases.get(i).get(), address, offset + layout.payloadOffset());
            line("))");
          }
        }
      }
    }
  }

  private void list(ListType list, String start, String count) {
    int size = layouts.of(list.element()).size();
    String at = local();
    String end = local();
    line("(local.set " + at + " " + start + ")");
    line(
        "(local.set "
            + end
            + " (i32.add (local.get "
            + at
            + ") (i32.mul "
            + count
            + " (i32.const "
            + size
            + "))))");
    String label = "$next" + locals.size();
    line("(loop " + label);
    line("(if (i32.lt_u (local.get " + at + ") (local.get " + end + "))");
    line("(then");
    stored(list.element(), "(local.get " + at + ")", 0);
    line("(local.set " + at + " (i32.add (local.get " + at + ") (i32.const " + size + ")))");
    line("(br " + label + "))))");
  }

  private String convert(ValueType type, String value) {
    return switch (type) {
      case OwnType own when direction == Direction.TO_GUEST ->
          "(call $new:" + wrapped.get(own.resource()) + " (call $real_rep " + value + "))";
      case OwnType own -> "(call $give:" + wrapped.get(own.resource()) + " " + value + ")";
      case BorrowType _ -> "(call $real_handle " + value + ")";
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private String local() {
    String name = "$t" + locals.size();
    locals.add("(local " + name + " i32)");
    return name;
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private int width(ValueType type) {
    return flattening.of(type).orElseThrow().size();
  }

  private static List<Optional<ValueType>> cases(ValueType type) {
    return switch (type) {
      case VariantType variant ->
          variant.cases().stream().map(Case::type).map(Optional::ofNullable).toList();
      case OptionType option -> List.of(Optional.empty(), Optional.of(option.element()));
      case ResultType result ->
          Arrays.asList(Optional.ofNullable(result.ok()), Optional.ofNullable(result.error()));
      default -> throw new IllegalArgumentException("no cases in " + type);
    };
  }
}
