import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.wasmc.runtime {
  requires transitive dev.wasmc.component;
  requires transitive dev.wasmc.virtualize;
  requires jdk.unsupported;
  requires org.objectweb.asm;
  requires static transitive org.jspecify;

  exports dev.wasmc.engine;
  exports dev.wasmc.runtime;
  exports dev.wasmc.runtime.host;
  exports dev.wasmc.runtime.plan;
  exports dev.wasmc.sandbox;
  exports dev.wasmc.wasi;
  exports dev.wasmc.wasi.cli;
  exports dev.wasmc.wasi.filesystem;
  exports dev.wasmc.wasi.io;
  exports dev.wasmc.wasi.random;
}
