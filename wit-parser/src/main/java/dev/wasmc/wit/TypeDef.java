package dev.wasmc.wit;

import dev.wasmc.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A type that is more than a primitive.
 *
 * @param name null exactly for a type that is written where it is used
 * @param docs the text of the comments in front of it; null for none
 */
public record TypeDef(
    @Nullable String name,
    TypeKind kind,
    TypeOwner owner,
    @Nullable String docs,
    Stability stability,
    @Nullable String externalId,
    Place place) {
  /** A type without a name. */
  public static TypeDef anonymous(TypeKind kind, Stability stability, Place place) {
    return new TypeDef(null, kind, TypeOwner.Nobody.NOBODY, null, stability, null, place);
  }

  public TypeDef withKind(TypeKind changed) {
    return new TypeDef(name, changed, owner, docs, stability, externalId, place);
  }

  public TypeDef withStability(Stability changed) {
    return new TypeDef(name, kind, owner, docs, changed, externalId, place);
  }

  public TypeDef withOwner(TypeOwner changed) {
    return new TypeDef(name, kind, changed, docs, stability, externalId, place);
  }

  public TypeDef withName(String changed) {
    return new TypeDef(changed, kind, owner, docs, stability, externalId, place);
  }
}
