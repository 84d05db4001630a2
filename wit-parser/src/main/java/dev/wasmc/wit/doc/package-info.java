/**
 * Documentation of WIT packages as HTML.
 *
 * <pre>
 * pages     ::= index.html  package*  search-index.js  wit-doc.css  wit-doc.js
 * package   ::= FOLDER/index.html  FOLDER/interface.NAME.html*  FOLDER/world.NAME.html*
 * </pre>
 *
 * {@link dev.wasmc.wit.doc.WitDoc} is the way in. {@code Site} says where everything is, {@code
 * BackLinks} who refers to it; a class each writes one kind of page with {@code Declarations} and
 * {@code Html}, which alone knows how to escape. The comments in packages are Markdown of
 * strangers: {@code Markdown} lets nothing through that loads or runs.
 */
package dev.wasmc.wit.doc;
