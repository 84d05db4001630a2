package dev.wasmc.wasi;

import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.wasi.cli.CliHost;
import dev.wasmc.wasi.cli.StandardStream;
import dev.wasmc.wasi.clocks.ClocksHost;
import dev.wasmc.wasi.filesystem.FilesystemHost;
import dev.wasmc.wasi.io.IoHost;
import dev.wasmc.wasi.io.JavaSink;
import dev.wasmc.wasi.io.ReaderSource;
import dev.wasmc.wasi.random.RandomHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The hosts for one guest. Not to be shared by several: open files and the state of streams belong
 * to the guest.
 */
public final class WasiHosts implements AutoCloseable {
  private final List<HostInterface> interfaces;
  private final @Nullable ReaderSource stdin;
  private final @Nullable FilesystemHost filesystem;

  private WasiHosts(
      List<HostInterface> interfaces,
      @Nullable ReaderSource stdin,
      @Nullable FilesystemHost filesystem) {
    this.interfaces = List.copyOf(interfaces);
    this.stdin = stdin;
    this.filesystem = filesystem;
  }

  /**
   * Makes hosts for what was granted. Those of {@code wasi:io} are always among them.
   *
   * @throws IOException if a granted folder cannot be opened
   */
  public static WasiHosts of(WasiConfig config) throws IOException {
    List<HostInterface> interfaces = new ArrayList<>(IoHost.interfaces());
    var arguments = config.arguments();
    var variables = config.variables();
    if (arguments != null && variables != null) {
      interfaces.add(CliHost.environment(arguments, variables));
    }
    if (config.exit()) {
      interfaces.add(CliHost.exit());
    }
    ReaderSource stdin = config.stdin() == null ? null : new ReaderSource(config.stdin());
    interfaces.addAll(standardStreams(config, stdin));
    var wallClock = config.wallClock();
    if (wallClock != null) {
      interfaces.add(ClocksHost.wallClock(wallClock));
      interfaces.add(ClocksHost.timezone(wallClock));
    }
    if (config.monotonicClock()) {
      interfaces.add(ClocksHost.monotonicClock());
    }
    var random = config.random();
    var insecureRandom = config.insecureRandom();
    if (random != null && insecureRandom != null) {
      interfaces.addAll(RandomHost.interfaces(random, insecureRandom));
    }
    FilesystemHost filesystem = null;
    if (!config.preopens().isEmpty()) {
      filesystem = new FilesystemHost(config.preopens(), config.openFiles());
      interfaces.addAll(filesystem.interfaces());
    }
    return new WasiHosts(interfaces, stdin, filesystem);
  }

  private static List<HostInterface> standardStreams(
      WasiConfig config, @Nullable ReaderSource stdin) {
    SequencedMap<StandardStream, Object> streams = new LinkedHashMap<>();
    if (stdin != null) {
      streams.put(StandardStream.STDIN, stdin);
    }
    if (config.stdout() != null) {
      streams.put(StandardStream.STDOUT, new JavaSink(config.stdout()));
    }
    if (config.stderr() != null) {
      streams.put(StandardStream.STDERR, new JavaSink(config.stderr()));
    }
    SequencedMap<String, HostInterface> terminalResources = new LinkedHashMap<>();
    List<HostInterface> interfaces = new ArrayList<>();
    streams.forEach((which, stream) -> {
      interfaces.add(CliHost.standard(which, stream));
      interfaces.add(CliHost.terminal(which, config.terminals()));
      HostInterface resource = CliHost.terminalResource(which);
      terminalResources.putIfAbsent(resource.name(), resource);
    });
    interfaces.addAll(terminalResources.values());
    return interfaces;
  }

  public List<HostInterface> interfaces() {
    return interfaces;
  }

  /** Closes what the guest left open. Only after the guest has ended. */
  @Override
  public void close() {
    if (stdin != null) {
      stdin.stop();
    }
    if (filesystem != null) {
      filesystem.close();
    }
  }
}
