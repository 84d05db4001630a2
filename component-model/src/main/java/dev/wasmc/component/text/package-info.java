/**
 * The text format of components, as the explainer of the component model has it.
 *
 * <p>Everything refers backwards only, so one pass is enough: {@link
 * dev.wasmc.component.text.ComponentParser} writes definitions as it reads them. What an
 * abbreviation stands for is written in front of the definition that holds it: first the types
 * written in place, then the instances written in place, then the aliases for exports of instances
 * and for identifiers of enclosing components.
 */
package dev.wasmc.component.text;
