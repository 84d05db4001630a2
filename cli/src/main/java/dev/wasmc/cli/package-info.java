/// The `wasmc` command, one class a subcommand.
package dev.wasmc.cli;
