package dev.wasmc.capability;

import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * What answers in place of the world. All that it does not name is denied, but standard output,
 * standard error and exit.
 *
 * @param clock absent for no clock
 * @param environment in order
 * @param randomSeed absent for no randomness
 * @param stdin absent for an input at its end
 * @param exit whether a guest may end its run itself
 * @param pass interfaces that stay imports, with or without a version
 * @param mountLimit the most bytes of all mounts together
 * @param grants used by a run alone
 */
public record Policy(
    Optional<MockClock> clock,
    SequencedMap<String, String> environment,
    List<String> arguments,
    List<Mount> mounts,
    OptionalLong randomSeed,
    Optional<ByteSlice> stdin,
    StdioMode stdio,
    boolean exit,
    List<Answer> answers,
    List<String> pass,
    long mountLimit,
    Grants grants) {
  /** 64 MiB. */
  public static final long DEFAULT_MOUNT_LIMIT = 64L << 20;

  public static final Policy DENY_ALL = builder().build();

  public Policy {
    environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
    arguments = List.copyOf(arguments);
    mounts = List.copyOf(mounts);
    answers = List.copyOf(answers);
    pass = List.copyOf(pass);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** One with the same content, to change. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.clock = clock;
    builder.environment.putAll(environment);
    builder.arguments.addAll(arguments);
    builder.mounts.addAll(mounts);
    builder.randomSeed = randomSeed;
    builder.stdin = stdin;
    builder.stdio = stdio;
    builder.exit = exit;
    builder.answers.addAll(answers);
    builder.pass.addAll(pass);
    builder.mountLimit = mountLimit;
    builder.grants = grants;
    return builder;
  }

  /** Collects a policy. */
  public static final class Builder {
    private Optional<MockClock> clock = Optional.empty();
    private final SequencedMap<String, String> environment = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private OptionalLong randomSeed = OptionalLong.empty();
    private Optional<ByteSlice> stdin = Optional.empty();
    private StdioMode stdio = StdioMode.ALLOW;
    private boolean exit = true;
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> pass = new ArrayList<>();
    private long mountLimit = DEFAULT_MOUNT_LIMIT;
    private Grants grants = Grants.NONE;

    private Builder() {}

    public Builder clock(MockClock value) {
      clock = Optional.of(value);
      return this;
    }

    public Builder environment(String key, String value) {
      environment.put(key, value);
      return this;
    }

    public Builder argument(String value) {
      arguments.add(value);
      return this;
    }

    /** In place of all there were. */
    public Builder arguments(List<String> values) {
      arguments.clear();
      arguments.addAll(values);
      return this;
    }

    public Builder mount(String guest, String directory) {
      mounts.removeIf(mount -> mount.guest().equals(guest));
      mounts.add(new Mount(guest, directory));
      return this;
    }

    public Builder randomSeed(long seed) {
      randomSeed = OptionalLong.of(seed);
      return this;
    }

    public Builder stdin(ByteSlice content) {
      stdin = Optional.of(content);
      return this;
    }

    public Builder stdio(StdioMode mode) {
      stdio = mode;
      return this;
    }

    public Builder exit(boolean allowed) {
      exit = allowed;
      return this;
    }

    public Builder answer(String function, String wave) {
      return answer(new Answer(function, wave, Place.Nowhere.NOWHERE));
    }

    /** In place of an earlier one for the same function. */
    public Builder answer(Answer answer) {
      answers.removeIf(each -> each.function().equals(answer.function()));
      answers.add(answer);
      return this;
    }

    public Builder pass(String imported) {
      pass.add(imported);
      return this;
    }

    public Builder mountLimit(long bytes) {
      mountLimit = bytes;
      return this;
    }

    public Builder grants(Grants value) {
      grants = value;
      return this;
    }

    public Policy build() {
      return new Policy(
          clock,
          environment,
          arguments,
          mounts,
          randomSeed,
          stdin,
          stdio,
          exit,
          answers,
          pass,
          mountLimit,
          grants);
    }
  }
}
