;; What the code takes from the module that holds the memory.

(import "memory" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
(import "memory" "take-slot" (func $take_slot (result i32)))
(import "memory" "moved" (global $moved (mut i32)))

(func $allocate (param $size i32) (param $align i32) (result i32)
  (call $realloc (i32.const 0) (i32.const 0) (local.get $align) (local.get $size)))
