package dev.wasmc.component.binary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.Component;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Declarator;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ByteSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NestingTest {
  private static Component nested(int depth) {
    Component component = new Component(List.of(), null);
    for (int i = 1; i < depth; i++) {
      component = new Component(List.of(new NestedComponent(component, 0)), null);
    }
    return component;
  }

  private static Component nestedType(int depth) {
    DefType type = new DefType.InstanceTypeDecl(List.of());
    for (int i = 1; i < depth; i++) {
      type = new DefType.InstanceTypeDecl(List.of(new Declarator.Type(new TypeDef(type, 0))));
    }
    return new Component(List.of(new TypeDef(type, 0)), null);
  }

  @Test
  void componentsToTheLimit() {
    byte[] bytes = ComponentEncoder.encode(nested(ComponentLimit.NESTING.max()));
    Component read = ComponentDecoder.decode("f", ByteSlice.of(bytes));
    ComponentValidator.validate("f", read);
    assertArrayEquals(bytes, ComponentEncoder.encode(read));
    assertRefused(nested(ComponentLimit.NESTING.max() + 1));
  }

  @Test
  void typesToTheLimit() {
    byte[] bytes = ComponentEncoder.encode(nestedType(ComponentLimit.TYPE_NESTING.max()));
    ComponentValidator.validate("f", ComponentDecoder.decode("f", ByteSlice.of(bytes)));
    assertRefused(nestedType(ComponentLimit.TYPE_NESTING.max() + 1));
  }

  private static void assertRefused(Component component) {
    ByteSlice bytes = ByteSlice.of(ComponentEncoder.encode(component));
    DiagnosticException decoding =
        assertThrows(DiagnosticException.class, () -> ComponentDecoder.decode("f", bytes));
    assertEquals("over-limit", decoding.first().problem().id());
    DiagnosticException validation =
        assertThrows(DiagnosticException.class, () -> ComponentValidator.validate("f", component));
    assertEquals("over-limit", validation.first().problem().id());
  }
}
