/**
 * What names are, and which may stand side by side, in WIT as in components (Explainer.md, "label",
 * "strongly-unique").
 */
package dev.wasmc.names;
