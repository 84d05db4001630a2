package dev.wasmc.virtualize;

import dev.wasmc.capability.Fate;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.Diagnostic;
import java.util.List;

/**
 * A composed component.
 *
 * @param component decoded and valid
 * @param fates one for each import of the guest, in its order
 */
public record Artifact(GuestComponent component, List<Fate> fates, List<Diagnostic> warnings) {
  public Artifact {
    fates = List.copyOf(fates);
    warnings = List.copyOf(warnings);
  }

  /** The file; a copy. */
  public byte[] bytes() {
    return component.bytes().copy();
  }
}
