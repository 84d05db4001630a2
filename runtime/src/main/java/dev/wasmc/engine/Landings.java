package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Where the cases of switches come back to in the method that calls them: one place for each target
 * that they want to go on at, and one that chooses between them.
 */
final class Landings {
  private final Code code;
  private final SplitPlan plan;
  private final Map<Integer, Landing> byTarget = new LinkedHashMap<>();
  private final Label choice = new Label();
  private final List<Integer> chosen = new ArrayList<>();

  private record Landing(Label label, boolean inside, Runnable branch, BitSet changed) {}

  /** Loads memory, and locals that parts changed, where code goes on in the method. */
  interface Refresher {
    void refresh(int target, BitSet changed);
  }

  Landings(Code code, SplitPlan plan) {
    this.code = code;
    this.plan = plan;
  }

  /**
   * Goes on behind the call of a part.
   *
   * @param changed the locals that are to be loaded, if they are of use where it leads
   */
  void from(SplitPlan.Part part, BitSet changed, Translator translator) {
    for (int target : part.exits()) {
      // To be told of every branch.
      Runnable branch = translator.branchLater(target);
      byTarget
          .computeIfAbsent(
              target,
              key -> new Landing(new Label(), translator.isOpen(target), branch, new BitSet()))
          .changed()
          .or(changed);
    }
    if (part.exits().size() > 1) {
      part.exits().stream().filter(target -> !chosen.contains(target)).forEach(chosen::add);
      code.jump(Opcodes.GOTO, choice);
    } else {
      code.jump(Opcodes.GOTO, byTarget.get(part.exits().getFirst()).label());
    }
  }

  /** Writes them all. */
  void emit(Refresher refresher) {
    if (!chosen.isEmpty()) {
      code.label(choice, new Object[] {Opcodes.INTEGER});
      Ways ways = new Ways(code);
      for (int target : chosen) {
        ways.jump(plan.number(target), byTarget.get(target).label());
      }
      ways.emit();
    }
    byTarget.forEach((target, landing) -> {
      code.label(landing.label(), new Object[0]);
      if (landing.inside()) {
        refresher.refresh(target, landing.changed());
      }
      landing.branch().run();
    });
  }
}
