(component
  (type $t (resource (rep i32)))
  (export $e "thing" (type $t))
  (core module $m
    (func (export "make") (result i32) unreachable)
    (func (export "look") (param i32 i32) (result i32) unreachable)
    (func (export "plain") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $make (result (own $e)) (canon lift (core func $i "make")))
  (export "make" (func $make))
  (func $look (param "it" (option (borrow $e))) (result u32) (canon lift (core func $i "look")))
  (func $plain (param "it" u32) (result u32) (canon lift (core func $i "plain")))
  (export "plain" (func $plain)))
