package dev.wasmc.engine;

import dev.wasmc.wasm.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Functions that the host answers. What they throw passes through wasm code unchanged to whoever
 * called it.
 */
public final class HostFunction {
  /** For generated code. */
  public static final @Nullable Object[] NO_REFERENCES = {};

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

  /**
   * A function whose values are in arrays, which are new for each call; where its type has no
   * references, the array of these has no elements.
   */
  public static Function ofArrays(FuncType type, Arrays target) {
    return SignatureClasses.hostOverArrays(Signature.of(type), type, target);
  }

  /** For generated code. */
  public static void run(Arrays target, long[] numbers, @Nullable Object[] references)
      throws Throwable {
    try {
      target.call(numbers, references);
    } catch (Throwable e) {
      throw Traps.fromHost(e);
    }
  }
}
