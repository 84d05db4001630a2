package dev.wasmc.abi;

import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The types of the core functions that canonical definitions take and give ({@code
 * flatten_functype} of the canonical ABI).
 *
 * <p>For one thread, as the {@link Flattening} it holds.
 */
public final class CoreSignatures {
  /** From a representation to a new handle. */
  public static final FuncType RESOURCE_NEW =
      new FuncType(List.of(NumType.I32), List.of(NumType.I32));

  /** From a handle to the representation. */
  public static final FuncType RESOURCE_REP = RESOURCE_NEW;

  /** Takes a handle. */
  public static final FuncType RESOURCE_DROP = new FuncType(List.of(NumType.I32), List.of());

  /** Takes a representation. */
  public static final FuncType DESTRUCTOR = RESOURCE_DROP;

  /**
   * Takes an event code and its two parameters, gives what {@code async} functions with a callback
   * give.
   */
  public static final FuncType CALLBACK =
      new FuncType(List.of(NumType.I32, NumType.I32, NumType.I32), List.of(NumType.I32));

  private final Flattening flattening;
  private final NumType pointer;

  public CoreSignatures(Flattening flattening) {
    this.flattening = flattening;
    this.pointer = flattening.pointer().core();
  }

  public CoreSignatures(PointerType pointer) {
    this(new Flattening(pointer));
  }

  /** Old address, old size, alignment, new size; gives the new address. */
  public FuncType realloc() {
    return new FuncType(List.of(pointer, pointer, pointer, pointer), List.of(pointer));
  }

  /** Whether the parameters lie in memory, lifted or lowered. */
  public boolean paramsSpill(FunctionType type) {
    return flat(paramTypes(type), AbiLimits.MAX_FLAT_PARAMS).isEmpty();
  }

  /** Whether the result lies in memory, lifted or lowered. */
  public boolean resultSpills(FunctionType type) {
    return flat(resultTypes(type), AbiLimits.MAX_FLAT_RESULTS).isEmpty();
  }

  /** What {@code canon lift} takes. */
  public FuncType lift(FunctionType type) {
    List<ValType> results =
        flat(resultTypes(type), AbiLimits.MAX_FLAT_RESULTS).orElse(List.of(pointer));
    return new FuncType(liftParams(type), results);
  }

  /** What {@code canon lower} gives. */
  public FuncType lower(FunctionType type) {
    List<ValType> params = new ArrayList<>(liftParams(type));
    Optional<List<ValType>> results = flat(resultTypes(type), AbiLimits.MAX_FLAT_RESULTS);
    if (results.isEmpty()) {
      params.add(pointer);
    }
    return new FuncType(params, results.orElse(List.of()));
  }

  /** The {@code post-return} of {@link #lift}. */
  public FuncType postReturn(FunctionType type) {
    return new FuncType(lift(type).results(), List.of());
  }

  /** What {@code canon lift} with {@code async} and {@code callback} takes. */
  public FuncType asyncLiftCallback(FunctionType type) {
    return new FuncType(liftParams(type), List.of(NumType.I32));
  }

  /** What {@code canon lift} with {@code async} and no {@code callback} takes. */
  public FuncType asyncLiftStackful(FunctionType type) {
    return new FuncType(liftParams(type), List.of());
  }

  /** What {@code canon lower} with {@code async} gives. */
  public FuncType asyncLower(FunctionType type) {
    List<ValType> params =
        new ArrayList<>(
            flat(paramTypes(type), AbiLimits.MAX_FLAT_ASYNC_PARAMS).orElse(List.of(pointer)));
    if (type.result() != null) {
      params.add(pointer);
    }
    return new FuncType(params, List.of(NumType.I32));
  }

  /** What {@code canon task.return} for functions of this type gives. */
  public FuncType taskReturn(FunctionType type) {
    return new FuncType(
        flat(resultTypes(type), AbiLimits.MAX_FLAT_PARAMS).orElse(List.of(pointer)), List.of());
  }

  /** The types of the parameters, in order. */
  public static List<ValueType> paramTypes(FunctionType type) {
    return type.params().stream().map(Field::type).toList();
  }

  /** The type of the result, or none. */
  public static List<ValueType> resultTypes(FunctionType type) {
    ValueType result = type.result();
    return result == null ? List.of() : List.of(result);
  }

  private List<ValType> liftParams(FunctionType type) {
    return flat(paramTypes(type), AbiLimits.MAX_FLAT_PARAMS).orElse(List.of(pointer));
  }

  private Optional<List<ValType>> flat(List<ValueType> types, int most) {
    return flattening.ofAll(types, most).map(List::copyOf);
  }
}
