package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads wasm frames out of JVM stack traces: the class loader's name leads to the module, the
 * method's to the function.
 */
final class WasmStack {
  private WasmStack() {}

  /** Hears of activations, innermost first. */
  interface Reader {
    /**
     * @param line see {@link Body#point}
     */
    void activation(CompiledModule module, int function, int line);
  }

  static List<WasmFrame> of(Throwable thrown) {
    List<WasmFrame> frames = new ArrayList<>();
    read(
        thrown.getStackTrace(),
        (module, function, line) ->
            frames.add(
                new WasmFrame(
                    module.name(),
                    function,
                    module.functionName(function),
                    module.offset(function, line))));
    return List.copyOf(frames);
  }

  /** The methods of a split function are one activation. */
  static void read(StackTraceElement[] stack, Reader reader) {
    int callee = -1;
    CompiledModule calleeModule = null;
    for (StackTraceElement element : stack) {
      CompiledModule module = CompiledModule.ofLoader(element.getClassLoaderName());
      int function = module == null ? -1 : function(element.getMethodName());
      if (module == null || function < 0) {
        continue;
      }
      boolean partOfCallee = function == callee && module == calleeModule && isPartCaller(element);
      if (partOfCallee) {
        callee = isPart(element) ? callee : -1;
        continue;
      }
      reader.activation(module, function, element.getLineNumber());
      callee = isPart(element) ? function : -1;
      calleeModule = module;
    }
  }

  /**
   * Whether the exception was thrown by generated code, or by the JDK on behalf of it; an empty
   * stack counts as such.
   */
  static boolean startsInWasm(Throwable thrown) {
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (CompiledModule.ofLoader(element.getClassLoaderName()) != null) {
        return true;
      }
      if (!"java.base".equals(element.getModuleName())
          && !Numeric.class.getName().equals(element.getClassName())) {
        return false;
      }
    }
    return true;
  }

  /**
   * A part of a split function, {@code f12_3}, is called by the function itself or by another part,
   * at no place of its own.
   */
  private static boolean isPart(StackTraceElement element) {
    return element.getMethodName().indexOf('_') >= 0;
  }

  private static boolean isPartCaller(StackTraceElement element) {
    return element.getMethodName().startsWith(Naming.FUNCTION_PREFIX);
  }

  private static int function(@Nullable String method) {
    if (method == null || !method.startsWith(Naming.FUNCTION_PREFIX)) {
      return -1;
    }
    int end = method.indexOf('_');
    try {
      return Integer.parseInt(method, 1, end < 0 ? method.length() : end, 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
