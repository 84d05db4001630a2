/**
 * Making components: definitions with their indices counted, and types turned back into
 * definitions.
 *
 * <p>{@link dev.wasmc.component.build.TypeEncoder} is the one way from {@link
 * dev.wasmc.component.types} to definitions. It works by identity: a type object or a resource type
 * that was named in a scope, by an import, an export or a call, is referred to by its index there,
 * from inner scopes through outer aliases; what has no name is defined where it is needed.
 */
package dev.wasmc.component.build;
