package dev.wasmc.engine;

/** What instances import and export, core specification 4.2.11. */
public sealed interface Extern permits Function, Table, Memory, Global {}
