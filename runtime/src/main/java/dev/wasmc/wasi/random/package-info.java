/** {@code wasi:random}: secure and insecure random numbers, and a seed. */
package dev.wasmc.wasi.random;
