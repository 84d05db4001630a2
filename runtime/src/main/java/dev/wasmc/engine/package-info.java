/// Compiles core wasm to JVM bytecode and runs it: instances, memories, tables, traps, limits.
package dev.wasmc.engine;
