/**
 * The binary format of core modules, core specification 5.
 *
 * <pre>
 * file    ::= magic version section*          (FileKind looks at the first eight bytes)
 * module  ::= CoreModule, by ModuleDecoder; its sections in the order of SectionId, customs between any two
 * section ::= id size content                  (content ends where its size says)
 * </pre>
 *
 * {@link dev.wasmc.wasm.binary.ModuleEncoder} writes one canonical form: shortest integers, no
 * empty sections. Decoding what it wrote and writing it again gives the same bytes.
 */
package dev.wasmc.wasm.binary;
