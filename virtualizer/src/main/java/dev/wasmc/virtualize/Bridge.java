package dev.wasmc.virtualize;

import dev.wasmc.capability.Fate;
import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.wasm.ByteSlice;
import java.util.List;

/**
 * A bridge for one guest.
 *
 * @param component exports what the guest imports, but for what passes
 * @param fates one for each import of the guest, in its order
 * @param empty whether there is nothing to answer for: the guest needs no bridge
 * @param sources the two core modules as text, for whoever audits them
 */
public record Bridge(
    Component component,
    List<Fate> fates,
    List<Diagnostic> warnings,
    boolean empty,
    List<String> sources) {
  public Bridge {
    fates = List.copyOf(fates);
    warnings = List.copyOf(warnings);
    sources = List.copyOf(sources);
  }

  /** The same guest and policy give the same bytes. */
  public byte[] encode() {
    return ComponentEncoder.encode(component);
  }

  ByteSlice bytes() {
    return ByteSlice.of(encode());
  }
}
