package dev.wasmc.component;

import java.util.Optional;

/**
 * The name of an import or an export with its attributes, as written.
 *
 * @param name not yet parsed, see {@code dev.wasmc.component.names}
 * @param implementsInterface the interface that an instance under a plain name implements
 * @param versionSuffix what follows a canonical version
 * @param externalId an identifier for tools
 */
public record ExternName(
    String name,
    Optional<String> implementsInterface,
    Optional<String> versionSuffix,
    Optional<String> externalId) {
  public static ExternName of(String name) {
    return new ExternName(name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether it is a name and nothing else. */
  public boolean isPlain() {
    return implementsInterface.isEmpty() && versionSuffix.isEmpty() && externalId.isEmpty();
  }
}
