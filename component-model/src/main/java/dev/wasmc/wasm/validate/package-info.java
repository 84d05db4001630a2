/**
 * Validation of core modules, core specification 3. Its result is the only form that is compiled or
 * linked.
 */
package dev.wasmc.wasm.validate;
