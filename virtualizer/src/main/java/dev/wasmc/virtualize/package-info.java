/**
 * Policy in, bridge component out.
 *
 * <pre>
 * Virtualizer : GuestComponent, Policy -> Bridge
 * Sealing     : GuestComponent, plug*, Policy? -> Artifact
 * </pre>
 *
 * In between: {@code GuestImports} (what is asked for, once for all versions), {@code Decisions}
 * (what becomes of each import), {@code BridgeFunctions} (a function of the text for each answer),
 * {@code BridgeText} (two core modules as text, out of the library among the resources), {@code
 * BridgeAssembler} (the component).
 */
package dev.wasmc.virtualize;
