;; Calls another component, so many times as its own caller says, with a string of 100 bytes or with
;; a list of 1,000 records.
(component
  (import "bench:callee/api" (instance $api
    (type $record (record (field "price" u32) (field "count" u8)))
    (export "item" (type $item (eq $record)))
    (export "length" (func (param "text" string) (result u32)))
    (export "sum" (func (param "items" (list $item)) (result u32)))))
  (core module $memory (memory (export "memory") 1))
  (core instance $memory (instantiate $memory))
  (alias core export $memory "memory" (core memory $memory))
  (core func $length (canon lower (func $api "length") (memory $memory)))
  (core func $sum (canon lower (func $api "sum") (memory $memory)))
  (core module $m
    (import "api" "length" (func $length (param i32 i32) (result i32)))
    (import "api" "sum" (func $sum (param i32 i32) (result i32)))
    (import "own" "memory" (memory 1))
    (data (i32.const 16) "The quick brown fox jumps over the lazy dog. ")
    (data (i32.const 61) "Sphinx of black quartz, judge my vow now, and then!...!")
    (func $fill (local $i i32)
      (loop $next
        (i32.store offset=1024 (i32.mul (local.get $i) (i32.const 8)) (local.get $i))
        (i32.store8 offset=1028 (i32.mul (local.get $i) (i32.const 8)) (i32.const 3))
        (br_if $next
          (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000)))))
    (start $fill)
    (func (export "strings") (param $times i32) (result i32) (local $sum i32)
      (loop $next
        (local.set $sum
          (i32.add (local.get $sum) (call $length (i32.const 16) (i32.const 100))))
        (br_if $next (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
      (local.get $sum))
    (func (export "records") (param $times i32) (result i32) (local $sum i32)
      (loop $next
        (local.set $sum
          (i32.add (local.get $sum) (call $sum (i32.const 1024) (i32.const 1000))))
        (br_if $next (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
      (local.get $sum)))
  (core instance $m (instantiate $m
    (with "api" (instance (export "length" (func $length)) (export "sum" (func $sum))))
    (with "own" (instance (export "memory" (memory $memory))))))
  (func (export "strings") (param "times" u32) (result u32) (canon lift (core func $m "strings")))
  (func (export "records") (param "times" u32) (result u32) (canon lift (core func $m "records"))))
