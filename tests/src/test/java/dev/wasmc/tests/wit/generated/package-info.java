/**
 * Valid WIT packages, made up by jqwik.
 *
 * <pre>
 * numbers ─▶ Seed ─▶ PackageWriter ─┬─▶ ScopeWriter ─▶ TypeWriter   tokens of declarations
 *                                   └─▶ WorldWriter
 *                        tokens ─▶ Tokens ─▶ text, with space and comments in between
 * </pre>
 *
 * <p>A declaration reads its numbers as choices, and chooses the simplest where it has none left.
 * Each has a list of its own: so what jqwik leaves out when it looks for a smaller case changes
 * nothing else, and every case is valid, since a name refers to what was written before.
 */
package dev.wasmc.tests.wit.generated;
