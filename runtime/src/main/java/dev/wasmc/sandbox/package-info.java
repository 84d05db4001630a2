/**
 * The front door: what the commands do, for programs.
 *
 * <pre>
 * GuestComponent.load : bytes -> GuestComponent
 * Virtualizer         : GuestComponent, Policy -> Bridge            (dev.wasmc.virtualize)
 * Sandbox.prepare     : GuestComponent, Policy, HostInterface* -> PreparedGuest
 * PreparedGuest       : RunOptions -> RunResult | GuestInstance
 * GuestInstance       : name, Value* -> Value?
 * RunResult           ::= Ended(exit code) | Returned(value) | Trapped(report)
 * </pre>
 *
 * A run builds the same bridge that composing would write, and gives real things only where the
 * policy's grants say so.
 */
package dev.wasmc.sandbox;
