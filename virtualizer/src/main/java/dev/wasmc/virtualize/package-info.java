/// Turns a policy and a world into a bridge component that answers for the world outside.
package dev.wasmc.virtualize;
