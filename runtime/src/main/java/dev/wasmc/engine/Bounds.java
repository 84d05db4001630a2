package dev.wasmc.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * What the code of a module compares addresses with before it adds offsets, where memory 0 may
 * grow. As long as the array is just as long as the memory ("tight"), its own bounds are enough,
 * and a constant will do that keeps sums from wrapping, so that the comparison is one of the sign.
 * Once the array has room, it is the size of the memory.
 *
 * <p>Code asks when a method begins and after calls; the JIT compilers take the answer for a
 * constant. When it changes they throw code away, so there is no way back.
 *
 * <p>Public for generated code alone.
 */
public final class Bounds {
  private static final MethodType TYPE = MethodType.methodType(int.class, Instance.class);
  private static final MethodHandle TIGHT =
      MethodHandles.dropArguments(
          MethodHandles.constant(int.class, Integer.MAX_VALUE), 0, Instance.class);
  private static final MethodHandle ROOMY = sizeGetter();

  private final MutableCallSite site = new MutableCallSite(TIGHT);

  Bounds(boolean tight) {
    if (!tight) {
      loosen();
    }
  }

  private static MethodHandle sizeGetter() {
    try {
      return MethodHandles.lookup()
          .findGetter(Instance.class, Layout.SIZE_FIELD, int.class)
          .asType(TYPE);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no size of a memory", e);
    }
  }

  /** What gives the bound for an instance, for the class of a module's instances. */
  public static MethodHandle bound(Class<?> instances) {
    return ((ModuleLoader) instances.getClassLoader()).bounds().site.dynamicInvoker();
  }

  boolean isTight() {
    return site.getTarget() == TIGHT;
  }

  /** Before a memory of an instance of the module gets room to grow. */
  synchronized void loosen() {
    if (isTight()) {
      site.setTarget(ROOMY);
      MutableCallSite.syncAll(new MutableCallSite[] {site});
    }
  }
}
