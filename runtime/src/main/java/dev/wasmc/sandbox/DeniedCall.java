package dev.wasmc.sandbox;

import dev.wasmc.capability.Capability;
import org.jspecify.annotations.Nullable;

/**
 * A function that the guest called and a bridge denied; reported once for each caller.
 *
 * @param caller the nested component that called
 * @param imported the interface; null for a function imported by itself
 * @param answer what the guest got instead, see {@link dev.wasmc.capability.Denial#label()}
 * @param grant the flag that grants the real thing; null where none does
 * @param mock the flag that answers in its place; null where none does
 */
public record DeniedCall(
    String caller,
    @Nullable String imported,
    String function,
    String answer,
    Capability capability,
    @Nullable String grant,
    @Nullable String mock) {}
