/// The WASI hosts, a package for each WASI package.
package dev.wasmc.wasi;
