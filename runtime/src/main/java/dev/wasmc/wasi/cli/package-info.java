/** {@code wasi:cli}: environment, exit, standard streams and terminals. */
package dev.wasmc.wasi.cli;
