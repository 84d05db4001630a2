package dev.wasmc.engine;

import dev.wasmc.wasm.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Functions that the host answers. What they throw passes through wasm code unchanged to whoever
 * called it.
 */
public final class HostFunction {
  private HostFunction() {}

  /** A function over arrays, see {@link Function#callArrays}. */
  @FunctionalInterface
  public interface Arrays {
    void call(long[] numbers, @Nullable Object[] references) throws Throwable;
  }

  /**
   * A function whose values are not boxed.
   *
   * @param target of the exact type that {@link Function#handle()} has for the function type
   */
  public static Function of(FuncType type, MethodHandle target) {
    Signature signature = Signature.of(type);
    MethodType expected =
        MethodType.fromMethodDescriptorString(
            signature.callDescriptor(), Function.class.getClassLoader());
    if (!target.type().equals(expected)) {
      throw new IllegalArgumentException(
          "a host function of type " + type + " is " + expected + ", not " + target.type());
    }
    return SignatureClasses.host(signature, type, target);
  }

  /** A function for tests and for calls that happen seldom. */
  public static Function ofArrays(FuncType type, Arrays target) {
    Signature signature = Signature.of(type);
    MethodType exact =
        MethodType.fromMethodDescriptorString(
            signature.callDescriptor(), Function.class.getClassLoader());
    MethodHandle boxed = BOXED.bindTo(new Boxed(signature, target));
    if (signature.packed) {
      return SignatureClasses.host(
          signature, type, BOXED_PACKED.bindTo(new Boxed(signature, target)).asType(exact));
    }
    return SignatureClasses.host(
        signature, type, boxed.asCollector(Object[].class, signature.params.length).asType(exact));
  }

  private static final MethodHandle BOXED;
  private static final MethodHandle BOXED_PACKED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BOXED =
          lookup.findVirtual(
              Boxed.class, "call", MethodType.methodType(Object.class, Object[].class));
      BOXED_PACKED =
          lookup.findVirtual(
              Boxed.class,
              "packed",
              MethodType.methodType(Object.class, long[].class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // Called through method handles.
  @SuppressWarnings("UnusedMethod")
  private record Boxed(Signature signature, Arrays target) {
    @SuppressWarnings("UnusedMethod") // through BOXED
    @Nullable Object call(@Nullable Object[] arguments) throws Throwable {
      int length = Math.max(arguments.length, signature.results.length);
      long[] numbers = new long[length];
      @Nullable Object[] references = new Object[length];
      for (int i = 0; i < arguments.length; i++) {
        switch (signature.params[i]) {
          case INT, LONG -> numbers[i] = arguments[i] instanceof Number n ? n.longValue() : 0;
          case FLOAT ->
              numbers[i] =
                  arguments[i] instanceof Float f ? Float.floatToRawIntBits(f) & 0xffffffffL : 0;
          case DOUBLE ->
              numbers[i] = arguments[i] instanceof Double d ? Double.doubleToRawLongBits(d) : 0;
          case FUNCTION, EXTERN -> references[i] = arguments[i];
        }
      }
      return run(numbers, references);
    }

    @SuppressWarnings("UnusedMethod") // through BOXED_PACKED
    @Nullable Object packed(long[] numbers, @Nullable Object[] references) throws Throwable {
      int length = Math.max(numbers.length, signature.results.length);
      return run(
          java.util.Arrays.copyOf(numbers, length), java.util.Arrays.copyOf(references, length));
    }

    private @Nullable Object run(long[] numbers, @Nullable Object[] references) throws Throwable {
      target.call(numbers, references);
      return switch (signature.carrier) {
        case VOID -> null;
        case VALUE ->
            switch (signature.results[0]) {
              case INT -> (int) numbers[0];
              case LONG -> numbers[0];
              case FLOAT -> Float.intBitsToFloat((int) numbers[0]);
              case DOUBLE -> Double.longBitsToDouble(numbers[0]);
              case FUNCTION, EXTERN -> references[0];
            };
        case LONGS -> java.util.Arrays.copyOf(numbers, signature.results.length);
        case OBJECTS -> {
          @Nullable Object[] results = new Object[signature.results.length];
          for (int i = 0; i < results.length; i++) {
            results[i] = signature.results[i].isReference() ? references[i] : (Object) numbers[i];
          }
          yield results;
        }
      };
    }
  }
}
