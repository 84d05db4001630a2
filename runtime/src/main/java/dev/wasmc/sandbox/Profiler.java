package dev.wasmc.sandbox;

import dev.wasmc.engine.StackSample;
import dev.wasmc.engine.StackSample.Activation;
import dev.wasmc.runtime.ComponentInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Samples the stacks of the guests whose runs it is given to ({@link RunOptions#withProfiler}),
 * from a thread beside each. For any thread; several runs add up.
 *
 * <p>A sample stops the guest where the JVM can stop it, which is at calls, returns and loops: what
 * is between them may count for the function around. Under the Serial and the Parallel collector
 * the JVM cannot stop in counted loops, unless it was started with {@code
 * -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1}. Off, nothing is slower.
 */
public final class Profiler {
  /** Of the time, that is spent on samples at most. */
  private static final int SHARE = 20;

  private static final long INTERVAL_NANOS = 2_000_000;

  /** Of a stack, innermost. */
  private static final int MOST_FRAMES = 500;

  /** Different places in stacks; beyond, callees count for their callers. */
  private static final int MOST_NODES = 200_000;

  private static final String HOST = "host";
  private static final String WASMC = "wasmc";

  /** What can be in a stack: a wasm function, or else what has a name. */
  private sealed interface Frame {
    record Wasm(Activation activation) implements Frame {}

    record Named(String module, String function) implements Frame {}
  }

  /** A place in stacks, as a tree from the outermost function on. */
  private static final class Node {
    final Map<Frame, Node> callees = new LinkedHashMap<>();
    long self;
  }

  private final Map<Frame, String> names = new HashMap<>();
  private final Node root = new Node();
  private int nodes;
  private int samples;
  private long nanoseconds;

  /** Nothing is measured yet. */
  public Profiler() {}

  /** Samples the calling thread until closed. */
  Watch watch(ComponentInstance component) {
    return new Watch(Thread.currentThread(), component);
  }

  /** A thread that samples another. */
  final class Watch implements AutoCloseable {
    private final Thread guest;
    private final ComponentInstance component;
    private final Thread sampler;
    private volatile boolean over;

    private Watch(Thread guest, ComponentInstance component) {
      this.guest = guest;
      this.component = component;
      this.sampler = Thread.ofPlatform().daemon().name("wasm-profiler").start(this::run);
    }

    private void run() {
      long last = System.nanoTime();
      long costBefore = 0;
      while (!over) {
        long before = System.nanoTime();
        StackSample sample = StackSample.of(guest);
        String host = component.hostCall();
        if (over) {
          return;
        }
        long now = System.nanoTime();
        add(sample, host, now - last);
        last = now;
        long cost = now - before;
        // One that waited long, for a processor or for the guest to stop, says nothing of the next.
        LockSupport.parkNanos(Math.max(INTERVAL_NANOS, Math.min(cost, costBefore) * SHARE));
        costBefore = cost;
      }
    }

    @Override
    public void close() {
      over = true;
      LockSupport.unpark(sampler);
    }
  }

  private synchronized void add(StackSample sample, @Nullable String host, long time) {
    samples++;
    nanoseconds += time;
    Node node = root;
    List<Activation> functions = sample.functions();
    for (int i = Math.min(functions.size(), MOST_FRAMES) - 1; i >= 0; i--) {
      node = callee(node, new Frame.Wasm(functions.get(i)));
    }
    Frame above =
        switch (sample.above()) {
          case COMPILATION -> new Frame.Named(WASMC, "compilation");
          case HOST -> host == null ? null : new Frame.Named(HOST, host);
          case NOTHING -> null;
        };
    if (above == null && functions.isEmpty()) {
      above = new Frame.Named(WASMC, "instantiation and calls");
    }
    if (above != null) {
      node = callee(node, above);
    }
    node.self += time;
  }

  private Node callee(Node caller, Frame frame) {
    Node known = caller.callees.get(frame);
    if (known != null || nodes >= MOST_NODES) {
      return known == null ? caller : known;
    }
    nodes++;
    Node added = new Node();
    caller.callees.put(frame, added);
    return added;
  }

  /** What was measured so far. */
  public synchronized Profile profile() {
    Map<Frame, long[]> times = new LinkedHashMap<>();
    List<Profile.CallStack> stacks = new ArrayList<>();
    collect(root, new ArrayList<>(), times, stacks);
    List<Profile.Entry> entries = new ArrayList<>();
    times.forEach((frame, time) ->
        entries.add(new Profile.Entry(function(frame), module(frame), time[0], time[1])));
    entries.sort(
        Comparator.comparingLong((Profile.Entry entry) -> -entry.self())
            .thenComparingLong(entry -> -entry.total())
            .thenComparing(Profile.Entry::function));
    stacks.sort(Comparator.comparing(stack -> String.join(";", stack.frames())));
    return new Profile(samples, nanoseconds, entries, stacks);
  }

  /** Adds up a subtree. As deep as stacks are kept. */
  private void collect(
      Node node, List<Frame> path, Map<Frame, long[]> times, List<Profile.CallStack> stacks) {
    if (node.self > 0) {
      List<String> names =
          path.stream().map(frame -> module(frame) + "!" + function(frame)).toList();
      stacks.add(new Profile.CallStack(names, node.self));
      Set<Frame> seen = new HashSet<>();
      for (Frame frame : path) {
        if (seen.add(frame)) {
          times.computeIfAbsent(frame, each -> new long[2])[1] += node.self;
        }
      }
      if (!path.isEmpty()) {
        times.computeIfAbsent(path.getLast(), each -> new long[2])[0] += node.self;
      }
    }
    node.callees.forEach((frame, callee) -> {
      path.add(frame);
      collect(callee, path, times, stacks);
      path.removeLast();
    });
  }

  private String function(Frame frame) {
    return names.computeIfAbsent(
        frame,
        each ->
            switch (each) {
              case Frame.Wasm(Activation(var module, int function)) -> {
                String name = module.functionName(function);
                yield name == null ? "<function " + function + ">" : name;
              }
              case Frame.Named(String module, String function) -> function;
            });
  }

  private static String module(Frame frame) {
    return switch (frame) {
      case Frame.Wasm(Activation(var module, int function)) -> module.name();
      case Frame.Named(String module, String function) -> module;
    };
  }
}
