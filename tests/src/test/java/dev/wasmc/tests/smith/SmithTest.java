package dev.wasmc.tests.smith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.tests.WasmtimePython;
import dev.wasmc.tests.e2e.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few modules; {@code ./build smith} compares more. */
final class SmithTest {
  private static final int COUNT = 100;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theSameAsInWasmtime() throws Exception {
    Tool.WASM_TOOLS.assume();
    Assumptions.assumeTrue(WasmtimePython.isPresent(), "the Python package wasmtime is absent");
    List<String> differences = new ArrayList<>();
    int compared = 0;
    try (SmithComparison comparison = new SmithComparison()) {
      for (int number = 0; number < COUNT; number++) {
        Optional<SmithModule> module = SmithModule.make(number);
        if (module.isPresent()) {
          compared++;
          String which = "smith " + number + ", ";
          comparison.compare(module.get()).ifPresent(text -> differences.add(which + text));
        }
      }
      System.out.println("smith: " + comparison.summary());
    }
    assertEquals("", String.join("\n", differences));
    assertTrue(compared > COUNT / 2, () -> "wasm-tools smith makes few modules of these seeds");
  }
}
