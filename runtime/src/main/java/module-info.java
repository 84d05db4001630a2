import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.wasmc.runtime {
  requires transitive dev.wasmc.component;
  requires dev.wasmc.virtualize;
  requires org.objectweb.asm;
  requires static transitive org.jspecify;
}
