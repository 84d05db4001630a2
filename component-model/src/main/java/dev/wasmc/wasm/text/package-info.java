/**
 * The text format of core modules, chapter 6 of the core specification, and the scripts that its
 * test suite is written in.
 *
 * <pre>
 * text    --Lexer-->  Tokens  --ModuleParser-->  CoreModule  --ModulePrinter-->  text
 * script  ::= directive*, see {@link dev.wasmc.wasm.text.WastScript}
 * </pre>
 *
 * A module is read in two passes over its tokens. The first gives every identifier its index, the
 * second emits instructions straight into their binary form: there is no tree in between, and
 * nesting is kept on explicit stacks.
 */
package dev.wasmc.wasm.text;
