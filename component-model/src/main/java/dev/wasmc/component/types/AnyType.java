package dev.wasmc.component.types;

/** What a type index of a component can stand for. */
public sealed interface AnyType
    permits ValueType, FunctionType, InstanceType, ComponentType, ResourceType {}
