/**
 * The canonical ABI without a machine: how component-level values become core values and bytes, and
 * back.
 *
 * <pre>
 * ValueType ─▶ Shape ─▶ Layout      size, alignment, offsets
 *                   ─▶ Flattening  core values ─▶ CoreSignatures
 *                   ─▶ ValueCodec  lift and lower on the side of the host
 *                   ─▶ adapter     lift and lower as core wasm, between two components
 * </pre>
 *
 * All of it follows {@code design/mvp/CanonicalABI.md} of the component model.
 */
package dev.wasmc.abi;
