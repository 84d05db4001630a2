package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;

/** The type of a value. */
public sealed interface ValueType extends AnyType
    permits PrimitiveType,
        DefinedPrimitive,
        RecordType,
        VariantType,
        ListType,
        FixedListType,
        TupleType,
        FlagsType,
        EnumType,
        OptionType,
        ResultType,
        OwnType,
        BorrowType,
        StreamType,
        FutureType,
        MapType {}
