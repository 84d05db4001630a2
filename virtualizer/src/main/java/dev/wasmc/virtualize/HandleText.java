package dev.wasmc.virtualize;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.Shape;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes instructions that change or drop the handles inside of a value. Everything else of the
 * value stays where it is: both sides have it in the bridge's memory, in the same layout.
 *
 * <p>A real handle {@code h} is known to the guest by a resource of the bridge with the
 * representation {@code h << 1 | 1}.
 */
final class HandleText {
  /** What becomes of a handle. */
  sealed interface Change {}

  /** What these functions make of it, one after the other. */
  record Becomes(List<String> functions) implements Change {}

  /** This function takes it, and it is gone. */
  record Dropped(String function) implements Change {}

  private final Layouts layouts;
  private final Flattening flattening;
  private final Function<Shape.Handle, Optional<Change>> changes;
  private final String prefix;
  private final List<String> locals = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  /**
   * @param changes empty for a handle that stays as it is
   * @param prefix of the names of locals
   */
  HandleText(
      Layouts layouts,
      Flattening flattening,
      Function<Shape.Handle, Optional<Change>> changes,
      String prefix) {
    this.layouts = layouts;
    this.flattening = flattening;
    this.changes = changes;
    this.prefix = prefix;
  }

  /** Declarations of the locals that the text uses. */
  List<String> locals() {
    return locals;
  }

  String text() {
    return out.toString();
  }

  boolean concerns(@Nullable ValueType type) {
    return type != null
        && (Shape.of(type) instanceof Shape.Handle handle
            ? changes.apply(handle).isPresent()
            : Types.parts(type).stream().anyMatch(this::concerns));
  }

  /**
   * The arguments of a lifted function: in {@code $p0}, {@code $p1}, ... or where $p0 points to.
   */
  void arguments(FunctionType type, CoreSignatures signatures) {
    List<ValueType> types = CoreSignatures.paramTypes(type);
    if (signatures.paramsSpill(type)) {
      List<Integer> offsets = layouts.ofFields(types).fieldOffsets();
      for (int i = 0; i < types.size(); i++) {
        stored(types.get(i), "(local.get $p0)", offsets.get(i));
      }
    } else {
      flat(types, 0, signatures.lift(type).params());
    }
  }

  private void flat(List<ValueType> types, int first, List<ValType> params) {
    int at = first;
    for (ValueType type : types) {
      flat(type, at, params);
      at += width(type);
    }
  }

  /**
   * A value in core locals.
   *
   * @param params the types of all locals: the cases of a variant share theirs, which may be wider
   *     than a handle
   */
  private void flat(ValueType type, int first, List<ValType> params) {
    if (!concerns(type)) {
      return;
    }
    String value = local(first, params);
    switch (Shape.of(type)) {
      case Shape.Handle handle ->
          change(
              handle,
              value,
              changed ->
                  "(local.set $p"
                      + first
                      + " "
                      + (isWide(first, params) ? "(i64.extend_i32_u " + changed + ")" : changed)
                      + ")");
      case Shape.Fields(var types) -> flat(types, first, params);
      case Shape.Elements(var element) -> list(element, value, local(first + 1, params));
      case Shape.Repeated(var element, var length) -> {
        for (int i = 0; i < length; i++) {
          flat(element, first + i * width(element), params);
        }
      }
      case Shape.Cases(var payloads) -> {
        for (int i = 0; i < payloads.size(); i++) {
          ValueType payload = payloads.get(i);
          if (payload != null && concerns(payload)) {
            begin(value, i);
            flat(payload, first + 1, params);
            line("))");
          }
        }
      }
      case Shape.Scalar _, Shape.Bits _, Shape.End _ -> {}
    }
  }

  private static boolean isWide(int index, List<ValType> params) {
    return params.get(index) == NumType.I64;
  }

  private static String local(int index, List<ValType> params) {
    String value = "(local.get $p" + index + ")";
    return isWide(index, params) ? "(i32.wrap_i64 " + value + ")" : value;
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
    switch (Shape.of(type)) {
      case Shape.Handle handle ->
          change(
              handle,
              load("i32.load", address, offset),
              changed -> "(i32.store offset=" + offset + " " + address + " " + changed + ")");
      case Shape.Fields(var types) -> {
        for (int i = 0; i < types.size(); i++) {
          stored(types.get(i), address, offset + layout.fieldOffsets().get(i));
        }
      }
      case Shape.Elements(var element) ->
          list(element, load("i32.load", address, offset), load("i32.load", address, offset + 4));
      case Shape.Repeated(var element, var length) ->
          list(
              element,
              "(i32.add " + address + " (i32.const " + offset + "))",
              "(i32.const " + length + ")");
      case Shape.Cases(var payloads) -> {
        String load =
            switch (layout.discriminantSize()) {
              case 1 -> "i32.load8_u";
              case 2 -> "i32.load16_u";
              default -> "i32.load";
            };
        for (int i = 0; i < payloads.size(); i++) {
          ValueType payload = payloads.get(i);
          if (payload != null && concerns(payload)) {
            begin(load(load, address, offset), i);
            stored(payload, address, offset + layout.payloadOffset());
            line("))");
          }
        }
      }
      case Shape.Scalar _, Shape.Bits _, Shape.End _ -> {}
    }
  }

  private static String load(String instruction, String address, int offset) {
    return "(" + instruction + " offset=" + offset + " " + address + ")";
  }

  private void begin(String discriminant, int number) {
    line("(if (i32.eq " + discriminant + " (i32.const " + number + "))");
    line("(then");
  }

  private void list(ValueType element, String start, String count) {
    int size = layouts.of(element).size();
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
    stored(element, "(local.get " + at + ")", 0);
    line("(local.set " + at + " (i32.add (local.get " + at + ") (i32.const " + size + ")))");
    line("(br " + label + "))))");
  }

  private void change(Shape.Handle handle, String value, Function<String, String> set) {
    switch (changes.apply(handle).orElseThrow()) {
      case Becomes(var functions) -> {
        String changed = value;
        for (String function : functions) {
          changed = "(call " + function + " " + changed + ")";
        }
        line(set.apply(changed));
      }
      case Dropped(var function) -> line("(call " + function + " " + value + ")");
    }
  }

  private String local() {
    String name = prefix + locals.size();
    locals.add("(local " + name + " i32)");
    return name;
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private int width(ValueType type) {
    return flattening.of(type).orElseThrow().size();
  }
}
