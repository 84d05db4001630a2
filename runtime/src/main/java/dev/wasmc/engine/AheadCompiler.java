package dev.wasmc.engine;

import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Opcode;
import java.lang.ref.WeakReference;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes the classes of groups before they are asked for, on processors that would idle: those that
 * a group calls once that group itself was asked for, so that a module's size costs nothing.
 */
final class AheadCompiler {
  /** One processor runs the guest, one is left to the JVM's own compilers. */
  static final int SPARE = Runtime.getRuntime().availableProcessors() - 2;

  private static final long STACK = 64L << 20;
  private static final ThreadPoolExecutor THREADS =
      IdleThreads.of("wasm-ahead", Math.clamp(SPARE, 1, 4), STACK);

  private final Layout layout;
  private final Map<Integer, Task> tasks = new ConcurrentHashMap<>();
  private final BitSet seen = new BitSet();

  AheadCompiler(Layout layout) {
    this.layout = layout;
  }

  /** A group's class, perhaps written by now. Called on the {@link CompilerThread} alone. */
  byte[] group(int group) {
    seen.set(group);
    Task task = tasks.remove(group);
    byte[] bytes = task == null ? null : task.take();
    if (bytes == null) {
      bytes = GroupCompiler.group(layout, group);
    }
    expect(group);
    return bytes;
  }

  private void expect(int group) {
    int end = layout.groupStart(group + 1);
    int imported = layout.valid.importedFunctions();
    for (int function = layout.groupStart(group); function < end; function++) {
      if (function >= imported) {
        expectCallees(function);
      }
    }
  }

  private void expectCallees(int function) {
    InstructionReader reader = new InstructionReader("", layout.code(function));
    while (reader.hasNext()) {
      if (reader.next() == Opcode.CALL) {
        int callee = layout.groupOf(reader.index());
        if (!seen.get(callee)) {
          seen.set(callee);
          Task task = new Task(new WeakReference<>(this), callee);
          tasks.put(callee, task);
          THREADS.execute(task);
        }
      }
    }
  }

  /** Forgets the module while it waits: whoever has nothing more to run needs no classes. */
  private static final class Task implements Runnable {
    private final WeakReference<AheadCompiler> compiler;
    private final int group;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private byte @Nullable [] bytes;

    Task(WeakReference<AheadCompiler> compiler, int group) {
      this.compiler = compiler;
      this.group = group;
    }

    @Override
    public void run() {
      AheadCompiler owner = compiler.get();
      if (owner == null || !taken.compareAndSet(false, true)) {
        return;
      }
      try {
        bytes = GroupCompiler.group(owner.layout, group);
      } catch (RuntimeException | StackOverflowError _) {
        // Whoever asks for the class meets it again.
        bytes = null;
      } finally {
        done.countDown();
      }
    }

    /** Null where it has not begun, and never will, or has failed. */
    byte @Nullable [] take() {
      if (taken.compareAndSet(false, true)) {
        return null;
      }
      boolean interrupted = false;
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return bytes;
    }
  }
}
