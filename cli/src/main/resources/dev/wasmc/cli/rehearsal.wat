;; A guest that asks for what programs in C, Rust and Go ask for, and computes a little of everything.
(component
  (import "wasi:cli/environment@0.2.6" (instance $environment
    (export "get-environment" (func (result (list (tuple string string)))))
    (export "get-arguments" (func (result (list string))))))
  (import "wasi:cli/exit@0.2.6" (instance $exit
    (export "exit" (func (param "status" (result))))))
  (import "wasi:io/error@0.2.6" (instance $error
    (export "error" (type (sub resource)))))
  (alias export $error "error" (type $io-error))
  (import "wasi:io/poll@0.2.6" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.block" (func (param "self" (borrow $pollable))))
    (export "poll" (func (param "in" (list (borrow $pollable))) (result (list u32))))))
  (alias export $poll "pollable" (type $a-pollable))
  (import "wasi:io/streams@0.2.6" (instance $streams
    (export "error" (type $error (eq $io-error)))
    (export "pollable" (type $pollable (eq $a-pollable)))
    (export "input-stream" (type $in (sub resource)))
    (export "output-stream" (type $out (sub resource)))
    (type $failure' (variant (case "last-operation-failed" (own $error)) (case "closed")))
    (export "stream-error" (type $failure (eq $failure')))
    (export "[method]input-stream.read"
      (func (param "self" (borrow $in)) (param "len" u64) (result (result (list u8) (error $failure)))))
    (export "[method]input-stream.blocking-read"
      (func (param "self" (borrow $in)) (param "len" u64) (result (result (list u8) (error $failure)))))
    (export "[method]output-stream.check-write"
      (func (param "self" (borrow $out)) (result (result u64 (error $failure)))))
    (export "[method]output-stream.write"
      (func (param "self" (borrow $out)) (param "contents" (list u8)) (result (result (error $failure)))))
    (export "[method]output-stream.blocking-write-and-flush"
      (func (param "self" (borrow $out)) (param "contents" (list u8)) (result (result (error $failure)))))
    (export "[method]output-stream.blocking-flush"
      (func (param "self" (borrow $out)) (result (result (error $failure)))))
    (export "[method]output-stream.subscribe"
      (func (param "self" (borrow $out)) (result (own $pollable))))))
  (alias export $streams "input-stream" (type $in))
  (alias export $streams "output-stream" (type $out))
  (import "wasi:cli/stdin@0.2.6" (instance $stdin
    (export "input-stream" (type $stream (eq $in)))
    (export "get-stdin" (func (result (own $stream))))))
  (import "wasi:cli/stdout@0.2.6" (instance $stdout
    (export "output-stream" (type $stream (eq $out)))
    (export "get-stdout" (func (result (own $stream))))))
  (import "wasi:cli/stderr@0.2.6" (instance $stderr
    (export "output-stream" (type $stream (eq $out)))
    (export "get-stderr" (func (result (own $stream))))))
  (import "wasi:cli/terminal-input@0.2.6" (instance $terminal-input
    (export "terminal-input" (type (sub resource)))))
  (import "wasi:cli/terminal-output@0.2.6" (instance $terminal-output
    (export "terminal-output" (type (sub resource)))))
  (alias export $terminal-input "terminal-input" (type $terminal-in))
  (alias export $terminal-output "terminal-output" (type $terminal-out))
  (import "wasi:cli/terminal-stdin@0.2.6" (instance $terminal-stdin
    (export "terminal-input" (type $terminal (eq $terminal-in)))
    (export "get-terminal-stdin" (func (result (option (own $terminal)))))))
  (import "wasi:cli/terminal-stdout@0.2.6" (instance $terminal-stdout
    (export "terminal-output" (type $terminal (eq $terminal-out)))
    (export "get-terminal-stdout" (func (result (option (own $terminal)))))))
  (import "wasi:cli/terminal-stderr@0.2.6" (instance $terminal-stderr
    (export "terminal-output" (type $terminal (eq $terminal-out)))
    (export "get-terminal-stderr" (func (result (option (own $terminal)))))))
  (import "wasi:clocks/monotonic-clock@0.2.6" (instance $monotonic
    (export "pollable" (type $pollable (eq $a-pollable)))
    (type $instant' u64)
    (export "instant" (type $instant (eq $instant')))
    (type $duration' u64)
    (export "duration" (type $duration (eq $duration')))
    (export "now" (func (result $instant)))
    (export "subscribe-duration" (func (param "when" $duration) (result (own $pollable))))))
  (import "wasi:clocks/wall-clock@0.2.6" (instance $wall
    (type $datetime' (record (field "seconds" u64) (field "nanoseconds" u32)))
    (export "datetime" (type $datetime (eq $datetime')))
    (export "now" (func (result $datetime)))))
  (alias export $wall "datetime" (type $a-datetime))
  (import "wasi:filesystem/types@0.2.6" (instance $files
    (export "error" (type $error (eq $io-error)))
    (export "input-stream" (type $in-stream (eq $in)))
    (export "output-stream" (type $out-stream (eq $out)))
    (export "datetime" (type $datetime (eq $a-datetime)))
    (type $filesize' u64)
    (export "filesize" (type $filesize (eq $filesize')))
    (type $link-count' u64)
    (export "link-count" (type $link-count (eq $link-count')))
    (type $code' (enum "access" "would-block" "already" "bad-descriptor" "busy" "deadlock" "quota" "exist"
      "file-too-large" "illegal-byte-sequence" "in-progress" "interrupted" "invalid" "io" "is-directory"
      "loop" "too-many-links" "message-size" "name-too-long" "no-device" "no-entry" "no-lock"
      "insufficient-memory" "insufficient-space" "not-directory" "not-empty" "not-recoverable"
      "unsupported" "no-tty" "no-such-device" "overflow" "not-permitted" "pipe" "read-only"
      "invalid-seek" "text-file-busy" "cross-device"))
    (export "error-code" (type $code (eq $code')))
    (type $kind' (enum "unknown" "block-device" "character-device" "directory" "fifo" "symbolic-link"
      "regular-file" "socket"))
    (export "descriptor-type" (type $kind (eq $kind')))
    (type $descriptor-flags' (flags "read" "write" "file-integrity-sync" "data-integrity-sync"
      "requested-write-sync" "mutate-directory"))
    (export "descriptor-flags" (type $descriptor-flags (eq $descriptor-flags')))
    (type $path-flags' (flags "symlink-follow"))
    (export "path-flags" (type $path-flags (eq $path-flags')))
    (type $open-flags' (flags "create" "directory" "exclusive" "truncate"))
    (export "open-flags" (type $open-flags (eq $open-flags')))
    (type $stat' (record (field "type" $kind) (field "link-count" $link-count) (field "size" $filesize)
      (field "data-access-timestamp" (option $datetime))
      (field "data-modification-timestamp" (option $datetime))
      (field "status-change-timestamp" (option $datetime))))
    (export "descriptor-stat" (type $stat (eq $stat')))
    (export "descriptor" (type $descriptor (sub resource)))
    (export "[method]descriptor.read-via-stream"
      (func (param "self" (borrow $descriptor)) (param "offset" $filesize)
        (result (result (own $in-stream) (error $code)))))
    (export "[method]descriptor.write-via-stream"
      (func (param "self" (borrow $descriptor)) (param "offset" $filesize)
        (result (result (own $out-stream) (error $code)))))
    (export "[method]descriptor.get-flags"
      (func (param "self" (borrow $descriptor)) (result (result $descriptor-flags (error $code)))))
    (type $entry' (record (field "type" $kind) (field "name" string)))
    (export "directory-entry" (type $entry (eq $entry')))
    (export "directory-entry-stream" (type $entries (sub resource)))
    (export "[method]directory-entry-stream.read-directory-entry"
      (func (param "self" (borrow $entries)) (result (result (option $entry) (error $code)))))
    (export "[method]descriptor.read-directory"
      (func (param "self" (borrow $descriptor)) (result (result (own $entries) (error $code)))))
    (export "[method]descriptor.stat"
      (func (param "self" (borrow $descriptor)) (result (result $stat (error $code)))))
    (export "[method]descriptor.open-at"
      (func (param "self" (borrow $descriptor)) (param "path-flags" $path-flags) (param "path" string)
        (param "open-flags" $open-flags) (param "flags" $descriptor-flags)
        (result (result (own $descriptor) (error $code)))))))
  (alias export $files "descriptor" (type $a-descriptor))
  (import "wasi:filesystem/preopens@0.2.6" (instance $preopens
    (export "descriptor" (type $descriptor (eq $a-descriptor)))
    (export "get-directories" (func (result (list (tuple (own $descriptor) string)))))))
  (import "wasi:random/random@0.2.6" (instance $random
    (export "get-random-bytes" (func (param "len" u64) (result (list u8))))
    (export "get-random-u64" (func (result u64)))))

  (core module $memory-module
    (memory (export "memory") 3)
    (global $next (mut i32) (i32.const 65536))
    (func (export "cabi_realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32)
        (result i32)
      (local $place i32)
      (local.set $place
        (i32.and
          (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $place) (local.get $new)))
      (block $room
        (br_if $room
          (i32.le_u (global.get $next) (i32.shl (memory.size) (i32.const 16))))
        (br_if $room (i32.ne (memory.grow (i32.const 4)) (i32.const -1)))
        (unreachable))
      (local.get $place)))
  (core instance $memory (instantiate $memory-module))
  (alias core export $memory "memory" (core memory $m))
  (alias core export $memory "cabi_realloc" (core func $realloc))

  (core func $get-environment
    (canon lower (func $environment "get-environment") (memory $m) (realloc $realloc)))
  (core func $get-arguments
    (canon lower (func $environment "get-arguments") (memory $m) (realloc $realloc)))
  (core func $quit (canon lower (func $exit "exit")))
  (core func $write-all
    (canon lower (func $streams "[method]output-stream.blocking-write-and-flush") (memory $m)))
  (core func $check-write
    (canon lower (func $streams "[method]output-stream.check-write") (memory $m)))
  (core func $write (canon lower (func $streams "[method]output-stream.write") (memory $m)))
  (core func $flush
    (canon lower (func $streams "[method]output-stream.blocking-flush") (memory $m)))
  (core func $read
    (canon lower (func $streams "[method]input-stream.blocking-read") (memory $m) (realloc $realloc)))
  (core func $get-stdin (canon lower (func $stdin "get-stdin")))
  (core func $get-stdout (canon lower (func $stdout "get-stdout")))
  (core func $get-stderr (canon lower (func $stderr "get-stderr")))
  (core func $get-terminal (canon lower (func $terminal-stdout "get-terminal-stdout") (memory $m)))
  (core func $monotonic-now (canon lower (func $monotonic "now")))
  (core func $wall-now (canon lower (func $wall "now") (memory $m)))
  (core func $stat (canon lower (func $files "[method]descriptor.stat") (memory $m)))
  (core func $open
    (canon lower (func $files "[method]descriptor.open-at") (memory $m) (realloc $realloc)))
  (core func $write-to (canon lower (func $files "[method]descriptor.write-via-stream") (memory $m)))
  (core func $read-from (canon lower (func $files "[method]descriptor.read-via-stream") (memory $m)))
  (core func $list (canon lower (func $files "[method]descriptor.read-directory") (memory $m)))
  (core func $next-entry
    (canon lower (func $files "[method]directory-entry-stream.read-directory-entry") (memory $m)
      (realloc $realloc)))
  (core func $get-directories
    (canon lower (func $preopens "get-directories") (memory $m) (realloc $realloc)))
  (core func $random-bytes
    (canon lower (func $random "get-random-bytes") (memory $m) (realloc $realloc)))
  (core func $random-u64 (canon lower (func $random "get-random-u64")))
  (core func $drop-in (canon resource.drop $in))
  (core func $drop-out (canon resource.drop $out))

  (core module $main-module
    (type $unary (func (param i32) (result i32)))
    (import "memory" "memory" (memory 3))
    (import "wasi" "get-environment" (func $get-environment (param i32)))
    (import "wasi" "get-arguments" (func $get-arguments (param i32)))
    (import "wasi" "write-all" (func $write-all (param i32 i32 i32 i32)))
    (import "wasi" "check-write" (func $check-write (param i32 i32)))
    (import "wasi" "write" (func $write (param i32 i32 i32 i32)))
    (import "wasi" "flush" (func $flush (param i32 i32)))
    (import "wasi" "read" (func $read (param i32 i64 i32)))
    (import "wasi" "get-stdin" (func $get-stdin (result i32)))
    (import "wasi" "get-stdout" (func $get-stdout (result i32)))
    (import "wasi" "get-stderr" (func $get-stderr (result i32)))
    (import "wasi" "get-terminal" (func $get-terminal (param i32)))
    (import "wasi" "monotonic-now" (func $monotonic-now (result i64)))
    (import "wasi" "wall-now" (func $wall-now (param i32)))
    (import "wasi" "get-directories" (func $get-directories (param i32)))
    (import "wasi" "open" (func $open (param i32 i32 i32 i32 i32 i32 i32)))
    (import "wasi" "stat" (func $stat (param i32 i32)))
    (import "wasi" "write-to" (func $write-to (param i32 i64 i32)))
    (import "wasi" "read-from" (func $read-from (param i32 i64 i32)))
    (import "wasi" "list" (func $list (param i32 i32)))
    (import "wasi" "next-entry" (func $next-entry (param i32 i32)))
    (import "wasi" "random-bytes" (func $random-bytes (param i64 i32)))
    (import "wasi" "random-u64" (func $random-u64 (result i64)))
    (import "wasi" "drop-in" (func $drop-in (param i32)))
    (import "wasi" "drop-out" (func $drop-out (param i32)))
    (import "wasi" "quit" (func $quit (param i32)))
    (table 8 8 funcref)
    (elem (i32.const 0) $fibonacci0 $hash0 $sieve0 $numbers0 $interpret0 $sort0 $large $nested)
    (global $sum (mut i64) (i64.const 0))
    (global $ratio (mut f64) (f64.const 1.5))
    (data (i32.const 1024) "the answer is 0000000000\0a")

${functions}
    ;; Too long for one method, and run often enough to be split.
    (func $large (param $n i32) (result i32)
      (local $a i32) (local $b i64) (local $c i32) (local $d f64)
      (loop $again
        ${statements}
        (local.set $c (i32.add (local.get $c) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $c) (i32.mul (local.get $n) (i32.const 64)))))
      (i32.add (local.get $a) (i32.wrap_i64 (local.get $b))))

    ;; Split at once, since a loop is in another.
    (func $nested (param $n i32) (result i32)
      (local $a i32) (local $b i64) (local $c i32) (local $d f64)
      (loop $again
        (loop $inner
          ${statements}
          (br_if $inner (i32.eqz (local.get $n))))
        (local.set $c (i32.add (local.get $c) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $c) (i32.const 2))))
      (i32.add (local.get $a) (i32.wrap_i64 (local.get $b))))

    ;; The digits of a number, from the right.
    (func $format (param $value i32) (param $end i32)
      (loop $digit
        (local.set $end (i32.sub (local.get $end) (i32.const 1)))
        (i32.store8
          (local.get $end)
          (i32.add (i32.rem_u (local.get $value) (i32.const 10)) (i32.const 48)))
        (local.tee $value (i32.div_u (local.get $value) (i32.const 10)))
        (br_if $digit)))

    (func $print (param $stream i32) (param $value i32)
      (memory.copy (i32.const 1152) (i32.const 1024) (i32.const 25))
      (call $format (local.get $value) (i32.const 1176))
      (call $write-all (local.get $stream) (i32.const 1152) (i32.const 25) (i32.const 1200)))

    ;; Writes and reads a file in a folder, and lists that.
    (func $use (param $folder i32)
      (local $file i32) (local $stream i32)
      (call $open
        (local.get $folder) (i32.const 1) (i32.const 1024) (i32.const 3) (i32.const 1) (i32.const 3)
        (i32.const 1304))
      (local.set $file (i32.load (i32.const 1308)))
      (call $stat (local.get $file) (i32.const 1320))
      (call $write-to (local.get $file) (i64.const 0) (i32.const 1304))
      (local.set $stream (i32.load (i32.const 1308)))
      (call $write-all (local.get $stream) (i32.const 1024) (i32.const 25) (i32.const 1440))
      (call $drop-out (local.get $stream))
      (call $read-from (local.get $file) (i64.const 0) (i32.const 1304))
      (local.set $stream (i32.load (i32.const 1308)))
      (call $read (local.get $stream) (i64.const 100) (i32.const 1440))
      (call $drop-in (local.get $stream))
      (call $list (local.get $folder) (i32.const 1304))
      (call $next-entry (i32.load (i32.const 1308)) (i32.const 1440)))

    (func (export "run") (result i32)
      (local $out i32) (local $in i32) (local $i i32)
      (call $get-environment (i32.const 1208))
      (call $get-arguments (i32.const 1216))
      (call $get-directories (i32.const 1224))
      (if (i32.load (i32.const 1228))
        (then (call $use (i32.load (i32.load (i32.const 1224))))))
      (call $get-terminal (i32.const 1232))
      (call $wall-now (i32.const 1240))
      (global.set $sum
        (i64.add (i64.add (call $monotonic-now) (call $monotonic-now)) (call $random-u64)))
      (call $random-bytes (i64.const 16) (i32.const 1264))
      (local.set $in (call $get-stdin))
      (call $read (local.get $in) (i64.const 100) (i32.const 1280))
      (call $drop-in (local.get $in))
      (local.set $out (call $get-stdout))
      ${calls}
      (loop $each
        (call $print
          (local.get $out)
          (call_indirect (type $unary)
            (i32.const 20)
            (i32.and (local.get $i) (i32.const 7))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $each (i32.lt_u (local.get $i) (i32.const 8))))
      (call $check-write (local.get $out) (i32.const 1296))
      (call $write (local.get $out) (i32.const 1024) (i32.const 25) (i32.const 1296))
      (call $flush (local.get $out) (i32.const 1296))
      (call $drop-out (local.get $out))
      (call $print (call $get-stderr) (i32.const 42))
      (i32.const 0)))
  (core instance $main (instantiate $main-module
    (with "memory" (instance $memory))
    (with "wasi" (instance
      (export "get-environment" (func $get-environment))
      (export "get-arguments" (func $get-arguments))
      (export "write-all" (func $write-all))
      (export "check-write" (func $check-write))
      (export "write" (func $write))
      (export "flush" (func $flush))
      (export "read" (func $read))
      (export "get-stdin" (func $get-stdin))
      (export "get-stdout" (func $get-stdout))
      (export "get-stderr" (func $get-stderr))
      (export "get-terminal" (func $get-terminal))
      (export "monotonic-now" (func $monotonic-now))
      (export "wall-now" (func $wall-now))
      (export "get-directories" (func $get-directories))
      (export "open" (func $open))
      (export "stat" (func $stat))
      (export "write-to" (func $write-to))
      (export "read-from" (func $read-from))
      (export "list" (func $list))
      (export "next-entry" (func $next-entry))
      (export "random-bytes" (func $random-bytes))
      (export "random-u64" (func $random-u64))
      (export "drop-in" (func $drop-in))
      (export "drop-out" (func $drop-out))
      (export "quit" (func $quit))))))
  (alias core export $main "run" (core func $run))
  (func $lifted (result (result)) (canon lift (core func $run)))
  (component $command
    (import "import-run" (func $run (result (result))))
    (export "run" (func $run)))
  (instance $cli-run (instantiate $command (with "import-run" (func $lifted))))
  (export "wasi:cli/run@0.2.6" (instance $cli-run)))
