import org.jspecify.annotations.NullMarked;

/** Joins components into one. */
@NullMarked
module dev.wasmc.compose {
  requires transitive dev.wasmc.component;
  requires static transitive org.jspecify;

  exports dev.wasmc.compose;
}
