package dev.wasmc.wasm.binary;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.text.WatParser;
import java.util.List;

/** Small modules that have every kind of section, type and segment among them. */
public final class SampleModules {
  private static final List<String> TEXTS =
      List.of(
          """
          (module $m
            (import "a" "f" (func $f (param i32 i64) (result f32 f64)))
            (import "a" "t" (table 1 10 funcref))
            (import "a" "m" (memory 1 2))
            (import "a" "g" (global (mut i32)))
            (table $t 3 externref)
            (memory $n 0)
            (global $h i64 (i64.mul (i64.const 3) (i64.const -7)))
            (func $run (export "run") (param $x i32) (result i32) (local $l i64) (local f32 f32)
              (block $b (result i32)
                (loop $again
                  (br_if $b (i32.const 1) (local.get $x))
                  (drop)
                  (br_table $again $again 0 (i32.const 0)))
                (unreachable))
              (i32.store offset=4 align=2 (local.get $x) (i32.load8_s $n (i32.const 70000)))
              (if (result i32) (i32.eqz) (then (i32.const 1)) (else (memory.grow (i32.const 1))))
              (drop)
              (drop (call_indirect (param f32) (result i32) (f32.const nan:0x200000) (i32.const 0)))
              (memory.copy $n 0 (i32.const 0) (i32.const 0) (i32.const 0))
              (memory.init $d (i32.const 0) (i32.const 0) (i32.const 0))
              (table.set $t (i32.const 0) (ref.null extern))
              (select (result i32) (i32.const 1) (i32.const 2) (i32.trunc_sat_f64_s (f64.const 1e300))))
            (start $go)
            (func $go)
            (elem (i32.const 0) func $f $run)
            (elem declare func $go)
            (elem $e externref (ref.null extern))
            (elem (table $t) (i32.const 1) externref (ref.null extern))
            (data $d "passive")
            (data (memory $n) (i32.const 0) "active\\00"))
          """,
          """
          (module
            (rec (type $s (sub (struct (field i8) (field (mut (ref null $a)))))) (type $a (array (mut i16))))
            (type $s2 (sub final $s (struct (field i8) (field (mut (ref null $a))) (field v128))))
            (type $f (func (param (ref $s)) (result (ref null any))))
            (tag $t (param i32))
            (table 2 10 (ref null $f) (ref.null $f))
            (memory i64 1 2)
            (global (ref i31) (ref.i31 (i32.const 1)))
            (func (type $f)
              (block $out
                (block $h (result i32)
                  (try_table (catch $t $h) (catch_all $out) (throw $t (i32.const 1)))
                  (unreachable))
                (drop))
              (return_call 0 (local.get 0))
              (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (v128.const i64x2 1 2) (v128.load (i64.const 8)))
              (drop)
              (struct.new $s (i32.const 1) (array.new_fixed $a 2 (i32.const 1) (i32.const 2)))))
          """);

  private SampleModules() {}

  public static List<CoreModule> all() {
    return TEXTS.stream()
        .map(text -> WatParser.parseModule(new SourceFile("sample", text)))
        .toList();
  }
}
