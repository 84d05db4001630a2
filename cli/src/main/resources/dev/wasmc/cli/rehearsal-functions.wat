;; Functions that compute a little of everything: they are written several times, with a number for ${i}.
    (func $fibonacci${i} (param $n i32) (result i32)
      (if (result i32) (i32.lt_u (local.get $n) (i32.const 2))
        (then (local.get $n))
        (else
          (i32.add
            (call $fibonacci${i} (i32.sub (local.get $n) (i32.const 1)))
            (call $fibonacci${i} (i32.sub (local.get $n) (i32.const 2)))))))

    (func $hash${i} (param $n i32) (result i32)
      (local $at i32) (local $end i32) (local $h i64) (local $k i64)
      (local.set $at (i32.const 2048))
      (local.set $end (i32.add (local.get $at) (local.get $n)))
      (local.set $h (i64.const -3750763034362895579))
      (loop $next
        (local.set $k
          (i64.xor
            (i64.load offset=8 (local.get $at))
            (i64.extend_i32_u (i32.load16_u offset=2 (local.get $at)))))
        (local.set $h
          (i64.mul
            (i64.xor (i64.rotl (local.get $h) (i64.const 31)) (local.get $k))
            (i64.const 1099511628211)))
        (i64.store (local.get $at) (i64.add (local.get $h) (i64.load8_u (local.get $at))))
        (i32.store8 offset=9 (local.get $at) (i32.wrap_i64 (local.get $h)))
        (i32.store16 offset=12 (local.get $at) (i32.load8_s offset=3 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
      (global.set $sum (i64.add (global.get $sum) (local.get $h)))
      (i32.xor
        (i32.wrap_i64 (local.get $h))
        (i32.wrap_i64 (i64.shr_u (local.get $h) (i64.const 32)))))

    (func $sieve${i} (param $n i32) (result i32)
      (local $i i32) (local $j i32) (local $count i32)
      (memory.fill (i32.const 4096) (i32.const 1) (local.get $n))
      (local.set $i (i32.const 2))
      (block $done
        (loop $each
          (br_if $done (i32.ge_s (local.get $i) (local.get $n)))
          (if (i32.load8_u offset=4096 (local.get $i))
            (then
              (local.set $count (i32.add (local.get $count) (i32.const 1)))
              (local.set $j (i32.mul (local.get $i) (i32.const 2)))
              (block $marked
                (loop $mark
                  (br_if $marked (i32.ge_s (local.get $j) (local.get $n)))
                  (i32.store8 offset=4096 (local.get $j) (i32.const 0))
                  (local.set $j (i32.add (local.get $j) (local.get $i)))
                  (br $mark)))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $each)))
      (local.get $count))

    (func $numbers${i} (param $n i32) (result i32)
      (local $x f64) (local $y f64) (local $z f32) (local $i i32)
      (local.set $x (global.get $ratio))
      (local.set $z (f32.const 0.5))
      (loop $again
        (local.set $y
          (f64.sqrt (f64.abs (f64.sub (f64.mul (local.get $x) (local.get $x)) (f64.const 2)))))
        (local.set $x
          (select
            (f64.div (f64.add (local.get $x) (local.get $y)) (f64.const 1.25))
            (f64.neg (f64.min (local.get $y) (f64.convert_i32_s (local.get $i))))
            (f64.lt (local.get $y) (f64.const 10))))
        (f64.store offset=32 (i32.shl (i32.and (local.get $i) (i32.const 63)) (i32.const 3)) (local.get $x))
        (local.set $z
          (f32.add
            (f32.mul (local.get $z) (f32.demote_f64 (local.get $y)))
            (f32.load offset=40 (i32.shl (i32.and (local.get $i) (i32.const 31)) (i32.const 2)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $again (i32.lt_s (local.get $i) (local.get $n))))
      (global.set $ratio (f64.copysign (f64.max (local.get $x) (f64.const 1)) (f64.const 1)))
      (i32.add
        (i32.trunc_sat_f64_s (local.get $x))
        (i32.and (i32.reinterpret_f32 (local.get $z)) (i32.const 15))))

    ;; The loop of an interpreter.
    (func $interpret${i} (param $n i32) (result i32)
      (local $pc i32) (local $a i32) (local $b i32) (local $fuel i32) (local $op i32)
      (local.set $fuel (local.get $n))
      (local.set $a (i32.const 1))
      (block $halt
        (loop $fetch
          (br_if $halt (i32.eqz (local.get $fuel)))
          (local.set $fuel (i32.sub (local.get $fuel) (i32.const 1)))
          (local.set $op
            (i32.and
              (i32.add (i32.mul (local.get $pc) (i32.const 5)) (i32.shr_u (local.get $a) (i32.const 3)))
              (i32.const 7)))
          (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
          (block $default
            (block $7
              (block $6
                (block $5
                  (block $4
                    (block $3
                      (block $2
                        (block $1
                          (block $0
                            (br_table $0 $1 $2 $3 $4 $5 $6 $7 $default (local.get $op)))
                          (local.set $a (i32.add (local.get $a) (local.get $b)))
                          (br $fetch))
                        (local.set $b (i32.sub (local.get $a) (local.get $pc)))
                        (br $fetch))
                      (local.set $a (i32.mul (local.get $a) (i32.const 33)))
                      (br $fetch))
                    (local.set $a (i32.rotl (local.get $a) (local.get $b)))
                    (br $fetch))
                  (i32.store offset=3072
                    (i32.shl (i32.and (local.get $pc) (i32.const 63)) (i32.const 2))
                    (local.get $a))
                  (br $fetch))
                (local.set $b
                  (i32.load offset=3072
                    (i32.shl (i32.and (local.get $a) (i32.const 63)) (i32.const 2))))
                (br $fetch))
              (br_if $fetch (i32.gt_u (local.get $a) (local.get $b)))
              (local.set $pc (i32.add (local.get $pc) (i32.const 2)))
              (br $fetch))
            (local.set $a
              (i32.add (i32.clz (local.get $a)) (i32.popcnt (i32.div_u (local.get $b) (i32.const 3)))))
            (br $fetch))
          (br $fetch)))
      (local.get $a))

    (func $sort${i} (param $n i32) (result i32)
      (local $i i32)
      (loop $fill
        (i32.store offset=16384
          (i32.shl (local.get $i) (i32.const 2))
          (i32.and (i32.mul (local.get $i) (i32.const 7919)) (i32.const 1023)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $fill (i32.lt_u (local.get $i) (local.get $n))))
      (call $quick${i}
        (i32.const 16384)
        (i32.add (i32.const 16384) (i32.shl (i32.sub (local.get $n) (i32.const 1)) (i32.const 2))))
      (i32.load offset=16400 (i32.const 0)))

    (func $quick${i} (param $low i32) (param $high i32)
      (local $i i32) (local $j i32) (local $pivot i32) (local $kept i32)
      (br_if 0 (i32.ge_s (local.get $low) (local.get $high)))
      (local.set $i (local.get $low))
      (local.set $j (local.get $high))
      (local.set $pivot
        (i32.load
          (i32.and
            (i32.shr_u (i32.add (local.get $low) (local.get $high)) (i32.const 1))
            (i32.const -4))))
      (loop $part
        (loop $up
          (if (i32.lt_s (i32.load (local.get $i)) (local.get $pivot))
            (then (local.set $i (i32.add (local.get $i) (i32.const 4))) (br $up))))
        (loop $down
          (if (i32.gt_s (i32.load (local.get $j)) (local.get $pivot))
            (then (local.set $j (i32.sub (local.get $j) (i32.const 4))) (br $down))))
        (if (i32.le_s (local.get $i) (local.get $j))
          (then
            (local.set $kept (i32.load (local.get $i)))
            (i32.store (local.get $i) (i32.load (local.get $j)))
            (i32.store (local.get $j) (local.get $kept))
            (local.set $i (i32.add (local.get $i) (i32.const 4)))
            (local.set $j (i32.sub (local.get $j) (i32.const 4)))))
        (br_if $part (i32.le_s (local.get $i) (local.get $j))))
      (call $quick${i} (local.get $low) (local.get $j))
      (call $quick${i} (local.get $i) (local.get $high)))

    (func $all${i} (param $n i32) (result i32)
      (i32.xor
        (i32.xor
          (i32.xor (call $fibonacci${i} (local.get $n)) (call $hash${i} (local.get $n)))
          (i32.xor (call $sieve${i} (local.get $n)) (call $numbers${i} (local.get $n))))
        (i32.xor (call $interpret${i} (local.get $n)) (call $sort${i} (local.get $n)))))
