/** {@code wasi:clocks}: the wall clock and the monotonic clock, with its timers. */
package dev.wasmc.wasi.clocks;
