;; Ends with the status that it is asked for.
(component
  (import "wasi:cli/exit@0.2.3" (instance $exit
    (export "exit" (func (param "status" (result))))
    (export "exit-with-code" (func (param "status-code" u8)))))
  (core func $exit (canon lower (func $exit "exit")))
  (core func $code (canon lower (func $exit "exit-with-code")))
  (core module $main
    (import "" "exit" (func $exit (param i32)))
    (import "" "code" (func $code (param i32)))
    (func (export "end") (param i32) (call $code (local.get 0)))
    (func (export "run") (result i32) (call $exit (i32.const 1)) unreachable))
  (core instance $main (instantiate $main (with "" (instance
    (export "exit" (func $exit)) (export "code" (func $code))))))
  (func $run (result (result)) (canon lift (core func $main "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.2.0" (instance $cli))
  (func (export "end") (param "code" u8) (canon lift (core func $main "end"))))
