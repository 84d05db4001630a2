package dev.wasmc.wasm;

/** What a reference points to, core specification 2.3.3. */
public sealed interface HeapType permits AbstractHeapType, ConcreteHeapType {}
