/**
 * The WASI 0.2 hosts, a package for each WASI package: {@code cli}, {@code clocks}, {@code io},
 * {@code filesystem}, {@code random}.
 *
 * <pre>
 * WasiConfig ::= environment? exit? stdin? stdout? stderr? clocks? random? Preopen*
 * WasiHosts  ::= HostInterface*
 * </pre>
 *
 * <p>A config says what was granted. For what was not, there is no host: what a guest gets instead
 * is the business of the bridge it was composed with.
 */
package dev.wasmc.wasi;
