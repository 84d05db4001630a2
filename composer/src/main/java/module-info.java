import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.wasmc.compose {
  requires org.antlr.antlr4.runtime;
  requires transitive dev.wasmc.component;
  requires static transitive org.jspecify;
}
