package dev.wasmc.engine;

import java.util.Arrays;

/**
 * How often the instructions of a function may be executed, as far as its shape tells, against once
 * for its start: what is in a loop eight times, and a branch on a condition is taken as often as
 * not.
 */
final class Frequencies {
  private static final int LOOP_FACTOR = 8;

  private static final int MOST_WEIGHT = 512;

  private static final float MOST = 1 << 20;

  private static final float TAKEN = 0.5f;

  private final Body body;
  private final float[] at;

  /** How often branches arrive behind a structured instruction. */
  private final float[] arriving;

  /** In how many loops each instruction is. */
  private final int[] loops;

  private int depth;

  private Frequencies(Body body) {
    this.body = body;
    this.at = new float[body.count()];
    this.arriving = new float[body.count()];
    this.loops = new int[body.count()];
  }

  static Frequencies of(Body body) {
    Frequencies frequencies = new Frequencies(body);
    frequencies.walk();
    return frequencies;
  }

  /** How much more often code in loops is taken to run, at least. */
  static int weight(int loops) {
    int weight = 1;
    for (int i = 0; i < loops && weight < MOST_WEIGHT; i++) {
      weight *= LOOP_FACTOR;
    }
    return weight;
  }

  /** Of an instruction. */
  float at(int instruction) {
    return at[instruction];
  }

  boolean isInLoop(int instruction) {
    return loops[instruction] > 0;
  }

  /** Of a part, however it is entered. */
  float of(SplitPlan.Part part) {
    float sum = at[part.from()];
    for (int block : part.closed()) {
      sum += arriving[block];
    }
    return sum;
  }

  private void walk() {
    float now = 1;
    for (int i = 0; i < at.length; i++) {
      at[i] = now;
      loops[i] = depth;
      switch (body.op(i)) {
        case LOOP -> {
          now = Math.min(MOST, now * LOOP_FACTOR);
          depth++;
        }
        case IF -> now *= TAKEN;
        case ELSE -> {
          arriving[body.opener(i)] += now;
          now = at[body.opener(i)] * (1 - TAKEN);
        }
        case END -> now = behind(i, now);
        case BR -> {
          arrive(body.target(i, body.index(i)), now);
          now = 0;
        }
        case BR_IF -> {
          arrive(body.target(i, body.index(i)), now * TAKEN);
          now *= 1 - TAKEN;
        }
        case BR_TABLE -> {
          int[] targets = Arrays.stream(body.targets(i)).distinct().toArray();
          for (int target : targets) {
            arrive(target, now / targets.length);
          }
          now = 0;
        }
        case RETURN, UNREACHABLE -> now = 0;
        default -> {}
      }
    }
  }

  private float behind(int end, float now) {
    if (end == at.length - 1) {
      return now;
    }
    int opener = body.opener(end);
    return switch (body.op(opener)) {
      case LOOP -> {
        depth--;
        yield now == 0 ? 0 : at[opener];
      }
      case IF ->
          now + arriving[opener] + (body.otherwise(opener) == end ? at[opener] * (1 - TAKEN) : 0);
      default -> now + arriving[opener];
    };
  }

  /** What leaves a loop does so once, however often the loop is gone through. */
  private void arrive(int target, float often) {
    if (target != Body.FUNCTION) {
      arriving[target] += (float) (often / Math.pow(LOOP_FACTOR, depth - loops[target]));
    }
  }
}
