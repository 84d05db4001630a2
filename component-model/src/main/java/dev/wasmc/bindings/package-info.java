/**
 * WIT ⇄ component types.
 *
 * <pre>
 * WitToTypes     Resolve → InstanceType, ComponentType
 * ComponentToWit ValidatedComponent → Resolve with the package {@code root:component} and its world {@code root}
 * </pre>
 */
package dev.wasmc.bindings;
