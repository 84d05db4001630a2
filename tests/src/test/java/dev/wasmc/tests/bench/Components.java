package dev.wasmc.tests.bench;

import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.WasmtimePython;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The components that benchmarks call: texts among the test resources, assembled and composed. */
final class Components {
  private Components() {}

  static GuestComponent named(String name) {
    SourceFile source = new SourceFile(name, text(name));
    return GuestComponent.load(
        name, ByteSlice.of(ComponentEncoder.encode(ComponentParser.parse(source))));
  }

  private static String text(String name) {
    try {
      return Files.readString(Path.of(WasmtimePython.resource("bench/" + name + ".wat")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The caller with the callee plugged into it. */
  static GuestComponent callerWithCallee() {
    return Sandbox.compose(named("caller"), List.of(named("callee")), Optional.empty()).component();
  }

  /** The same as a file, which is deleted in the end. */
  static Path file() {
    try {
      Path file = Files.createTempFile("wasmc-bench", ".wasm");
      file.toFile().deleteOnExit();
      return Files.write(file, callerWithCallee().bytes().copy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
