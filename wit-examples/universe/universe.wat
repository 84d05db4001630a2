;; A guest that asks three things of its world, and returns what it was told.
(component $universe
  (import "wasi:clocks/wall-clock@0.2.6" (instance $clock
    (type $record (record (field "seconds" u64) (field "nanoseconds" u32)))
    (export "datetime" (type $datetime (eq $record)))
    (export "now" (func (result $datetime)))))
  (import "example:universe/functions" (instance $functions
    (export "function-a" (func (result string)))
    (export "function-b" (func (param "n" u32) (result (result (list u32) (error string)))))))

  ;; A memory, and an allocator that never frees.
  (core module $memory-module
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc")
      (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $new i32)
      (local.set $new
        (i32.and
          (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $new) (local.get $size)))
      (block $enough
        (loop $more
          (br_if $enough
            (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
          (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
          (br $more)))
      (memory.copy (local.get $new) (local.get $old) (local.get $old-size))
      (local.get $new)))
  (core instance $memory (instantiate $memory-module))
  (alias core export $memory "memory" (core memory $mem))
  (alias core export $memory "realloc" (core func $realloc))

  (core func $now (canon lower (func $clock "now") (memory $mem)))
  (core func $a (canon lower (func $functions "function-a") (memory $mem) (realloc $realloc)))
  (core func $b (canon lower (func $functions "function-b") (memory $mem) (realloc $realloc)))

  (core module $main-module
    (import "env" "memory" (memory 1))
    (import "env" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
    (import "world" "now" (func $now (param i32)))
    (import "world" "function-a" (func $function-a (param i32)))
    (import "world" "function-b" (func $function-b (param i32 i32)))

    ;; Answers are received at 0, digits and commas are made at 32, the result stands at 48.
    (data (i32.const 64) "The clock stands at ")
    (data (i32.const 84) " s; function-a says: ")
    (data (i32.const 105) "; function-b says: ")
    (data (i32.const 124) "no, ")
    (global $text (mut i32) (i32.const 0))
    (global $length (mut i32) (i32.const 0))

    (func $say (param $from i32) (param $count i32)
      (global.set $text
        (call $realloc
          (global.get $text)
          (global.get $length)
          (i32.const 1)
          (i32.add (global.get $length) (local.get $count))))
      (memory.copy
        (i32.add (global.get $text) (global.get $length)) (local.get $from) (local.get $count))
      (global.set $length (i32.add (global.get $length) (local.get $count))))

    (func $say-char (param $char i32)
      (i32.store8 (i32.const 32) (local.get $char))
      (call $say (i32.const 32) (i32.const 1)))

    (func $say-number (param $n i64)
      (if (i64.ge_u (local.get $n) (i64.const 10))
        (then (call $say-number (i64.div_u (local.get $n) (i64.const 10)))))
      (call $say-char
        (i32.add
          (i32.const 48 (; 0 ;)) (i32.wrap_i64 (i64.rem_u (local.get $n) (i64.const 10))))))

    (func $say-numbers (param $at i32) (param $count i32)
      (block $done
        (loop $next
          (br_if $done (i32.eqz (local.get $count)))
          (call $say-char (i32.const 32 (; a space ;)))
          (call $say-number (i64.load32_u (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $next))))

    (func (export "run") (result i32)
      (global.set $length (i32.const 0))
      (call $say (i32.const 64) (i32.const 20))
      (call $now (i32.const 0))
      (call $say-number (i64.load (i32.const 0)))
      (call $say (i32.const 84) (i32.const 21))
      (call $function-a (i32.const 0))
      (call $say (i32.load (i32.const 0)) (i32.load (i32.const 4)))
      (call $say (i32.const 105) (i32.const 18))
      (call $function-b (i32.const 3) (i32.const 0))
      (if (i32.load8_u (i32.const 0))
        (then
          (call $say-char (i32.const 32 (; a space ;)))
          (call $say (i32.const 124) (i32.const 4))
          (call $say (i32.load (i32.const 4)) (i32.load (i32.const 8))))
        (else (call $say-numbers (i32.load (i32.const 4)) (i32.load (i32.const 8)))))
      (i32.store (i32.const 48) (global.get $text))
      (i32.store (i32.const 52) (global.get $length))
      (i32.const 48)))
  (core instance $main (instantiate $main-module
    (with "env" (instance $memory))
    (with "world" (instance
      (export "now" (func $now))
      (export "function-a" (func $a))
      (export "function-b" (func $b))))))

  (func (export "run") (result string)
    (canon lift (core func $main "run") (memory $mem))))
