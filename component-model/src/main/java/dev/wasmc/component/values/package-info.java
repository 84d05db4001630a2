/**
 * Component-level values, outside of any memory.
 *
 * <pre>
 * Value ::= Bool | Int | F32 | F64 | Char | Str | ListOf | Bytes | Record | Variant | Flags | Handle
 * </pre>
 *
 * A value carries no type; what reads it knows the type, and the shapes for each type are listed at
 * {@link dev.wasmc.component.values.Value}.
 */
package dev.wasmc.component.values;
