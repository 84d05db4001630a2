/**
 * Validation of core modules, core specification 3. Its result is the only form that is compiled or
 * linked.
 *
 * <pre>
 * CoreModule --ModuleValidator--> ValidatedModule | ModuleProblem | WasmProblem
 *   TypeTable          the module's types, and value types as integers that are equal when the types are
 *   IndexSpaces        what instructions can name
 *   CodeValidator      bodies and constant expressions, by Opcode.signature() where it can
 *     AggregateValidator   those of structs, arrays and casts
 *     OperandStack         operands and blocks around an instruction
 * </pre>
 *
 * All of 3.0 and threads is validated; {@link dev.wasmc.wasm.Features} says what a module may use.
 */
package dev.wasmc.wasm.validate;
