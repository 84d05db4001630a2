/**
 * Which names may stand side by side, in WIT as in components (Explainer.md, "strongly-unique").
 */
package dev.wasmc.names;
