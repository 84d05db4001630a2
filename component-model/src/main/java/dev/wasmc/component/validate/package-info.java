/**
 * Validation of components: resolves every index to a type and checks the rules of the component
 * model.
 */
package dev.wasmc.component.validate;
