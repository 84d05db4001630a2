/// The front door for embedders: a policy in, a component run with what was granted and nothing
/// else.
package dev.wasmc.sandbox;
