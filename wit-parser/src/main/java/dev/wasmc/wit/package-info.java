/**
 * WIT: its text, its syntax, and packages with every name resolved.
 *
 * <pre>
 * Resolve   ::= WitPackage* Interface* World* TypeDef*      by PackageId, InterfaceId, WorldId, TypeId
 * WitPackage::= PackageName (name InterfaceId)* (name WorldId)*
 * PackageName::= namespace+ name+ Version?
 * Interface ::= (name TypeId)* (name Function)*
 * World     ::= imports (WorldKey WorldItem)* exports (WorldKey WorldItem)*
 * WorldKey  ::= Named | OfInterface
 * WorldItem ::= InterfaceItem | FunctionItem | TypeItem
 * TypeDef   ::= name? TypeKind TypeOwner
 * Type      ::= Primitive | TypeId
 * TypeKind  ::= RecordKind | VariantKind | EnumKind | FlagsKind | ResourceKind | AliasKind | OwnKind | BorrowKind | TupleKind
 *             | OptionKind | ResultKind | ListKind | FixedListKind | MapKind | FutureKind | StreamKind
 * </pre>
 *
 * The phases: text → {@link dev.wasmc.wit.Syntax} ({@code SyntaxParser}) → {@code
 * UnresolvedPackage} ({@code PackageBuilder}) → {@link dev.wasmc.wit.Resolve} ({@code Linker},
 * {@code WorldElaborator}). {@link dev.wasmc.wit.WitParser} is the way in, {@link
 * dev.wasmc.wit.WitPrinter} the way out.
 */
package dev.wasmc.wit;
