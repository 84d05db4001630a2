package dev.wasmc.tests.bench;

import java.util.List;
import java.util.stream.Stream;

/** All kernels, with the arguments they are measured with. */
public final class Kernels {
  static final List<Kernel> MEASURED =
      List.of(
          older("fib", 33, 3524578),
          older("sieve", 6, 78498),
          older("nbody", 200000, -169083),
          older("matmul", 256, 709),
          older("sha256", 40, 824822710),
          older("sort", 60000, 1553131402),
          older("interp", 200000, 1781758893),
          older("json", 10, 1000748632),
          older("dispatch", 700000, -634673523),
          module("lua", 20000, 442910152, 12, true),
          module("sqlite", 5000, -1949234649, 12, true),
          module("trees", 14, 608669396, 4, false));

  /** Measured by the only call of an instance, with the making of it. */
  static final List<Kernel> GROWING =
      List.of(
          module("grow", 512, -214327256, 0, false), module("grow", 4096, 1296201512, 0, false));

  /** Calls between components: so many, with a string of 100 bytes or with 1,000 records. */
  static final List<Kernel> COMPONENTS =
      List.of(
          new Kernel("call-string", "strings", 100_000, 10_000_000, 4, false),
          new Kernel("call-records", "records", 1000, 1_498_500_000, 4, false));

  private Kernels() {}

  private static Kernel older(String name, int argument, int result) {
    return module(name, argument, result, 4, true);
  }

  private static Kernel module(
      String name, int argument, int result, int warmSeconds, boolean older) {
    return new Kernel(name, Kernel.RUN, argument, result, warmSeconds, older);
  }

  /** Those that are modules. */
  public static Stream<Kernel> all() {
    return Stream.concat(MEASURED.stream(), GROWING.stream());
  }
}
