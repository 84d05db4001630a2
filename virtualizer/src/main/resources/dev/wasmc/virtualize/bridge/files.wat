;; File trees that can only be read. A descriptor's representation is the address of its node; ${node.size} bytes a node, the children of
;; a folder side by side and sorted by the bytes of their names. The answer of every function that can fail starts with a byte that is 1
;; for an error; the error's byte follows at the payload's place, which depends on the alignment of the success.

(func $kind (param $node i32) (result i32)
  (i32.load offset=${node.kind} (local.get $node)))

(func $is_folder (param $node i32) (result i32)
  (i32.eq (call $kind (local.get $node)) (i32.const ${wasi:filesystem/types#descriptor-type.directory})))

(func $fail_at_1 (param $code i32) (result i32)
  (i32.store8 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=1 (i32.const ${result}) (local.get $code))
  (i32.const ${result}))

(func $fail_at_4 (param $code i32) (result i32)
  (i32.store8 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=4 (i32.const ${result}) (local.get $code))
  (i32.const ${result}))

(func $fail_at_8 (param $code i32) (result i32)
  (i32.store8 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=8 (i32.const ${result}) (local.get $code))
  (i32.const ${result}))

(func $succeed (result i32)
  (i32.store8 (i32.const ${result}) (i32.const 0))
  (i32.const ${result}))

(func $read_only (result i32)
  (call $fail_at_1 (i32.const ${wasi:filesystem/types#error-code.not-permitted})))

;; Which of two byte strings comes first: below, at or above zero.
(func $compare (param $a i32) (param $a_size i32) (param $b i32) (param $b_size i32) (result i32)
  (local $i i32)
  (local $difference i32)
  (block $done
    (loop $next
      (br_if $done (i32.ge_u (local.get $i) (local.get $a_size)))
      (br_if $done (i32.ge_u (local.get $i) (local.get $b_size)))
      (local.set $difference
        (i32.sub
          (i32.load8_u (i32.add (local.get $a) (local.get $i)))
          (i32.load8_u (i32.add (local.get $b) (local.get $i)))))
      (if (local.get $difference)
        (then (return (local.get $difference))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $next)))
  (i32.sub (local.get $a_size) (local.get $b_size)))

;; The child of a folder with this name, or 0.
(func $find (param $folder i32) (param $name i32) (param $size i32) (result i32)
  (local $low i32)
  (local $high i32)
  (local $middle i32)
  (local $node i32)
  (local $order i32)
  (local.set $high (i32.load offset=${node.length} (local.get $folder)))
  (loop $next
    (if (i32.lt_u (local.get $low) (local.get $high))
      (then
        (local.set $middle (i32.shr_u (i32.add (local.get $low) (local.get $high)) (i32.const 1)))
        (local.set $node
          (i32.add
            (i32.load offset=${node.content} (local.get $folder))
            (i32.mul (local.get $middle) (i32.const ${node.size}))))
        (local.set $order
          (call $compare
            (local.get $name)
            (local.get $size)
            (i32.load offset=${node.name} (local.get $node))
            (i32.load offset=${node.name.length} (local.get $node))))
        (if (i32.eqz (local.get $order))
          (then (return (local.get $node))))
        (if (i32.lt_s (local.get $order) (i32.const 0))
          (then (local.set $high (local.get $middle)))
          (else (local.set $low (i32.add (local.get $middle) (i32.const 1)))))
        (br $next))))
  (i32.const 0))

;; An error code where a node could stand: below zero.
(func $no_node (param $code i32) (result i32)
  (i32.sub (i32.const -1) (local.get $code)))

(func $code (param $no_node i32) (result i32)
  (i32.sub (i32.const -1) (local.get $no_node)))

;; The node that a path names, or what $no_node makes of an error code.
(func $walk (param $node i32) (param $at i32) (param $size i32) (param $follow i32) (result i32)
  (local $end i32)
  (local $name i32)
  (if (i32.eqz (local.get $size))
    (then (return (call $no_node (i32.const ${wasi:filesystem/types#error-code.no-entry})))))
  (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2f))
    (then (return (call $no_node (i32.const ${wasi:filesystem/types#error-code.not-permitted})))))
  (local.set $end (i32.add (local.get $at) (local.get $size)))
  (loop $next
    (if (i32.eq (local.get $at) (local.get $end))
      (then (return (local.get $node))))
    (if (i32.eqz (call $is_folder (local.get $node)))
      (then (return (call $no_node (i32.const ${wasi:filesystem/types#error-code.not-directory})))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2f))
      (then
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.set $name (local.get $at))
    (block $named
      (loop $letter
        (br_if $named (i32.eq (local.get $at) (local.get $end)))
        (br_if $named (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2f)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $letter)))
    (local.set $size (i32.sub (local.get $at) (local.get $name)))
    (if (i32.and
          (i32.eq (local.get $size) (i32.const 1))
          (i32.eq (i32.load8_u (local.get $name)) (i32.const 0x2e)))
      (then (br $next)))
    (if (i32.eq (local.get $size) (i32.const 2))
      (then
        (if (i32.eq (i32.load16_u align=1 (local.get $name)) (i32.const 0x2e2e))
          (then
            (local.set $node (i32.load offset=${node.parent} (local.get $node)))
            (if (i32.eqz (local.get $node))
              (then (return (call $no_node (i32.const ${wasi:filesystem/types#error-code.not-permitted})))))
            (br $next)))))
    (local.set $node (call $find (local.get $node) (local.get $name) (local.get $size)))
    (if (i32.eqz (local.get $node))
      (then (return (call $no_node (i32.const ${wasi:filesystem/types#error-code.no-entry})))))
    (if (i32.eq (call $kind (local.get $node)) (i32.const ${wasi:filesystem/types#descriptor-type.symbolic-link}))
      (then
        (if (i32.or (local.get $follow) (i32.ne (local.get $at) (local.get $end)))
          (then
            (local.set $node (i32.load offset=${node.target} (local.get $node)))
            (if (i32.eqz (local.get $node))
              (then (return (call $no_node (i32.const ${wasi:filesystem/types#error-code.no-entry}))))))
          (else (return (local.get $node))))))
    (br $next))
  (unreachable))

(func $follows (param $flags i32) (result i32)
  (i32.and (local.get $flags) (i32.const ${wasi:filesystem/types#path-flags.symlink-follow})))

;; A list of the mounted folders, and behind them the real ones that a host lends.
(func $virtual:preopens.get-directories (result i32)
  (local $real i32)
  (local $list i32)
  (local $i i32)
  (local $to i32)
  (local $from i32)
  (local.set $real (call $real:preopens.get-directories))
  (local.set $list
    (call $allocate
      (i32.mul (i32.add (i32.const ${mounts.count}) (i32.load offset=4 (local.get $real))) (i32.const 12))
      (i32.const 4)))
  (local.set $to (local.get $list))
  (local.set $from (i32.const ${mounts}))
  (block $listed
    (loop $next
      (br_if $listed (i32.eq (local.get $i) (i32.const ${mounts.count})))
      (i32.store (local.get $to) (call $new:descriptor (i32.load (local.get $from))))
      (i64.store offset=4 align=4 (local.get $to) (i64.load offset=4 align=4 (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 12)))
      (local.set $from (i32.add (local.get $from) (i32.const 12)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $next)))
  (memory.copy
    (local.get $to)
    (i32.load (local.get $real))
    (i32.mul (i32.load offset=4 (local.get $real)) (i32.const 12)))
  (i32.store offset=4
    (i32.const ${result})
    (i32.add (i32.const ${mounts.count}) (i32.load offset=4 (local.get $real))))
  (i32.store (i32.const ${result}) (local.get $list))
  (i32.const ${result}))

(func $virtual:descriptor.read-via-stream (param $self i32) (param $offset i64) (result i32)
  (if (call $is_folder (local.get $self))
    (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.is-directory})))))
  (i32.store offset=4
    (i32.const ${result})
    (call $reader
      (i32.add (i32.load offset=${node.content} (local.get $self)) (call $clamp (local.get $self) (local.get $offset)))
      (i32.add
        (i32.load offset=${node.content} (local.get $self))
        (i32.load offset=${node.length} (local.get $self)))))
  (call $succeed))

;; An offset in a file, or its size if that is less.
(func $clamp (param $self i32) (param $offset i64) (result i32)
  (select
    (i32.wrap_i64 (local.get $offset))
    (i32.load offset=${node.length} (local.get $self))
    (i64.lt_u (local.get $offset) (i64.extend_i32_u (i32.load offset=${node.length} (local.get $self))))))

(func $virtual:descriptor.write-via-stream (param $self i32) (param $offset i64) (result i32)
  (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.not-permitted})))

(func $virtual:descriptor.append-via-stream (param $self i32) (result i32)
  (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.not-permitted})))

(func $virtual:descriptor.advise (param $self i32) (param $offset i64) (param $length i64) (param $advice i32) (result i32)
  (call $succeed))

(func $virtual:descriptor.sync-data (param $self i32) (result i32)
  (call $succeed))

(func $virtual:descriptor.sync (param $self i32) (result i32)
  (call $succeed))

(func $virtual:descriptor.get-flags (param $self i32) (result i32)
  (i32.store8 offset=1 (i32.const ${result}) (i32.const ${wasi:filesystem/types#descriptor-flags.read}))
  (call $succeed))

(func $virtual:descriptor.get-type (param $self i32) (result i32)
  (i32.store8 offset=1 (i32.const ${result}) (call $kind (local.get $self)))
  (call $succeed))

(func $virtual:descriptor.set-size (param $self i32) (param $size i64) (result i32)
  (call $read_only))

(func $virtual:descriptor.set-times (param $self i32) (param i32 i64 i32 i32 i64 i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.set-times-at (param $self i32) (param i32 i32 i32 i32 i64 i32 i32 i64 i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.read (param $self i32) (param $most i64) (param $offset i64) (result i32)
  (local $from i32)
  (local $count i32)
  (if (call $is_folder (local.get $self))
    (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.is-directory})))))
  (local.set $from (call $clamp (local.get $self) (local.get $offset)))
  (local.set $count (i32.sub (i32.load offset=${node.length} (local.get $self)) (local.get $from)))
  (i32.store8 offset=12 (i32.const ${result}) (i64.ge_u (local.get $most) (i64.extend_i32_u (local.get $count))))
  (if (i64.lt_u (local.get $most) (i64.extend_i32_u (local.get $count)))
    (then (local.set $count (i32.wrap_i64 (local.get $most)))))
  (i32.store offset=4
    (i32.const ${result})
    (i32.add (i32.load offset=${node.content} (local.get $self)) (local.get $from)))
  (i32.store offset=8 (i32.const ${result}) (local.get $count))
  (call $succeed))

(func $virtual:descriptor.write (param $self i32) (param $at i32) (param $count i32) (param $offset i64) (result i32)
  (call $fail_at_8 (i32.const ${wasi:filesystem/types#error-code.not-permitted})))

(func $virtual:descriptor.read-directory (param $self i32) (result i32)
  (local $slot i32)
  (if (i32.eqz (call $is_folder (local.get $self)))
    (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.not-directory})))))
  (local.set $slot (call $take_slot))
  (i32.store (local.get $slot) (i32.load offset=${node.content} (local.get $self)))
  (i32.store offset=4
    (local.get $slot)
    (i32.add
      (i32.load offset=${node.content} (local.get $self))
      (i32.mul (i32.load offset=${node.length} (local.get $self)) (i32.const ${node.size}))))
  (i32.store offset=4 (i32.const ${result}) (call $new:directory-entry-stream (local.get $slot)))
  (call $succeed))

(func $virtual:directory-entry-stream.read-directory-entry (param $self i32) (result i32)
  (local $node i32)
  (local.set $node (i32.load (local.get $self)))
  (if (i32.eq (local.get $node) (i32.load offset=4 (local.get $self)))
    (then
      (i32.store8 offset=4 (i32.const ${result}) (i32.const 0))
      (return (call $succeed))))
  (i32.store (local.get $self) (i32.add (local.get $node) (i32.const ${node.size})))
  (i32.store8 offset=4 (i32.const ${result}) (i32.const 1))
  (i32.store8 offset=8 (i32.const ${result}) (call $kind (local.get $node)))
  (i32.store offset=12 (i32.const ${result}) (i32.load offset=${node.name} (local.get $node)))
  (i32.store offset=16 (i32.const ${result}) (i32.load offset=${node.name.length} (local.get $node)))
  (call $succeed))

(func $virtual:descriptor.create-directory-at (param $self i32) (param $path i32) (param $size i32) (result i32)
  (call $read_only))

(func $stat (param $node i32) (result i32)
  (memory.fill (i32.const ${result}) (i32.const 0) (i32.const 104))
  (i32.store8 offset=8 (i32.const ${result}) (call $kind (local.get $node)))
  (i64.store offset=16 (i32.const ${result}) (i64.const 1))
  (if (i32.eqz (call $is_folder (local.get $node)))
    (then
      (i64.store offset=24 (i32.const ${result}) (i64.load32_u offset=${node.length} (local.get $node)))))
  (i32.const ${result}))

(func $virtual:descriptor.stat (param $self i32) (result i32)
  (call $stat (local.get $self)))

(func $virtual:descriptor.stat-at (param $self i32) (param $flags i32) (param $path i32) (param $size i32) (result i32)
  (local $node i32)
  (local.set $node
    (call $walk (local.get $self) (local.get $path) (local.get $size) (call $follows (local.get $flags))))
  (if (i32.lt_s (local.get $node) (i32.const 0))
    (then (return (call $fail_at_8 (call $code (local.get $node))))))
  (call $stat (local.get $node)))

(func $virtual:descriptor.link-at
  (param $self i32) (param $flags i32) (param $old i32) (param $old_size i32)
  (param $folder i32) (param $new i32) (param $new_size i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.open-at
  (param $self i32) (param $path_flags i32) (param $path i32) (param $size i32)
  (param $open_flags i32) (param $flags i32) (result i32)
  (local $node i32)
  (if (i32.or
        (i32.and
          (local.get $open_flags)
          (i32.or
            (i32.const ${wasi:filesystem/types#open-flags.create})
            (i32.const ${wasi:filesystem/types#open-flags.truncate})))
        (i32.and (local.get $flags) (i32.const ${wasi:filesystem/types#descriptor-flags.write})))
    (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.not-permitted})))))
  (local.set $node
    (call $walk (local.get $self) (local.get $path) (local.get $size) (call $follows (local.get $path_flags))))
  (if (i32.lt_s (local.get $node) (i32.const 0))
    (then (return (call $fail_at_4 (call $code (local.get $node))))))
  (if (i32.eq (call $kind (local.get $node)) (i32.const ${wasi:filesystem/types#descriptor-type.symbolic-link}))
    (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.loop})))))
  (if (i32.and (local.get $open_flags) (i32.const ${wasi:filesystem/types#open-flags.directory}))
    (then
      (if (i32.eqz (call $is_folder (local.get $node)))
        (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.not-directory})))))))
  (i32.store offset=4 (i32.const ${result}) (call $new:descriptor (local.get $node)))
  (call $succeed))

(func $virtual:descriptor.readlink-at (param $self i32) (param $path i32) (param $size i32) (result i32)
  (local $node i32)
  (local.set $node (call $walk (local.get $self) (local.get $path) (local.get $size) (i32.const 0)))
  (if (i32.lt_s (local.get $node) (i32.const 0))
    (then (return (call $fail_at_4 (call $code (local.get $node))))))
  (if (i32.ne (call $kind (local.get $node)) (i32.const ${wasi:filesystem/types#descriptor-type.symbolic-link}))
    (then (return (call $fail_at_4 (i32.const ${wasi:filesystem/types#error-code.invalid})))))
  (i32.store offset=4 (i32.const ${result}) (i32.load offset=${node.content} (local.get $node)))
  (i32.store offset=8 (i32.const ${result}) (i32.load offset=${node.length} (local.get $node)))
  (call $succeed))

(func $virtual:descriptor.remove-directory-at (param $self i32) (param $path i32) (param $size i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.rename-at
  (param $self i32) (param $old i32) (param $old_size i32)
  (param $folder i32) (param $new i32) (param $new_size i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.symlink-at
  (param $self i32) (param $old i32) (param $old_size i32) (param $new i32) (param $new_size i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.unlink-file-at (param $self i32) (param $path i32) (param $size i32) (result i32)
  (call $read_only))

(func $virtual:descriptor.is-same-object (param $self i32) (param $other i32) (result i32)
  (i32.eq (local.get $self) (local.get $other)))

(func $hash (param $node i32) (result i32)
  (i64.store offset=8 (i32.const ${result}) (i64.extend_i32_u (local.get $node)))
  (i64.store offset=16 (i32.const ${result}) (i64.load32_u offset=${node.length} (local.get $node)))
  (call $succeed))

(func $virtual:descriptor.metadata-hash (param $self i32) (result i32)
  (call $hash (local.get $self)))

(func $virtual:descriptor.metadata-hash-at (param $self i32) (param $flags i32) (param $path i32) (param $size i32) (result i32)
  (local $node i32)
  (local.set $node
    (call $walk (local.get $self) (local.get $path) (local.get $size) (call $follows (local.get $flags))))
  (if (i32.lt_s (local.get $node) (i32.const 0))
    (then (return (call $fail_at_8 (call $code (local.get $node))))))
  (call $hash (local.get $node)))
