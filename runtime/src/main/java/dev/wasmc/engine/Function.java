package dev.wasmc.engine;

import dev.wasmc.wasm.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * A function, also as a reference. Its class derives from one that is made for its type, with a
 * method {@code call} that takes and gives the values as JVM types; generated code calls that one.
 *
 * <p>Null is the null reference. Identity means nothing: one wasm function may be several objects.
 */
public abstract non-sealed class Function implements Extern {
  private static final MethodHandle RETHROW;

  static {
    try {
      RETHROW =
          MethodHandles.lookup()
              .findStatic(
                  Traps.class, "rethrow", MethodType.methodType(Object.class, Throwable.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final FuncType type;
  private final @Nullable Store store;
  private @Nullable MethodHandle handle;

  /** For generated classes. */
  protected Function(FuncType type, @Nullable Store store) {
    this.type = type;
    this.store = store;
  }

  public final FuncType type() {
    return type;
  }

  /** The store it belongs to; null for a host function, which fits into any. */
  public final @Nullable Store store() {
    return store;
  }

  /**
   * Calls it with arguments in arrays: each at its index in {@code numbers} as bits or in {@code
   * references}, the results likewise. Both are at least as long as there are parameters and
   * results. For generated code; traps are not translated.
   */
  public abstract void callArrays(long[] numbers, @Nullable Object[] references);

  /**
   * The general call, for what happens seldom.
   *
   * @param arguments bits; floats as in {@link Float#floatToRawIntBits}
   * @return bits; an i32 sign extended, an f32 zero extended
   * @throws TrapException where it traps
   * @throws IllegalArgumentException where the type has references, or another number of parameters
   */
  public final long[] call(long... arguments) {
    if (arguments.length != type.params().size()) {
      throw new IllegalArgumentException(
          type + " is called with " + arguments.length + " arguments");
    }
    int results = type.results().size();
    int length = Math.max(arguments.length, results);
    long[] numbers = java.util.Arrays.copyOf(arguments, length);
    invoke(numbers, new Object[length]);
    return java.util.Arrays.copyOf(numbers, results);
  }

  /**
   * The general call with references, as {@link #callArrays} but with traps translated.
   *
   * @throws TrapException where it traps
   */
  public final void invoke(long[] numbers, @Nullable Object[] references) {
    int depth = store == null ? 0 : store.depth();
    try {
      callArrays(numbers, references);
    } catch (Throwable e) {
      if (store != null) {
        store.setDepth(depth);
      }
      throw Traps.sneak(Traps.translate(e));
    }
  }

  /**
   * The typed call: i32 is {@code int}, i64 {@code long}, f32 {@code float}, f64 {@code double}, a
   * function reference {@link Function}, an external one {@link Object}; several results are a
   * {@code long[]} of bits, or an {@code Object[]} where any is a reference. More than 240 slots of
   * parameters are a {@code long[]} and an {@code Object[]}. Throws {@link TrapException} where it
   * traps.
   */
  public final MethodHandle handle() {
    MethodHandle known = handle;
    if (known == null) {
      known = makeHandle();
      handle = known;
    }
    return known;
  }

  private MethodHandle makeHandle() {
    Signature signature = Signature.of(type);
    Class<?> owner = SignatureClasses.find(signature.className());
    try {
      MethodType methodType =
          MethodType.fromMethodDescriptorString(
              signature.callDescriptor(), Function.class.getClassLoader());
      MethodHandle target =
          MethodHandles.publicLookup().findVirtual(owner, Naming.CALL, methodType).bindTo(this);
      MethodHandle handler =
          RETHROW.asType(MethodType.methodType(methodType.returnType(), Throwable.class));
      return MethodHandles.catchException(target, Throwable.class, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "function " + type;
  }
}
