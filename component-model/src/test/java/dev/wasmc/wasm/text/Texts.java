package dev.wasmc.wasm.text;

import dev.wasmc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The sample texts among the resources. */
public final class Texts {
  private Texts() {}

  public static SourceFile resource(Class<?> test, String name) {
    try (InputStream in = test.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new SourceFile(name, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
