/**
 * Calls from one component to another, written as core WebAssembly.
 *
 * <pre>
 * Adapter(caller AdapterSide, callee AdapterSide) ─▶ AdapterEmitter ─▶ AdapterModule(CoreModule, AdapterImport*)
 * </pre>
 *
 * An adapter has the signature that {@code canon lower} gives on the side of the caller and calls
 * the core function that {@code canon lift} takes on the side of the callee. It reads arguments
 * where the caller has them and writes them where the callee wants them, without a value in
 * between, and the result likewise back.
 */
package dev.wasmc.abi.adapter;
