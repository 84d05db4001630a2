/**
 * Every reader under attack: what a target does with any bytes is a plain method, which the tests
 * run over what is known and Jazzer over what it makes up.
 *
 * <pre>
 * FuzzTarget ─┬─▶ FuzzTest      seeds of the corpora, and what was found once (resources beside it)
 *             └─▶ FuzzProgram ─▶ Jazzer ─▶ FuzzEntry       ./build fuzz TARGET SECONDS
 * </pre>
 */
package dev.wasmc.tests.fuzz;
