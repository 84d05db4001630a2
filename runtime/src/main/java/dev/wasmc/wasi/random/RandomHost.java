package dev.wasmc.wasi.random;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostTrapException;
import dev.wasmc.wasi.io.WasiVersion;
import java.util.List;
import java.util.random.RandomGenerator;

/** The interfaces of {@code wasi:random}. */
public final class RandomHost {
  /** The most random bytes that one call gives; more is a trap. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  private RandomHost() {}

  public static List<HostInterface> interfaces(RandomGenerator secure, RandomGenerator insecure) {
    Value seed =
        new Value.Record(List.of(Value.of(insecure.nextLong()), Value.of(insecure.nextLong())));
    return List.of(
        HostInterface.builder("wasi:random/random", WasiVersion.LATEST)
            .function("get-random-bytes", (context, arguments) -> bytes(context, arguments, secure))
            .function("get-random-u64", (_, _) -> Value.of(secure.nextLong()))
            .build(),
        HostInterface.builder("wasi:random/insecure", WasiVersion.LATEST)
            .function(
                "get-insecure-random-bytes",
                (context, arguments) -> bytes(context, arguments, insecure))
            .function("get-insecure-random-u64", (_, _) -> Value.of(insecure.nextLong()))
            .build(),
        HostInterface.builder("wasi:random/insecure-seed", WasiVersion.LATEST)
            .function("insecure-seed", (_, _) -> seed)
            .build());
  }

  private static Value bytes(
      HostContext context, List<Value> arguments, RandomGenerator generator) {
    long count = Arguments.integer(arguments, 0);
    if (Long.compareUnsigned(count, MAX_BYTES) > 0) {
      throw new HostTrapException(new RandomProblem.TooManyBytes(count, MAX_BYTES));
    }
    context.reserve(count);
    byte[] bytes = new byte[(int) count];
    generator.nextBytes(bytes);
    return new Value.Bytes(bytes);
  }
}
