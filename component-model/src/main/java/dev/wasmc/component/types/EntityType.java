package dev.wasmc.component.types;

/** The type of something that is imported or exported. */
public sealed interface EntityType
    permits ModuleType, FunctionType, ValueEntity, TypeEntity, InstanceType, ComponentType {}
