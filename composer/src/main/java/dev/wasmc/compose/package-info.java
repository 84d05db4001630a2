/**
 * Joins components.
 *
 * <pre>
 * CompositionGraph ::= Instantiation*
 * Instantiation    ::= label GuestComponent (import := Source)*
 * Source           ::= export of an earlier Instantiation
 * </pre>
 *
 * What no source satisfies becomes an import of the whole, merged by name; one instantiation's
 * exports become those of the whole. The graph knows no text language; what is plugged into what is
 * {@link dev.wasmc.compose.Plugging}'s affair.
 */
package dev.wasmc.compose;
