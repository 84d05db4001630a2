;; Takes a string and a list of records.
(component
  (core module $m
    (memory (export "memory") 1)
    ;; One value at a time, always at the same place.
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "length") (param $at i32) (param $bytes i32) (result i32) (local.get $bytes))
    (func (export "sum") (param $at i32) (param $count i32) (result i32)
      (local $end i32) (local $sum i32)
      (local.set $end (i32.add (local.get $at) (i32.mul (local.get $count) (i32.const 8))))
      (loop $next
        (if (i32.lt_u (local.get $at) (local.get $end))
          (then
            (local.set $sum
              (i32.add (local.get $sum)
                (i32.mul (i32.load (local.get $at)) (i32.load8_u offset=4 (local.get $at)))))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (br $next))))
      (local.get $sum)))
  (core instance $m (instantiate $m))
  (alias core export $m "memory" (core memory $memory))
  (alias core export $m "realloc" (core func $realloc))
  (type $item (record (field "price" u32) (field "count" u8)))
  (func $length (param "text" string) (result u32)
    (canon lift (core func $m "length") (memory $memory) (realloc $realloc)))
  (func $sum (param "items" (list $item)) (result u32)
    (canon lift (core func $m "sum") (memory $memory) (realloc $realloc)))
  (component $named
    (type $record (record (field "price" u32) (field "count" u8)))
    (import "import-item" (type $given (eq $record)))
    (import "import-length" (func $length (param "text" string) (result u32)))
    (import "import-sum" (func $sum (param "items" (list $given)) (result u32)))
    (export $item "item" (type $given))
    (export "length" (func $length))
    (export "sum" (func $sum) (func (param "items" (list $item)) (result u32))))
  (instance $api (instantiate $named
    (with "import-item" (type $item))
    (with "import-length" (func $length))
    (with "import-sum" (func $sum))))
  (export "bench:callee/api" (instance $api)))
