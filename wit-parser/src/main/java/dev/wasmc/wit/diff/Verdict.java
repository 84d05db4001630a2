package dev.wasmc.wit.diff;

/**
 * Whether a change is a break for somebody.
 *
 * @param reason one sentence without a final full stop
 */
public record Verdict(boolean isBreaking, String reason) {
  static Verdict breaking(String reason) {
    return new Verdict(true, reason);
  }

  static Verdict harmless(String reason) {
    return new Verdict(false, reason);
  }
}
