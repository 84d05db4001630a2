/**
 * What a host offers to components.
 *
 * <pre>
 * HostInterface ::= name version (name HostFunction)* (name ValidatedModule)* (name HostResource)*
 * HostFunction  ::= (HostContext, Value*) -> Value?
 * HostResource  ::= name drop
 * </pre>
 *
 * <p>A call ends with a value, or with {@link dev.wasmc.runtime.host.HostTrapException} (the guest
 * traps), or with {@link dev.wasmc.runtime.host.GuestExit} (the guest is done). Types are not
 * checked here: whoever links compares the guest's import with the interface's definition before
 * the first call.
 */
package dev.wasmc.runtime.host;
