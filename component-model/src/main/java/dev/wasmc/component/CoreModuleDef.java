package dev.wasmc.component;

import dev.wasmc.wasm.CoreModule;

/** A core module inside a component. */
public record CoreModuleDef(CoreModule module, int at) implements Definition {}
