package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StackSampleTest {
  /** Its methods are one activation, also where the innermost is deep in parts of parts. */
  @ParameterizedTest
  @CsvSource({EngineOptions.HOTSPOT_METHOD_BYTES + ", 0", "150, 0", "150, 1000000", "150, 100"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aFunctionInManyMethodsIsOne(int methodBytes, int splitAfter) throws Exception {
    String stores = "(i32.store (i32.const 0) (i32.const 7))".repeat(20);
    String inner = "(block (loop $l " + stores + "(br_if $l (i32.load (i32.const 0)))))";
    Store store = new Store();
    Instance instance =
        Modules.instantiate(
            "(module (memory 1) (func $hot "
                + stores
                + "(block "
                + stores
                + inner
                + stores
                + "))"
                + "(func (export \"run\") (call $hot)))",
            store,
            EngineOptions.DEFAULT.withMethodBytes(methodBytes).withSplitAfter(splitAfter));
    Thread guest =
        Thread.ofPlatform()
            .start(() -> assertThrows(TrapException.class, () -> instance.function("run").call()));
    for (int hot = 0; hot < 20; ) {
      StackSample sample = StackSample.of(guest);
      if (sample.above() == StackSample.Above.NOTHING && sample.functions().size() > 1) {
        assertEquals(
            List.of(0, 1),
            sample.functions().stream().map(StackSample.Activation::function).toList());
        hot++;
      }
      Thread.sleep(1);
    }
    store.interrupt();
    guest.join();
  }
}
