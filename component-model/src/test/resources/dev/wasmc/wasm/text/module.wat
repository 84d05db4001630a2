;; A field of each kind, in its short and its long form.
(module $sample
  (@custom "notes" (after type) "a" "\00\ff")
  (type $pair (func (param i32 i32) (result i32)))
  (rec
    (type $node (sub (struct (field $next (ref null $node)) (field (mut i8)))))
    (type $leaf (sub final $node (struct (field $next (ref null $node)) (field (mut i8)) (field f64)))))
  (type $bytes (array (mut i16)))
  (import "env" "log" (func $log (param $"a value" i32)))
  (import "env" "table" (table $imported 1 10 funcref))
  (memory $shared (import "env" "memory") 1 2 shared)
  (global $base (export "base") (import "env" "base") i32)
  (tag $failed (param i32))
  (memory $second (export "second") i64 (data "abc" "\u{48}\n"))
  (memory 1)
  (table $functions (export "functions") funcref (elem $add $log))
  (table $typed 2 (ref null $pair) (ref.null $pair))
  (global $counter (mut i64) (i64.const -0x8000_0000_0000_0000))
  (global f32 (f32.const -nan:0x200000))
  (global i32 (i32.add (global.get $base) (i32.const 1)))
  (start $main)
  (elem $passive func $add $main)
  (elem (table $functions) (offset i32.const 0) (ref null func) (ref.func $add) (item ref.null func))
  (elem declare func $main)
  (data $active (memory $second) (i64.const 8) "xyz")
  (data "passive")
  (func $add (export "add") (type $pair) (param $a i32) (param $b i32) (result i32)
    (i32.add (local.get $a) (local.get $b)))
  (func $main
    (local $i i32) (local i64 i64) (local $x f64)
    (block $out
      (loop $again
        (br_if $out (i32.eqz (local.get $i)))
        (local.set $i (i32.sub (local.get $i) (i32.const 1)))
        (br $again)))
    (if (result i32) (local.get $i) (then (call $add (i32.const 1) (i32.const 2))) (else (i32.const 3)))
    drop
    block $outer (result i32 i64)
      i32.const 0
      i64.const 1
      br_table $outer 0 1
    end $outer
    drop
    call $log
    f64.const 0x1.8p-1
    local.set $x
    (i32.store8 $shared offset=16 (i32.const 0) (i32.const 255))
    (i64.load16_s align=1 (i32.const 0))
    drop
    (call_indirect $functions (type $pair) (i32.const 1) (i32.const 2) (i32.const 0))
    (select (result i32) (i32.const 1) (i32.const 2))
    drop
    (memory.copy $second $shared (i64.const 0) (i32.const 0) (i32.const 4))
    (memory.init $active (i32.const 0) (i32.const 0) (i32.const 1))
    (table.init $functions $passive (i32.const 0) (i32.const 0) (i32.const 1))
    (block $caught (result i32)
      (try_table $t (catch $failed $caught) (catch_all 1) nop)
      i32.const 0)
    drop
    (drop (struct.get $node $next (struct.new_default $node)))
    (drop (ref.test (ref null $leaf) (ref.null none)))
    (drop (v128.const f32x4 1 -0 inf nan))
    (drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (v128.const i64x2 0 1) (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)))
    (drop (array.len (array.new_fixed $bytes 2 (i32.const 1) (i32.const 2))))
    return_call $main)
)
