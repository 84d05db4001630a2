/**
 * {@code wasi:io}: errors, pollables and streams, which the other WASI packages build on.
 *
 * <pre>
 * input-stream  = InputSource  ::= ReaderSource | (of the filesystem)
 * output-stream = OutputSink   ::= JavaSink | (of the filesystem)
 * pollable      = Pollable
 * error         = IoError
 * </pre>
 *
 * <p>Only standard input needs a thread of its own, since Java cannot ask an {@code InputStream}
 * whether a read would block. Files and Java's output streams are written on the guest's thread,
 * and so are always ready.
 */
package dev.wasmc.wasi.io;
