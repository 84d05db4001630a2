(component
  (import "ask" (func $ask (result u32)))
  (import "a:b/c" (instance $c
    (export "say" (func (param "a" u32) (result (result u32 (error string)))))))
  (export "ask" (func $ask))
  (export "a:b/c" (instance $c)))
