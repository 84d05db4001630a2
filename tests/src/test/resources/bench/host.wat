;; Calls the host, so many times as its own caller says, and takes a string.
(component
  (import "bench:host/api" (instance $api (export "next" (func (param "number" u32) (result u32)))))
  (core func $next (canon lower (func $api "next")))
  (core module $m
    (import "api" "next" (func $next (param i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "length") (param $at i32) (param $bytes i32) (result i32) (local.get $bytes))
    (func (export "numbers") (param $times i32) (result i32) (local $number i32)
      (loop $next
        (local.set $number (call $next (local.get $number)))
        (br_if $next (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
      (local.get $number)))
  (core instance $m (instantiate $m (with "api" (instance (export "next" (func $next))))))
  (alias core export $m "memory" (core memory $memory))
  (alias core export $m "realloc" (core func $realloc))
  (func (export "numbers") (param "times" u32) (result u32) (canon lift (core func $m "numbers")))
  (func (export "length") (param "text" string) (result u32)
    (canon lift (core func $m "length") (memory $memory) (realloc $realloc))))
