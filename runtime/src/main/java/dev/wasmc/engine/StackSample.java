package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a thread was doing at one moment.
 *
 * @param functions the wasm functions that were active, innermost first; imported ones are left out
 * @param above what the innermost of them was waiting for
 */
public record StackSample(List<Activation> functions, Above above) {
  /** A function of a module. */
  public record Activation(CompiledModule module, int function) {}

  /** What is above the innermost wasm function. */
  public enum Above {
    /** Nothing, or what an instruction needs: it counts as the function's own time. */
    NOTHING,
    /** A function is being compiled since it is called for the first time. */
    COMPILATION,
    /** Java code of others: a host function, as a rule. */
    HOST
  }

  public StackSample {
    functions = List.copyOf(functions);
  }

  /** Stops the thread for a moment. */
  public static StackSample of(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    List<Activation> functions = new ArrayList<>();
    WasmStack.read(
        stack,
        (module, function, _) -> {
          if (function >= module.valid().importedFunctions()) {
            functions.add(new Activation(module, function));
          }
        });
    return new StackSample(functions, above(stack));
  }

  private static Above above(StackTraceElement[] stack) {
    Above above = Above.NOTHING;
    for (StackTraceElement element : stack) {
      if (CompiledModule.ofLoader(element.getClassLoaderName()) != null) {
        break;
      }
      if (element.getClassName().equals(CompilerThread.class.getName())) {
        return Above.COMPILATION;
      }
      if (!"java.base".equals(element.getModuleName())
          && !element.getClassName().startsWith(ENGINE)
          && !element.getClassName().startsWith(GENERATED)) {
        above = Above.HOST;
      }
    }
    return above;
  }

  private static final String ENGINE = StackSample.class.getPackageName() + ".";
  private static final String GENERATED = Naming.binary(Naming.PACKAGE);
}
