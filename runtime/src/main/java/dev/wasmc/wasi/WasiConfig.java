package dev.wasmc.wasi;

import dev.wasmc.wasi.cli.StandardStream;
import dev.wasmc.wasi.filesystem.Preopen;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a guest is granted. Null, false and empty mean: not granted.
 *
 * @param arguments null if neither arguments nor variables were granted; a guest expects its own
 *     name first
 * @param variables in the order the guest sees them; null together with {@code arguments}
 * @param exit whether the guest may end itself
 * @param stdin stays open
 * @param stdout stays open
 * @param stderr stays open
 * @param terminals which of the granted streams are terminals
 * @param monotonicClock whether the guest may measure and wait for time
 * @param random null together with {@code insecureRandom}
 * @param openFiles how many files and folders a guest may have open, besides the granted ones
 */
public record WasiConfig(
    @Nullable List<String> arguments,
    @Nullable SequencedMap<String, String> variables,
    boolean exit,
    @Nullable InputStream stdin,
    @Nullable OutputStream stdout,
    @Nullable OutputStream stderr,
    Set<StandardStream> terminals,
    @Nullable Clock wallClock,
    boolean monotonicClock,
    @Nullable RandomGenerator random,
    @Nullable RandomGenerator insecureRandom,
    List<Preopen> preopens,
    int openFiles) {
  /** More than common programs need, and less than common limits of a process. */
  public static final int DEFAULT_OPEN_FILES = 512;

  public WasiConfig {
    arguments = arguments == null ? null : List.copyOf(arguments);
    variables =
        variables == null
            ? null
            : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
    terminals = Set.copyOf(terminals);
    preopens = List.copyOf(preopens);
  }

  /** Nothing is granted. */
  public static Builder builder() {
    return new Builder();
  }

  /** Grants one thing after the other. */
  public static final class Builder {
    private @Nullable List<String> arguments;
    private @Nullable SequencedMap<String, String> variables;
    private boolean exit;
    private @Nullable InputStream stdin;
    private @Nullable OutputStream stdout;
    private @Nullable OutputStream stderr;
    private final Set<StandardStream> terminals = EnumSet.noneOf(StandardStream.class);
    private @Nullable Clock wallClock;
    private boolean monotonicClock;
    private @Nullable RandomGenerator random;
    private @Nullable RandomGenerator insecureRandom;
    private final List<Preopen> preopens = new ArrayList<>();
    private int openFiles = DEFAULT_OPEN_FILES;

    private Builder() {}

    /** Also grants to ask for variables, of which there are none unless they are granted too. */
    public Builder arguments(List<String> values) {
      arguments = values;
      variables = variables == null ? new LinkedHashMap<>() : variables;
      return this;
    }

    /** Also grants to ask for arguments, of which there are none unless they are granted too. */
    public Builder variables(SequencedMap<String, String> values) {
      variables = values;
      arguments = arguments == null ? List.of() : arguments;
      return this;
    }

    public Builder exit() {
      exit = true;
      return this;
    }

    public Builder stdin(InputStream stream) {
      stdin = stream;
      return this;
    }

    public Builder stdout(OutputStream stream) {
      stdout = stream;
      return this;
    }

    public Builder stderr(OutputStream stream) {
      stderr = stream;
      return this;
    }

    /** Says that a granted stream is a terminal. */
    public Builder terminal(StandardStream which) {
      terminals.add(which);
      return this;
    }

    public Builder wallClock(Clock clock) {
      wallClock = clock;
      return this;
    }

    public Builder monotonicClock() {
      monotonicClock = true;
      return this;
    }

    /** From the system's secure source; what is asked for as insecure is only seeded from it. */
    public Builder random() {
      SecureRandom secure = new SecureRandom();
      return random(secure, new SplittableRandom(secure.nextLong()));
    }

    public Builder random(RandomGenerator secure, RandomGenerator insecure) {
      random = secure;
      insecureRandom = insecure;
      return this;
    }

    public Builder preopen(Path folder, String guestPath, boolean readOnly) {
      preopens.add(new Preopen(folder, guestPath, readOnly));
      return this;
    }

    public Builder openFiles(int limit) {
      openFiles = limit;
      return this;
    }

    public WasiConfig build() {
      return new WasiConfig(
          arguments,
          variables,
          exit,
          stdin,
          stdout,
          stderr,
          terminals,
          wallClock,
          monotonicClock,
          random,
          insecureRandom,
          preopens,
          openFiles);
    }
  }
}
