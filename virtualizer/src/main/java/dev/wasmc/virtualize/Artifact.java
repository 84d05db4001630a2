package dev.wasmc.virtualize;

import dev.wasmc.capability.Fate;
import dev.wasmc.source.Diagnostic;
import java.util.List;

/**
 * A composed component.
 *
 * @param bytes not to be changed
 * @param fates one for each import of the guest, in its order
 */
@SuppressWarnings("ArrayRecordComponent")
public record Artifact(byte[] bytes, List<Fate> fates, List<Diagnostic> warnings) {
  public Artifact {
    fates = List.copyOf(fates);
    warnings = List.copyOf(warnings);
  }
}
