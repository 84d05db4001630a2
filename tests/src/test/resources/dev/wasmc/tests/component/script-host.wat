;; What scripts may import, see ScriptHost.
(component
  (import "host-echo-u32" (func (param "v" u32) (result u32)))
  (import "host-return-two" (func (result u32)))
  (import "host" (instance
    (export "return-three" (func (result u32)))
    (export "nested" (instance
      (export "return-four" (func (result u32)))))
    (export "return-hi" (func (result string)))
    (export "simple-module" (core module
      (export "f" (func (result i32)))
      (export "g" (global i32))))
    (export "resource1" (type $r1 (sub resource)))
    (export "resource2" (type (sub resource)))
    (export "resource1-again" (type (eq $r1)))
    (export "[constructor]resource1" (func (param "rep" u32) (result (own $r1))))
    (export "[static]resource1.assert" (func (param "r" (own $r1)) (param "rep" u32)))
    (export "[static]resource1.last-drop" (func (result u32)))
    (export "[static]resource1.drops" (func (result u32)))
    (export "[method]resource1.simple" (func (param "self" (borrow $r1)) (param "rep" u32)))
    (export "[method]resource1.take-borrow" (func (param "self" (borrow $r1)) (param "b" (borrow $r1))))
    (export "[method]resource1.take-own" (func (param "self" (borrow $r1)) (param "b" (own $r1))))
  ))
)
