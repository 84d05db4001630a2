package dev.wasmc.component;

import java.util.List;

/**
 * A start function (gated in the standard).
 *
 * @param args value indices
 * @param results how many values it adds
 */
public record StartDef(int function, List<Integer> args, int results, int at)
    implements Definition {
  public StartDef {
    args = List.copyOf(args);
  }
}
