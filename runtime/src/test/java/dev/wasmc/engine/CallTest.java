package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RefType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CallTest {
  /** Called through a method handle. */
  @SuppressWarnings("UnusedMethod")
  private static double scale(int a, double b) {
    return a * b;
  }

  @Test
  void typedHostFunctionAndHandle() throws Throwable {
    MethodType type = MethodType.methodType(double.class, int.class, double.class);
    Function host =
        HostFunction.of(
            new FuncType(List.of(NumType.I32, NumType.F64), List.of(NumType.F64)),
            MethodHandles.lookup().findStatic(CallTest.class, "scale", type));
    Instance instance =
        Modules.instantiate(
            """
            (module
              (import "" "scale" (func $scale (param i32 f64) (result f64)))
              (func (export "run") (param i32 f64) (result f64)
                (f64.add (call $scale (local.get 0) (local.get 1)) (f64.const 1))))
            """,
            host);
    assertEquals(7.0, (double) instance.function("run").handle().invokeExact(3, 2.0));
    assertEquals(6.0, (double) host.handle().invokeExact(3, 2.0));
  }

  @Test
  void severalResultsWithReferences() {
    Instance instance =
        Modules.instantiate(
            """
            (module
              (func $swap (param i32 externref f32) (result f32 externref i32)
                (local.get 2) (local.get 1) (local.get 0))
              (func (export "run") (param i32 externref f32) (result i32 externref f32)
                (local $x externref) (local $f f32)
                (call $swap (local.get 0) (local.get 1) (local.get 2))
                (drop) (local.set $x) (local.set $f)
                (local.get 0) (local.get $x) (local.get $f)))
            """);
    long[] numbers = {5, 0, Float.floatToRawIntBits(1.5f)};
    Object[] references = {null, "text", null};
    instance.function("run").invoke(numbers, references);
    assertArrayEquals(new long[] {5, 0, Float.floatToRawIntBits(1.5f)}, numbers);
    assertSame("text", references[1]);
    assertEquals(RefType.EXTERNREF, instance.function("run").type().results().get(1));
  }

  @Test
  void moreParametersThanTheJvmHas() {
    int count = 300;
    String params = "(param" + " i64".repeat(count) + ")";
    String arguments =
        IntStream.range(0, count)
            .mapToObj(i -> "(local.get " + i + ")")
            .collect(Collectors.joining(" "));
    for (EngineOptions options :
        List.of(
            EngineOptions.DEFAULT, EngineOptions.DEFAULT.withMethodBytes(200).withSplitAfter(0))) {
      Instance instance =
          Modules.instantiate(
              """
              (module
                (type $t (func %1$s (result i64)))
                (table funcref (elem $last))
                (func $last (type $t) (i64.sub (local.get 299) (local.get 0)))
                (func (export "run") (type $t)
                  (i64.add (call $last %2$s) (call_indirect (type $t) %2$s (i32.const 0)))))
              """
                  .formatted(params, arguments),
              new Store(),
              options);
      long[] values = IntStream.range(0, count).mapToLong(i -> 10L * i + 1).toArray();
      assertArrayEquals(new long[] {2 * 2990L}, instance.function("run").call(values));
    }
  }

  @Test
  void manyTargetsOfIndirectCalls() {
    int count = 1000;
    String functions =
        IntStream.range(0, count)
            .mapToObj(i -> "(func $f%d (result i32) (i32.const %d))".formatted(i, i))
            .collect(Collectors.joining("\n"));
    String names =
        IntStream.range(0, count).mapToObj(i -> "$f" + i).collect(Collectors.joining(" "));
    Instance instance =
        Modules.instantiate(
            """
            (module
              (table funcref (elem %s))
              %s
              (func (export "run") (param i32) (result i32)
                (call_indirect (result i32) (local.get 0))))
            """
                .formatted(names, functions));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < count; i++) {
        assertArrayEquals(new long[] {i}, instance.function("run").call(i));
      }
    }
  }

  @Test
  void importsHaveToFit() {
    Instance other =
        Modules.instantiate("(module (func (export \"f\")) (memory (export \"m\") 1 2))");
    String module = "(module (import \"a\" \"b\" (%s)))";
    problem(LinkProblem.Count.class, () -> Modules.instantiate(module.formatted("func")));
    problem(
        LinkProblem.Incompatible.class,
        () -> Modules.instantiate(module.formatted("func (param i32)"), other.function("f")));
    problem(
        LinkProblem.OtherStore.class,
        () -> Modules.instantiate(module.formatted("func"), other.function("f")));
    problem(
        LinkProblem.Incompatible.class,
        () ->
            Modules.instantiate(
                module.formatted("memory 2"), Objects.requireNonNull(other.export("m"))));
  }

  private static void problem(Class<? extends LinkProblem> type, Runnable action) {
    DiagnosticException e = assertThrows(DiagnosticException.class, action::run);
    assertInstanceOf(type, e.first().problem());
  }
}
