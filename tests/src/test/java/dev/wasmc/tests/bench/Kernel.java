package dev.wasmc.tests.bench;

import dev.wasmc.tests.Shared;
import java.nio.file.Path;

/**
 * The benchmark kernels: modules that export {@code run(i32) -> i32} and import nothing.
 *
 * @param result what {@code run(argument)} gives
 * @param warmSeconds after which a call takes as long as it will
 * @param older whether it is one of the eleven that the targets are means over
 */
public record Kernel(String name, int argument, int result, int warmSeconds, boolean older) {
  /** Skips the test where the shared folder is absent. */
  Path file() {
    return Shared.bench("wasm/" + name + ".wasm");
  }
}
