/**
 * Compiles core wasm to JVM bytecode and runs it: instances, memories, tables, traps, limits.
 *
 * <pre>
 * ValidatedModule ─▶ CompiledModule ─▶ Instance ─▶ Extern = Function | Table | Memory | Global
 *                    (Layout: where things are)    Store: what instances share
 *
 * on the first call of a function of a group, on the compiler thread:
 * code ─▶ Body ─▶ Translator (OperandStack of Nodes, Facts) ─▶ Emitter ─▶ Code ─▶ class file
 *          └─▶ Flattener ─▶ SplitPlanner ─▶ parts, where a method would be too long
 *              (branches between parts are numbers: SplitPlan gives them, Ways goes by them;
 *              where Deferral allows it, once the function has run for a while)
 * </pre>
 *
 * <p>A wasm function is a static method with the wasm parameters, the instance and the array of
 * memory 0. A function as a value is an object of a class made for its type. A memory access is one
 * call that the JIT compilers take apart or not (see {@link InPlace}) and relies on the array's
 * bounds; where the memory may grow, also on {@link Memory#bound}, a constant until growth is
 * frequent. What is known to be in bounds is not compared again. A memory that no array holds is a
 * {@code MemorySegment}, which checks each access by itself; a module is translated again where an
 * imported memory has another shape than expected.
 *
 * <p>What the JIT compilers may take for a constant until it changes is a call of a {@code
 * MutableCallSite} in a static field of the instance's class, the only class that is initialized.
 *
 * <p>Rejected: helper methods for all accesses of large functions (they use up C2's budget for
 * inlining), a call site for the bound (quick in code of C2, slow in that of C1, where programs
 * spend a good part of their first minute), a {@code switch} over the candidates of an indirect
 * call (116 ns at 660 of them), arrays of exactly the memory's size however often it grows (growth
 * copies everything), classes made ahead of their use, static initializers in classes with code (an
 * overflow of the stack there ruins a class for good), and reading a field to learn of
 * interruptions ({@link Interruption} costs nothing until one comes; the field took 18 % of json,
 * 20 % of fib).
 *
 * <p>Known limits: a memory in an array never grows to 2 GiB; no 64-bit addresses, vectors, tail
 * calls, exceptions, garbage-collected types, threads.
 */
package dev.wasmc.engine;
