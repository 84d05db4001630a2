package dev.wasmc.runtime.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.runtime.Texts;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Problem;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannerTest {
  private static Problem refused(String text) {
    ValidatedComponent component = Texts.component(text);
    return assertThrows(DiagnosticException.class, () -> Planner.plan(component)).first().problem();
  }

  /**
   * @param part has a hole for the number of the part
   */
  private static String repeated(int count, String part) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      out.append(
          part.replace("{before}", Integer.toString(i - 1)).replace("{}", Integer.toString(i)));
    }
    return out.toString();
  }

  @Test
  void instancesDoNotMultiplyForEver() {
    String text =
        "(component (component $c0)"
            + repeated(
                40,
                """
                (component $c{}
                  (alias outer 1 $c{before} (component $inner))
                  (instance (instantiate $inner))
                  (instance (instantiate $inner)))
                """)
            + "(instance (instantiate $c40)))";
    assertEquals(new PlanProblem.TooManyInstances(Planner.MAX_INSTANCES), refused(text));
  }

  @Test
  void coreInstancesDoNotMultiplyForEver() {
    String text =
        "(component (core module $m)"
            + "(component $c (alias outer 1 $m (core module $m))"
            + repeated(200, "(core instance (instantiate $m))")
            + ")"
            + repeated(101, "(instance (instantiate $c))")
            + ")";
    assertEquals(new PlanProblem.TooManyInstances(Planner.MAX_INSTANCES), refused(text));
  }

  @Test
  void exportsOfInstancesDoNotMultiplyForEver() {
    String text =
        "(component (instance $i0)"
            + repeated(
                17,
                """
                (instance $i{}
                  (export "a" (instance $i{before}))
                  (export "b" (instance $i{before})))
                """)
            + repeated(100, "(alias export $i17 \"a\" (instance))")
            + ")";
    assertEquals(new PlanProblem.TooLarge(Planner.MAX_STEPS), refused(text));
  }

  @Test
  void definitionsOfInstancesAreCounted() {
    String text =
        "(component (component $c"
            + repeated(1_000, "(type (func))")
            + ")"
            + repeated(5_000, "(instance (instantiate $c))")
            + ")";
    assertEquals(new PlanProblem.TooLarge(Planner.MAX_STEPS), refused(text));
  }

  /** Validation refuses them too, but for callers who turn the features on. */
  @ParameterizedTest
  @CsvSource({
    "(stream u8), a stream",
    "(tuple (future)), a future",
    "error-context, an error-context"
  })
  void whatCannotBePassedIsRefused(String type, String obstacle) {
    for (String function :
        List.of(
            "(import \"f\" (func $f (param \"p\" $t))) (core func (canon lower (func $f)))",
            """
            (core module $m (func (export "f") (param i32)))
            (core instance $m (instantiate $m))
            (func (param "p" $t) (canon lift (core func $m "f")))
            """)) {
      String text = "(component (type $t " + type + ")" + function + ")";
      ValidatedComponent component = Texts.component(text, EnumSet.allOf(ComponentFeature.class));
      assertEquals(
          new PlanProblem.Unsupported("a function that passes " + obstacle),
          assertThrows(DiagnosticException.class, () -> Planner.plan(component)).first().problem());
    }
  }

  @Test
  void labelsAreNamesOrPlaces() {
    ComponentPlan plan =
        Planner.plan(
            Texts.component(
                """
                (component
                  (component $named)
                  (component (import "f" (func)) (export "g" (func 0)))
                  (core module $m (func (export "")))
                  (core instance $m (instantiate $m))
                  (func $f (canon lift (core func $m "")))
                  (instance (instantiate $named))
                  (instance $called (instantiate $named))
                  (instance (instantiate 1 (with "f" (func $f)))))
                """));
    assertEquals(
        "[the component, named, called, component 1 (exports g)]",
        plan.instances().stream().map(PlannedInstance::label).toList().toString());
  }
}
