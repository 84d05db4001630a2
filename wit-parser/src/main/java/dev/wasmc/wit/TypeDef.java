package dev.wasmc.wit;

import dev.wasmc.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A type that is more than a primitive.
 *
 * @param name null exactly for a type that is written where it is used
 * @param owner nobody exactly where there is no name
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

  /** The same type made up in another way. */
  public TypeDef withKind(TypeKind changed) {
    return new TypeDef(name, changed, owner, docs, stability, externalId, place);
  }

  /** The same type behind another gate. */
  public TypeDef withStability(Stability changed) {
    return new TypeDef(name, kind, owner, docs, changed, externalId, place);
  }

  /** The same type in another scope, which has to list it. */
  public TypeDef withOwner(TypeOwner changed) {
    return new TypeDef(name, kind, changed, docs, stability, externalId, place);
  }

  /** The same type by another name, which its owner has to list it under. */
  public TypeDef withName(String changed) {
    return new TypeDef(changed, kind, owner, docs, stability, externalId, place);
  }
}
