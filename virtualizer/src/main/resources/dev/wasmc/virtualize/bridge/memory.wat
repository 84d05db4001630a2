;; The memory of a bridge: data that never changes and the fixed places below ${static.end}, then the scratch that a call may fill and
;; post-return empties, then pages of slots. A slot has 16 bytes and holds the state of one stream, directory listing or timer.

(global $scratch_base (mut i32) (i32.const ${static.end}))
(global $scratch_top (mut i32) (i32.const ${static.end}))
(global $scratch_limit (mut i32) (i32.const ${memory.size}))
(global $free_slot (mut i32) (i32.const 0))
(global $next_slot (mut i32) (i32.const 0))
(global $slots_limit (mut i32) (i32.const 0))

;; While it is set, dropping a handle leaves what it stands for alone: the handle was passed on.
(global $moved (export "moved") (mut i32) (i32.const 0))

(func $grow (param $pages i32) (result i32)
  (local $page i32)
  (local.set $page (memory.grow (local.get $pages)))
  (if (i32.eq (local.get $page) (i32.const -1))
    (then (unreachable)))
  (i32.shl (local.get $page) (i32.const 16)))

(func $realloc (export "realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
  (local $at i64)
  (local $end i64)
  (local $pages i32)
  (local.set $at
    (i64.and
      (i64.extend_i32_u (i32.add (global.get $scratch_top) (i32.sub (local.get $align) (i32.const 1))))
      (i64.extend_i32_u (i32.sub (i32.const 0) (local.get $align)))))
  (local.set $end (i64.add (local.get $at) (i64.extend_i32_u (local.get $size))))
  (if (i64.gt_u (local.get $end) (i64.extend_i32_u (global.get $scratch_limit)))
    (then
      (local.set $pages
        (i32.add (i32.shr_u (local.get $size) (i32.const 16)) (i32.const 1)))
      (if (i32.eq (global.get $scratch_limit) (i32.shl (memory.size) (i32.const 16)))
        (then
          (drop (call $grow (local.get $pages))))
        (else
          (global.set $scratch_base (call $grow (local.get $pages)))
          (local.set $at (i64.extend_i32_u (global.get $scratch_base)))
          (local.set $end (i64.add (local.get $at) (i64.extend_i32_u (local.get $size))))))
      (global.set $scratch_limit (i32.shl (memory.size) (i32.const 16)))))
  (global.set $scratch_top (i32.wrap_i64 (local.get $end)))
  (if (local.get $old_size)
    (then
      (memory.copy
        (i32.wrap_i64 (local.get $at))
        (local.get $old)
        (select (local.get $old_size) (local.get $size) (i32.lt_u (local.get $old_size) (local.get $size))))))
  (i32.wrap_i64 (local.get $at)))

(func $release (export "release")
  (global.set $scratch_top (global.get $scratch_base)))

(func $release-i32 (export "release-i32") (param i32)
  (call $release))

(func $release-i64 (export "release-i64") (param i64)
  (call $release))

(func $release-f32 (export "release-f32") (param f32)
  (call $release))

(func $release-f64 (export "release-f64") (param f64)
  (call $release))

(func $take_slot (export "take-slot") (result i32)
  (local $slot i32)
  (if (local.tee $slot (global.get $free_slot))
    (then
      (global.set $free_slot (i32.load (local.get $slot)))
      (return (local.get $slot))))
  (if (i32.eq (global.get $next_slot) (global.get $slots_limit))
    (then
      (global.set $next_slot (call $grow (i32.const 1)))
      (global.set $slots_limit (i32.add (global.get $next_slot) (i32.const 65536)))))
  (local.set $slot (global.get $next_slot))
  (global.set $next_slot (i32.add (local.get $slot) (i32.const 16)))
  (local.get $slot))

;; What lies below ${static.end} is no slot and stays.
(func $give_slot (param $slot i32)
  (if (i32.ge_u (local.get $slot) (i32.const ${static.end}))
    (then
      (i32.store (local.get $slot) (global.get $free_slot))
      (global.set $free_slot (local.get $slot)))))
