package dev.wasmc.tests.bench;

import dev.wasmc.tests.Shared;
import java.nio.file.Path;

/**
 * The benchmark kernels: modules that export {@code run(i32) -> i32} and import nothing, and a
 * component that exports functions of type {@code func(u32) -> u32}.
 *
 * @param export the function; {@code run} of a module
 * @param result what {@code export(argument)} gives
 * @param warmSeconds to warm up at least; 0 where an instance is called once
 * @param older whether it is one of the eleven that the targets are means over
 */
public record Kernel(
    String name, String export, int argument, int result, int warmSeconds, boolean older) {
  static final String RUN = "run";

  boolean isComponent() {
    return !export.equals(RUN);
  }

  /** Skips the test where the shared folder is absent. */
  Path file() {
    return isComponent() ? Components.file() : Shared.bench("wasm/" + name + ".wasm");
  }
}
