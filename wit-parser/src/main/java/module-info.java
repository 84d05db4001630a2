import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.wasmc.wit {
  requires org.antlr.antlr4.runtime;
  requires org.commonmark;
  requires static transitive org.jspecify;

  exports dev.wasmc.names;
  exports dev.wasmc.semver;
  exports dev.wasmc.source;
  exports dev.wasmc.wit;
  exports dev.wasmc.wit.diff;
  exports dev.wasmc.wit.doc;
}
