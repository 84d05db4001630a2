import org.jspecify.annotations.NullMarked;

/** Core modules, components, their types, and the canonical ABI. */
@NullMarked
module dev.wasmc.component {
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires transitive dev.wasmc.wit;
  requires static transitive org.jspecify;

  exports dev.wasmc.abi.adapter;
  exports dev.wasmc.abi;
  exports dev.wasmc.bindings;
  exports dev.wasmc.capability;
  exports dev.wasmc.component.binary;
  exports dev.wasmc.component.build;
  exports dev.wasmc.component.names;
  exports dev.wasmc.component.text;
  exports dev.wasmc.component.types;
  exports dev.wasmc.component.validate;
  exports dev.wasmc.component.values;
  exports dev.wasmc.component;
  exports dev.wasmc.wasm.binary;
  exports dev.wasmc.wasm.text;
  exports dev.wasmc.wasm.validate;
  exports dev.wasmc.wasm;
  exports dev.wasmc.wave;
}
