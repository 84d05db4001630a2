/**
 * Carries out a plan: component instances, their handle tables, calls across their borders and to
 * the host.
 *
 * <pre>
 * Linker            : ComponentPlan, HostInterface* -> LinkedComponent
 * LinkedComponent   : RuntimeLimits -> ComponentInstance
 * ComponentInstance : name -> GuestFunction
 * GuestFunction     : Value* -> Value?
 * </pre>
 */
package dev.wasmc.runtime;
