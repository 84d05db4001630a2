/// The composition graph: joins components into one, and knows where each part came from.
package dev.wasmc.compose;
