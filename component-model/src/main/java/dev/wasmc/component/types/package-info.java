/**
 * Component types with every index resolved: what validation gives, and what composer, virtualizer,
 * ABI and runtime share.
 *
 * <pre>
 * EntityType ::= ModuleType | FunctionType | ValueEntity | TypeEntity | InstanceType | ComponentType
 * AnyType    ::= ValueType | FunctionType | InstanceType | ComponentType | ResourceType
 * ValueType  ::= PrimitiveType | DefinedPrimitive | RecordType | VariantType | ListType | FixedListType | TupleType | FlagsType | EnumType | OptionType
 *              | ResultType | OwnType | BorrowType | StreamType | FutureType | MapType
 * </pre>
 *
 * <b>Identity.</b> A type object stands for one definition. Definitions of the same shape are
 * different objects, and an export of a type makes a further one, because names go with
 * definitions: whether a type may appear in an export, and what it is called in WIT, is asked of
 * the object ({@code ==}, identity maps). Whether two types fit each other is asked of the
 * subtyping, never of {@code equals}, which would walk shared parts again and again. {@link
 * dev.wasmc.component.types.ResourceType} has no structure at all, only identity. A resource type
 * keeps its identity when it is exported again; its names are the {@link
 * dev.wasmc.component.types.TypeEntity} objects.
 */
package dev.wasmc.component.types;
