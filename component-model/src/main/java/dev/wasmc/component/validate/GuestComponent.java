package dev.wasmc.component.validate;

import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import java.util.List;

/**
 * A component that somebody handed us, decoded and valid.
 *
 * @param name what the user calls it, for messages
 * @param bytes as given
 */
public record GuestComponent(String name, ByteSlice bytes, ValidatedComponent validated) {
  /**
   * Throws {@link DiagnosticException} for everything that is no valid component, a core module
   * included.
   */
  public static GuestComponent load(String name, ByteSlice bytes) {
    return load(name, bytes, List.of());
  }

  /**
   * The same for one that was put together from others.
   *
   * @param parts those: their core modules are not checked again
   */
  public static GuestComponent load(String name, ByteSlice bytes, List<GuestComponent> parts) {
    FileKind.expect(FileKind.COMPONENT, name, bytes);
    Component component = ComponentDecoder.decode(name, bytes);
    List<ValidatedComponent> valid = parts.stream().map(GuestComponent::validated).toList();
    return new GuestComponent(name, bytes, ComponentValidator.validate(name, component, valid));
  }
}
