;; Hands a long text to a function that returns a number that fits nowhere but in a float, again and again.
(component
  (import "measure" (func $measure (param "text" string) (result f64)))
  (core module $memory (memory (export "memory") 2))
  (core instance $memory (instantiate $memory))
  (core func $measure (canon lower (func $measure) (memory (core memory $memory "memory"))))
  (core module $main
    (import "" "measure" (func $measure (param i32 i32) (result f64)))
    (func (export "repeat") (param $n i32) (result f64)
      (local $last f64)
      (loop $next
        (local.set $last (call $measure (i32.const 0) (i32.const 65536)))
        (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (local.get $last)))
  (core instance $main (instantiate $main (with "" (instance (export "measure" (func $measure))))))
  (func (export "repeat") (param "n" u32) (result f64) (canon lift (core func $main "repeat"))))
