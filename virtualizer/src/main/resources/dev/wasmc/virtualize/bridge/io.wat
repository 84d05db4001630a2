;; Streams and pollables. A representation that is odd is a real handle, shifted left by one; an even one is ours: the slot of an input
;; stream (next byte, end), the slot of a timer (deadline), or one of the two output streams that keep nothing.

(func $timer (param $deadline i64) (result i32)
  (local $slot i32)
  (local.set $slot (call $take_slot))
  (i64.store (local.get $slot) (local.get $deadline))
  (call $new:pollable (local.get $slot)))

(func $always_ready (result i32)
  (call $timer (i64.const 0)))

(func $is_real (param $rep i32) (result i32)
  (i32.and (local.get $rep) (i32.const 1)))

(func $virtual:pollable.ready (param $self i32) (result i32)
  (i64.le_u (i64.load (local.get $self)) (global.get $timeline)))

(func $virtual:pollable.block (param $self i32)
  (call $wait_until (i64.load (local.get $self))))

;; Those of the list that are ready, as indices from $out on; their number.
(func $collect_ready (param $list i32) (param $count i32) (param $out i32) (result i32)
  (local $i i32)
  (local $found i32)
  (loop $next
    (if (call $pollable.ready (i32.load (i32.add (local.get $list) (i32.shl (local.get $i) (i32.const 2)))))
      (then
        (i32.store (i32.add (local.get $out) (i32.shl (local.get $found) (i32.const 2))) (local.get $i))
        (local.set $found (i32.add (local.get $found) (i32.const 1)))))
    (br_if $next
      (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
  (local.get $found))

;; The earliest deadline of the timers in the list; all ones if there is no timer.
(func $earliest (param $list i32) (param $count i32) (result i64)
  (local $i i32)
  (local $rep i32)
  (local $earliest i64)
  (local.set $earliest (i64.const -1))
  (loop $next
    (local.set $rep (i32.load (i32.add (local.get $list) (i32.shl (local.get $i) (i32.const 2)))))
    (if (i32.eqz (call $is_real (local.get $rep)))
      (then
        (local.set $earliest
          (select
            (i64.load (local.get $rep))
            (local.get $earliest)
            (i64.lt_u (i64.load (local.get $rep)) (local.get $earliest))))))
    (br_if $next
      (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
  (local.get $earliest))

;; Those of the list that are real, from $out on; their number.
(func $collect_real (param $list i32) (param $count i32) (param $out i32) (result i32)
  (local $i i32)
  (local $rep i32)
  (local $found i32)
  (loop $next
    (local.set $rep (i32.load (i32.add (local.get $list) (i32.shl (local.get $i) (i32.const 2)))))
    (if (call $is_real (local.get $rep))
      (then
        (i32.store (i32.add (local.get $out) (i32.shl (local.get $found) (i32.const 2))) (local.get $rep))
        (local.set $found (i32.add (local.get $found) (i32.const 1)))))
    (br_if $next
      (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
  (local.get $found))

;; Nothing is ready: on to the earliest deadline, or to what really happens where no timer of the list ever ends.
(func $wait_for_any (param $list i32) (param $count i32)
  (local $deadline i64)
  (local $real i32)
  (local $found i32)
  (local.set $deadline (call $earliest (local.get $list) (local.get $count)))
  (if (i64.eq (local.get $deadline) (i64.const -1))
    (then
      (local.set $real (call $allocate (i32.shl (local.get $count) (i32.const 2)) (i32.const 4)))
      (local.set $found (call $collect_real (local.get $list) (local.get $count) (local.get $real)))
      (if (local.get $found)
        (then
          (drop (call $real:poll.poll (local.get $real) (local.get $found)))
          (return)))))
  (call $wait_until (local.get $deadline)))

(func $virtual:poll.poll (param $list i32) (param $count i32) (result i32)
  (local $out i32)
  (local $found i32)
  (if (i32.eqz (local.get $count))
    (then (unreachable)))
  (local.set $out (call $allocate (i32.shl (local.get $count) (i32.const 2)) (i32.const 4)))
  (local.set $found (call $collect_ready (local.get $list) (local.get $count) (local.get $out)))
  (if (i32.eqz (local.get $found))
    (then
      (call $wait_for_any (local.get $list) (local.get $count))
      (local.set $found (call $collect_ready (local.get $list) (local.get $count) (local.get $out)))))
  (i32.store (i32.const ${result}) (local.get $out))
  (i32.store offset=4 (i32.const ${result}) (local.get $found))
  (i32.const ${result}))

;; An input stream over bytes of the memory.
(func $reader (param $at i32) (param $end i32) (result i32)
  (local $slot i32)
  (local.set $slot (call $take_slot))
  (i32.store (local.get $slot) (local.get $at))
  (i32.store offset=4 (local.get $slot) (local.get $end))
  (call $new:input-stream (local.get $slot)))

(func $virtual:stdin.get-stdin (result i32)
  (call $new:input-stream (i32.const ${stdin})))

(func $left (param $self i32) (result i32)
  (i32.sub (i32.load offset=4 (local.get $self)) (i32.load (local.get $self))))

(func $closed_at_4 (result i32)
  (i32.store8 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=4 (i32.const ${result}) (i32.const ${wasi:io/streams#stream-error.closed}))
  (i32.const ${result}))

(func $closed_at_8 (result i32)
  (i32.store8 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=8 (i32.const ${result}) (i32.const ${wasi:io/streams#stream-error.closed}))
  (i32.const ${result}))

(func $take (param $self i32) (param $most i64) (result i32)
  (local $count i32)
  (local.set $count (call $left (local.get $self)))
  (if (i64.lt_u (local.get $most) (i64.extend_i32_u (local.get $count)))
    (then (local.set $count (i32.wrap_i64 (local.get $most)))))
  (i32.store (local.get $self) (i32.add (i32.load (local.get $self)) (local.get $count)))
  (local.get $count))

(func $virtual:input-stream.read (param $self i32) (param $most i64) (result i32)
  (if (i32.eqz (call $left (local.get $self)))
    (then (return (call $closed_at_4))))
  (i32.store8 (i32.const ${result}) (i32.const 0))
  (i32.store offset=4 (i32.const ${result}) (i32.load (local.get $self)))
  (i32.store offset=8 (i32.const ${result}) (call $take (local.get $self) (local.get $most)))
  (i32.const ${result}))

(func $virtual:input-stream.blocking-read (param $self i32) (param $most i64) (result i32)
  (call $virtual:input-stream.read (local.get $self) (local.get $most)))

(func $virtual:input-stream.skip (param $self i32) (param $most i64) (result i32)
  (if (i32.eqz (call $left (local.get $self)))
    (then (return (call $closed_at_8))))
  (i32.store8 (i32.const ${result}) (i32.const 0))
  (i64.store offset=8 (i32.const ${result}) (i64.extend_i32_u (call $take (local.get $self) (local.get $most))))
  (i32.const ${result}))

(func $virtual:input-stream.blocking-skip (param $self i32) (param $most i64) (result i32)
  (call $virtual:input-stream.skip (local.get $self) (local.get $most)))

(func $virtual:input-stream.subscribe (param $self i32) (result i32)
  (call $always_ready))

(func $written (param $self i32) (result i32)
  (if (i32.eq (local.get $self) (i32.const ${stream.closed}))
    (then (return (call $closed_at_4))))
  (i32.store8 (i32.const ${result}) (i32.const 0))
  (i32.const ${result}))

(func $virtual:stdout.get-stdout (result i32)
  (call $new:output-stream (i32.const ${stdio.stream})))

(func $virtual:stderr.get-stderr (result i32)
  (call $new:output-stream (i32.const ${stdio.stream})))

(func $virtual:output-stream.check-write (param $self i32) (result i32)
  (if (i32.eq (local.get $self) (i32.const ${stream.closed}))
    (then (return (call $closed_at_8))))
  (i32.store8 (i32.const ${result}) (i32.const 0))
  (i64.store offset=8 (i32.const ${result}) (i64.const 65536))
  (i32.const ${result}))

(func $virtual:output-stream.write (param $self i32) (param $at i32) (param $count i32) (result i32)
  (call $written (local.get $self)))

(func $virtual:output-stream.blocking-write-and-flush (param $self i32) (param $at i32) (param $count i32) (result i32)
  (call $written (local.get $self)))

(func $virtual:output-stream.flush (param $self i32) (result i32)
  (call $written (local.get $self)))

(func $virtual:output-stream.blocking-flush (param $self i32) (result i32)
  (call $written (local.get $self)))

(func $virtual:output-stream.subscribe (param $self i32) (result i32)
  (call $always_ready))

(func $virtual:output-stream.write-zeroes (param $self i32) (param $count i64) (result i32)
  (call $written (local.get $self)))

(func $virtual:output-stream.blocking-write-zeroes-and-flush (param $self i32) (param $count i64) (result i32)
  (call $written (local.get $self)))

;; Between a stream of ours and a real one, or two of ours: as much as the output takes, read and written. The results of the three
;; calls lie in the same layout but for their payloads, so each is looked at before the next call overwrites it.
(func $splice (param $self i32) (param $source i32) (param $most i64) (result i32)
  (local $answer i32)
  (local $room i64)
  (local $at i32)
  (local $count i32)
  (local.set $answer (call $output-stream.check-write (local.get $self)))
  (if (i32.load8_u (local.get $answer))
    (then (return (local.get $answer))))
  (local.set $room (i64.load offset=8 (local.get $answer)))
  (if (i64.gt_u (local.get $most) (local.get $room))
    (then (local.set $most (local.get $room))))
  (local.set $answer (call $input-stream.read (local.get $source) (local.get $most)))
  (if (i32.load8_u (local.get $answer))
    (then (return (call $failure_to_8 (local.get $answer)))))
  (local.set $at (i32.load offset=4 (local.get $answer)))
  (local.set $count (i32.load offset=8 (local.get $answer)))
  (local.set $answer (call $output-stream.write (local.get $self) (local.get $at) (local.get $count)))
  (if (i32.load8_u (local.get $answer))
    (then (return (call $failure_to_8 (local.get $answer)))))
  (i32.store8 (i32.const ${result}) (i32.const 0))
  (i64.store offset=8 (i32.const ${result}) (i64.extend_i32_u (local.get $count)))
  (i32.const ${result}))

;; A stream error behind a discriminant of four bytes, moved behind one of eight.
(func $failure_to_8 (param $answer i32) (result i32)
  (local $case i32)
  (local $error i32)
  (local.set $case (i32.load8_u offset=4 (local.get $answer)))
  (local.set $error (i32.load offset=8 (local.get $answer)))
  (i32.store8 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=8 (i32.const ${result}) (local.get $case))
  (i32.store offset=12 (i32.const ${result}) (local.get $error))
  (i32.const ${result}))

(func $virtual:output-stream.splice (param $self i32) (param $source i32) (param $most i64) (result i32)
  (call $splice (local.get $self) (local.get $source) (local.get $most)))

(func $virtual:output-stream.blocking-splice (param $self i32) (param $source i32) (param $most i64) (result i32)
  (call $splice (local.get $self) (local.get $source) (local.get $most)))
