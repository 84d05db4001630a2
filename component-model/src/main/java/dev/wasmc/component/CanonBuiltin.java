package dev.wasmc.component;

import static dev.wasmc.component.ComponentFeature.ASYNC;
import static dev.wasmc.component.ComponentFeature.ERROR_CONTEXT;
import static dev.wasmc.component.ComponentFeature.SHARED_EVERYTHING_THREADS;
import static dev.wasmc.component.ComponentFeature.THREADING;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gated canonical built-ins: opcode, keyword and immediates, in the order of the binary format,
 * which is that of the text format. All of them add a core function.
 */
public enum CanonBuiltin {
  TASK_CANCEL(0x05, "task.cancel", ASYNC),
  SUBTASK_CANCEL(0x06, "subtask.cancel", ASYNC, Shape.ASYNC_FLAG),
  TASK_RETURN(0x09, "task.return", ASYNC, Shape.RESULT, Shape.OPTIONS),
  CONTEXT_GET(0x0a, "context.get", ASYNC, Shape.CORE_VALUE_TYPE, Shape.SLOT),
  CONTEXT_SET(0x0b, "context.set", ASYNC, Shape.CORE_VALUE_TYPE, Shape.SLOT),
  THREAD_YIELD(0x0c, "thread.yield", ASYNC, Shape.RESERVED),
  SUBTASK_DROP(0x0d, "subtask.drop", ASYNC),
  STREAM_NEW(0x0e, "stream.new", ASYNC, Shape.TYPE),
  STREAM_READ(0x0f, "stream.read", ASYNC, Shape.TYPE, Shape.OPTIONS),
  STREAM_WRITE(0x10, "stream.write", ASYNC, Shape.TYPE, Shape.OPTIONS),
  STREAM_CANCEL_READ(0x11, "stream.cancel-read", ASYNC, Shape.TYPE, Shape.ASYNC_FLAG),
  STREAM_CANCEL_WRITE(0x12, "stream.cancel-write", ASYNC, Shape.TYPE, Shape.ASYNC_FLAG),
  STREAM_DROP_READABLE(0x13, "stream.drop-readable", ASYNC, Shape.TYPE),
  STREAM_DROP_WRITABLE(0x14, "stream.drop-writable", ASYNC, Shape.TYPE),
  FUTURE_NEW(0x15, "future.new", ASYNC, Shape.TYPE),
  FUTURE_READ(0x16, "future.read", ASYNC, Shape.TYPE, Shape.OPTIONS),
  FUTURE_WRITE(0x17, "future.write", ASYNC, Shape.TYPE, Shape.OPTIONS),
  FUTURE_CANCEL_READ(0x18, "future.cancel-read", ASYNC, Shape.TYPE, Shape.ASYNC_FLAG),
  FUTURE_CANCEL_WRITE(0x19, "future.cancel-write", ASYNC, Shape.TYPE, Shape.ASYNC_FLAG),
  FUTURE_DROP_READABLE(0x1a, "future.drop-readable", ASYNC, Shape.TYPE),
  FUTURE_DROP_WRITABLE(0x1b, "future.drop-writable", ASYNC, Shape.TYPE),
  ERROR_CONTEXT_NEW(0x1c, "error-context.new", ERROR_CONTEXT, Shape.OPTIONS),
  ERROR_CONTEXT_DEBUG_MESSAGE(0x1d, "error-context.debug-message", ERROR_CONTEXT, Shape.OPTIONS),
  ERROR_CONTEXT_DROP(0x1e, "error-context.drop", ERROR_CONTEXT),
  WAITABLE_SET_NEW(0x1f, "waitable-set.new", ASYNC),
  WAITABLE_SET_WAIT(0x20, "waitable-set.wait", ASYNC, Shape.RESERVED, Shape.MEMORY),
  WAITABLE_SET_POLL(0x21, "waitable-set.poll", ASYNC, Shape.RESERVED, Shape.MEMORY),
  WAITABLE_SET_DROP(0x22, "waitable-set.drop", ASYNC),
  WAITABLE_JOIN(0x23, "waitable.join", ASYNC),
  BACKPRESSURE_INC(0x24, "backpressure.inc", ASYNC),
  BACKPRESSURE_DEC(0x25, "backpressure.dec", ASYNC),
  THREAD_INDEX(0x26, "thread.index", THREADING),
  THREAD_NEW_INDIRECT(0x27, "thread.new-indirect", THREADING, Shape.CORE_TYPE, Shape.TABLE),
  THREAD_RESUME_LATER(0x28, "thread.resume-later", THREADING),
  THREAD_SUSPEND(0x29, "thread.suspend", THREADING, Shape.RESERVED),
  THREAD_SUSPEND_THEN_RESUME(0x2a, "thread.suspend-then-resume", THREADING, Shape.RESERVED),
  THREAD_YIELD_THEN_RESUME(0x2b, "thread.yield-then-resume", THREADING, Shape.RESERVED),
  THREAD_SUSPEND_THEN_PROMOTE(0x2c, "thread.suspend-then-promote", THREADING, Shape.RESERVED),
  THREAD_YIELD_THEN_PROMOTE(0x2d, "thread.yield-then-promote", THREADING, Shape.RESERVED),
  THREAD_SPAWN_REF(
      0x40, "thread.spawn-ref", SHARED_EVERYTHING_THREADS, Shape.SHARED_FLAG, Shape.CORE_TYPE),
  THREAD_SPAWN_INDIRECT(
      0x41,
      "thread.spawn-indirect",
      SHARED_EVERYTHING_THREADS,
      Shape.SHARED_FLAG,
      Shape.CORE_TYPE,
      Shape.TABLE),
  THREAD_AVAILABLE_PARALLELISM(
      0x42, "thread.available-parallelism", SHARED_EVERYTHING_THREADS, Shape.SHARED_FLAG);

