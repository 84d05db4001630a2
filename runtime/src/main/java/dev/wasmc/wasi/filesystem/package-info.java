/**
 * {@code wasi:filesystem}: folders of the host, each one a wall.
 *
 * <pre>
 * descriptor             = Descriptor ::= OpenNode mayWrite flags
 * OpenNode               ::= DirectoryHandle | FileHandle
 * DirectoryHandle        ::= PosixDirectory | PathDirectory
 * FileHandle             ::= PosixFile | PathFile
 * directory-entry-stream = EntryStream
 * error-code             = ErrorCode
 * </pre>
 *
 * <p>Java's {@code SecureDirectoryStream} can neither make folders or links nor read links, and
 * checking a path before its use leaves time in between for another program to change it. So on
 * Linux {@code openat} and its kin are called directly; see {@code PosixWalk} for what that
 * promises. Elsewhere paths are checked and then used; see {@code PathDirectory} for what that does
 * not promise.
 */
package dev.wasmc.wasi.filesystem;
