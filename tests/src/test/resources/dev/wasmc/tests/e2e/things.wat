;; Makes the resources that lend.wat takes.
(component
  (core module $m (func (export "d") (param i32)))
  (core instance $i (instantiate $m))
  (type $thing (resource (rep i32) (dtor (func $i "d"))))
  (core func $new (canon resource.new $thing))
  (core module $n (import "" "new" (func $new (param i32) (result i32))) (func (export "make") (result i32) (call $new (i32.const 7))))
  (core instance $j (instantiate $n (with "" (instance (export "new" (func $new))))))
  (func $make (result (own $thing)) (canon lift (core func $j "make")))
  (component $c
    (import "t" (type $t (sub resource)))
    (import "make" (func $make (result (own $t))))
    (export $tt "thing" (type $t))
    (export "make" (func $make) (func (result (own $tt)))))
  (instance $x (instantiate $c (with "t" (type $thing)) (with "make" (func $make))))
  (export "test:lend/things" (instance $x)))
