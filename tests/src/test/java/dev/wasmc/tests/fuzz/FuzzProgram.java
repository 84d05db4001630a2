package dev.wasmc.tests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./build fuzz TARGET [SECONDS]}: one worker until it finds something or the time is over.
 * What it learns, and what it finds, is kept in {@code target/fuzz/TARGET} for the next time.
 */
public final class FuzzProgram {
  private static final Path KEPT =
      Path.of(System.getProperty("wasmc.root", "..")).resolve("target/fuzz");
  private static final int SECONDS = 1200;

  /** A small heap shows what takes more memory than its input is worth. */
  private static final List<String> JVM =
      List.of(
          "-Xmx1g",
          "-Xss1m",
          "-XX:+UseSerialGC",
          "-XX:+EnableDynamicAgentLoading",
          "-XX:-OmitStackTraceInFastThrow",
          "-Xshare:off",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * The fuzzer's own limits. Its clock goes on where the machine stands still, so that it is for
   * what never ends; {@link FuzzEntry} says what is slow.
   */
  private static final List<String> LIMITS =
      List.of("-timeout=600", "-rss_limit_mb=3000", "-max_len=4096", "-print_final_stats=1");

  private FuzzProgram() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 0) {
      System.err.println("which target? " + List.of(FuzzTarget.values()));
      System.exit(2);
    }
    FuzzTarget target = FuzzTarget.of(args[0]);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : SECONDS;
    Path folder = KEPT.resolve(target.label());
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    List<byte[]> inputs = target.seeds();
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(seeds.resolve(Integer.toString(i)), inputs.get(i));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzEntry.class.getName(),
            "--target_args=" + target.label(),
            "--instrumentation_includes=dev.wasmc.**",
            "--instrumentation_excludes=dev.wasmc.tests.**",
            // Jazzer's own detectors are for programs that open what their input names.
            "--custom_hook_includes=none.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_total_time=" + seconds));
    command.addAll(LIMITS);
    command.add(corpus.toString());
    command.add(seeds.toString());
    Process process = new ProcessBuilder(command).inheritIO().start();
    System.exit(process.waitFor());
  }
}
