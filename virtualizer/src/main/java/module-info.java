import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.wasmc.virtualize {
  requires transitive dev.wasmc.compose;
  requires static transitive org.jspecify;

  exports dev.wasmc.virtualize;
}