  /** The form of an immediate. */
  public enum Shape {
    /** A type index; {@link Canon.Operand.Index}. */
    TYPE,
    /** A core type index; {@link Canon.Operand.Index}. */
    CORE_TYPE,
    /** A core table index; {@link Canon.Operand.Index}. */
    TABLE,
    /** A core memory index, in the text {@code (memory i)}; {@link Canon.Operand.Index}. */
    MEMORY,
    /** The number of a slot of thread-local storage; {@link Canon.Operand.Index}. */
    SLOT,
    /** {@link Canon.Operand.CoreValueType}. */
    CORE_VALUE_TYPE,
    /** In the text {@code (result t)?}; {@link Canon.Operand.Result}. */
    RESULT,
    /** A byte that is 1 where the text says {@code async}; {@link Canon.Operand.Flag}. */
    ASYNC_FLAG,
    /** A byte that is 1 where the text says {@code shared}; {@link Canon.Operand.Flag}. */
    SHARED_FLAG,
    /**
     * A zero byte (once: {@code cancellable}) that nothing stands for in the text and in the
     * operands.
     */
    RESERVED,
    /** Canonical options, not among the operands. */
    OPTIONS
  }

  private static final @Nullable CanonBuiltin[] BY_OPCODE = new CanonBuiltin[256];

  static {
    for (CanonBuiltin builtin : values()) {
      BY_OPCODE[builtin.opcode] = builtin;
    }
  }

  private final int opcode;
  private final String keyword;
  private final ComponentFeature feature;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<Shape> shapes;

  CanonBuiltin(int opcode, String keyword, ComponentFeature feature, Shape... shapes) {
    this.opcode = opcode;
    this.keyword = keyword;
    this.feature = feature;
    this.shapes = List.of(shapes);
  }

  public int opcode() {
    return opcode;
  }

  /** As written behind {@code canon} in the text format. */
  public String keyword() {
    return keyword;
  }

  /** What must be on for it, whatever its immediates are. */
  public ComponentFeature feature() {
    return feature;
  }

  /** Its immediates in order. */
  public List<Shape> shapes() {
    return shapes;
  }

  public static @Nullable CanonBuiltin ofOpcode(int opcode) {
    return opcode >= 0 && opcode < BY_OPCODE.length ? BY_OPCODE[opcode] : null;
  }

  public static @Nullable CanonBuiltin ofKeyword(String keyword) {
    return Arrays.stream(values()).filter(b -> b.keyword.equals(keyword)).findFirst().orElse(null);
  }
}
