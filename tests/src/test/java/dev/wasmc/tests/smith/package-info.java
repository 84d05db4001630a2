/**
 * Random modules of {@code wasm-tools smith}, run here and in wasmtime, which have to do the same.
 *
 * <pre>
 * number ─▶ seed ─▶ wasm-tools smith ─▶ SmithPlan ─┬─▶ EngineTranscript, in several modes ─┐
 *                                                  └─▶ WasmtimeProcess ───────────────────┴─▶ equal?
 * </pre>
 *
 * <p>A transcript has a line for each call, each call of an import, and each global, table and
 * memory afterwards. What is compared is text: numbers as bits, any NaN as {@code nan}, functions
 * as {@code set}, memories as checksums.
 */
package dev.wasmc.tests.smith;
