package dev.wasmc.engine;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private final Set<Integer> chosen = new LinkedHashSet<>();

  /**
   * @param inside whether it goes on in the method
   * @param branch writes how
   * @param changed the locals that parts changed
   */
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
   * Goes on behind the call of a part, with what it returned on the stack.
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
      chosen.addAll(part.exits());
      code.jump(Opcodes.GOTO, choice);
    } else {
      code.jump(Opcodes.GOTO, label(part.exits().getFirst()));
    }
  }

  private Label label(int target) {
    return Objects.requireNonNull(byTarget.get(target)).label();
  }

  /** Writes them all. */
  void emit(Refresher refresher) {
    if (!chosen.isEmpty()) {
      code.label(choice, new Object[] {Opcodes.INTEGER});
      Ways ways = new Ways(code);
      for (int target : chosen) {
        ways.jump(plan.number(target), label(target));
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
