/**
 * What changed between two versions of a WIT package, and for whom it is a break.
 *
 * <p>The rule behind each verdict is the subtyping of the component model: who imports an interface
 * can be given a newer one if that is a subtype of what was asked for, who exports one still fits
 * if the older one is a subtype of the newer one. Types of values have no subtypes but themselves.
 */
package dev.wasmc.wit.diff;
