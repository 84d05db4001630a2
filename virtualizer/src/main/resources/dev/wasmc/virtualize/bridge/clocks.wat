;; One timeline, in nanoseconds from the start: every answer moves it by the step, every wait to its deadline.

(global $timeline (mut i64) (i64.const 0))

(func $later (param $time i64) (param $by i64) (result i64)
  (local $sum i64)
  (local.set $sum (i64.add (local.get $time) (local.get $by)))
  (select (i64.const -1) (local.get $sum) (i64.lt_u (local.get $sum) (local.get $time))))

(func $wait_until (param $deadline i64)
  (if (i64.gt_u (local.get $deadline) (global.get $timeline))
    (then (global.set $timeline (local.get $deadline)))))

(func $virtual:monotonic-clock.now (result i64)
  (local $now i64)
  (local.set $now (global.get $timeline))
  (global.set $timeline (call $later (local.get $now) (i64.const ${clock.step})))
  (local.get $now))

(func $virtual:monotonic-clock.resolution (result i64)
  (i64.const ${clock.resolution}))

(func $virtual:monotonic-clock.subscribe-instant (param $when i64) (result i32)
  (call $timer (local.get $when)))

(func $virtual:monotonic-clock.subscribe-duration (param $duration i64) (result i32)
  (call $timer (call $later (global.get $timeline) (local.get $duration))))

(func $virtual:wall-clock.now (result i32)
  (local $now i64)
  (local.set $now (call $later (call $virtual:monotonic-clock.now) (i64.const ${clock.start.nanoseconds})))
  (i64.store (i32.const ${result})
    (i64.add (i64.const ${clock.start.seconds}) (i64.div_u (local.get $now) (i64.const 1000000000))))
  (i32.store offset=8 (i32.const ${result})
    (i32.wrap_i64 (i64.rem_u (local.get $now) (i64.const 1000000000))))
  (i32.const ${result}))

(func $virtual:wall-clock.resolution (result i32)
  (i64.store (i32.const ${result}) (i64.div_u (i64.const ${clock.resolution}) (i64.const 1000000000)))
  (i32.store offset=8 (i32.const ${result})
    (i32.wrap_i64 (i64.rem_u (i64.const ${clock.resolution}) (i64.const 1000000000))))
  (i32.const ${result}))
