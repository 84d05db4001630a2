/**
 * Where things stand in a source, and what is wrong with them.
 *
 * <pre>
 * Place      ::= InText(SourceFile, Span) | InBytes(file, offset) | InInput(name) | Nowhere
 * Diagnostic ::= Diagnostic(Problem, Severity, Place, Note*)
 * Problem    ::= a record of the package that finds it: id, message, hint
 * </pre>
 *
 * Diagnostics are values. Text is made when they are shown, by {@link
 * dev.wasmc.source.DiagnosticRenderer}.
 */
package dev.wasmc.source;
