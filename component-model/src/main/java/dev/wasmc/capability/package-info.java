/**
 * Which authority an import stands for, what a policy decides about it, and what a denied call
 * answers.
 *
 * <pre>
 * Capability    ::= ENVIRONMENT | ARGUMENTS | FILES | CLOCKS | RANDOMNESS | NETWORK | STDIO | EXIT | IO | CUSTOM
 * WasiInterface ::= the interfaces of WASI 0.2, each with its capability
 * Policy        ::= MockClock? environment argument* Mount* seed? stdin? Stdio exit Answer* pass*
 * Denial        ::= Empty | Error | Inert | Trap
 * Setting       ::= one thing that a flag or a key of a policy file says; Settings makes a Policy of them
 * Fate          ::= what became of one import: ANSWERED | DENIED | PASSED | PLUGGED
 * Inspection    ::= OfComponent(ImportGroup*, Extern*, Part*, BridgeRecord?, FateRecord?) | OfModule
 * </pre>
 *
 * {@link dev.wasmc.capability.WasiInterface} is the one list of WASI's interfaces, {@link
 * dev.wasmc.capability.Denials} the one table of denied answers. Names are compared without their
 * version: any 0.2.x of an interface is the same authority.
 */
package dev.wasmc.capability;
