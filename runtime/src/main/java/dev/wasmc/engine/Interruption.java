package dev.wasmc.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * How the code of a module learns of {@link Store#interrupt()}: by a call that does nothing, which
 * the JIT compilers leave out, until a store with an instance of the module is interrupted for the
 * first time. From then on the call looks at the store; compiled code is thrown away for it, so
 * there is no way back.
 *
 * <p>A compiled loop that cannot go on for more than 2^31 rounds may end before the first
 * interruption reaches it, with garbage collectors that do not stop such loops (Serial, Parallel).
 *
 * <p>Public for generated code alone.
 */
public final class Interruption {
  private static final MethodType TYPE = MethodType.methodType(void.class, Instance.class);
  private static final MethodHandle LOOK = look();

  private final MutableCallSite site = new MutableCallSite(MethodHandles.empty(TYPE));

  Interruption() {}

  private static MethodHandle look() {
    try {
      return MethodHandles.lookup().findStatic(Interruption.class, "look", TYPE);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no method to look for interruptions", e);
    }
  }

  /** The call, for the class of a module's instances. */
  public static MethodHandle call(Class<?> instances) {
    return ((ModuleLoader) instances.getClassLoader()).interruption().site.dynamicInvoker();
  }

  private static void look(Instance instance) {
    instance.store.poll();
  }

  /** From any thread: what runs looks at its store at its next loop head or call. */
  synchronized void alert() {
    if (site.getTarget() != LOOK) {
      site.setTarget(LOOK);
      MutableCallSite.syncAll(new MutableCallSite[] {site});
    }
  }
}
