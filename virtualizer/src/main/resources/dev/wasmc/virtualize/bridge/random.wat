;; splitmix64 from the seed. One sequence for all interfaces. Not for secrets: whoever reads the bridge reads the seed.

(global $random_state (mut i64) (i64.const ${random.seed}))

(func $random (result i64)
  (local $z i64)
  (global.set $random_state (i64.add (global.get $random_state) (i64.const 0x9e3779b97f4a7c15)))
  (local.set $z (global.get $random_state))
  (local.set $z
    (i64.mul (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 30))) (i64.const 0xbf58476d1ce4e5b9)))
  (local.set $z
    (i64.mul (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 27))) (i64.const 0x94d049bb133111eb)))
  (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 31))))

(func $random_bytes (param $count i64) (result i32)
  (local $at i32)
  (local $end i32)
  (if (i64.gt_u (local.get $count) (i64.const ${random.most}))
    (then (unreachable)))
  (local.set $at (call $allocate (i32.add (i32.wrap_i64 (local.get $count)) (i32.const 8)) (i32.const 8)))
  (i32.store (i32.const ${result}) (local.get $at))
  (i32.store offset=4 (i32.const ${result}) (i32.wrap_i64 (local.get $count)))
  (local.set $end (i32.add (local.get $at) (i32.wrap_i64 (local.get $count))))
  (loop $next
    (if (i32.lt_u (local.get $at) (local.get $end))
      (then
        (i64.store (local.get $at) (call $random))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $next))))
  (i32.const ${result}))

(func $virtual:random.get-random-bytes (param $count i64) (result i32)
  (call $random_bytes (local.get $count)))

(func $virtual:random.get-random-u64 (result i64)
  (call $random))

(func $virtual:insecure.get-insecure-random-bytes (param $count i64) (result i32)
  (call $random_bytes (local.get $count)))

(func $virtual:insecure.get-insecure-random-u64 (result i64)
  (call $random))

(func $virtual:insecure-seed.insecure-seed (result i32)
  (i64.store (i32.const ${result}) (call $random))
  (i64.store offset=8 (i32.const ${result}) (call $random))
  (i32.const ${result}))
