import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.wasmc.cli {
  requires com.fasterxml.jackson.databind;
  requires dev.wasmc.component;
  requires dev.wasmc.compose;
  requires dev.wasmc.runtime;
  requires dev.wasmc.virtualize;
  requires dev.wasmc.wit;
  requires info.picocli;
  requires static transitive org.jspecify;

  exports dev.wasmc.cli;

  opens dev.wasmc.cli to
      info.picocli;
}
