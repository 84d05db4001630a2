package dev.wasmc.sandbox;

import dev.wasmc.capability.Fate;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param denied in the order of the first calls
 * @param fates what became of each import of the guest
 * @param warnings what in the policy did nothing, and the like
 */
public record RunResult(
    Outcome outcome,
    List<DeniedCall> denied,
    List<RefusedGrowth> refused,
    List<Fate> fates,
    List<Diagnostic> warnings) {
  /** The status of a process whose guest trapped. */
  public static final int TRAP_EXIT_CODE = 134;

  public RunResult {
    denied = List.copyOf(denied);
    refused = List.copyOf(refused);
    fates = List.copyOf(fates);
    warnings = List.copyOf(warnings);
  }

  /** How it ended. */
  public sealed interface Outcome {}

  /**
   * The guest ended by itself: {@code wasi:cli/run} returned, or the guest called exit.
   *
   * @param exitCode 0 to 255
   */
  public record Ended(int exitCode) implements Outcome {}

  /**
   * A function was invoked and returned.
   *
   * @param value null for a function without a result
   * @param type of the value; null likewise
   */
  public record Returned(@Nullable Value value, @Nullable ValueType type) implements Outcome {}

  /** The guest trapped, or a limit stopped it. */
  public record Trapped(TrapReport report) implements Outcome {}

  /**
   * The exit status for a process: the guest's own, 0 after a value, {@link #TRAP_EXIT_CODE} after
   * a trap.
   */
  public int exitCode() {
    return switch (outcome) {
      case Ended(int code) -> code;
      case Returned _ -> 0;
      case Trapped _ -> TRAP_EXIT_CODE;
    };
  }
}
