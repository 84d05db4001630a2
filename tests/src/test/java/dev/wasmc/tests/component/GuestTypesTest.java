package dev.wasmc.tests.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.Component;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.build.ComponentBuilder;
import dev.wasmc.component.build.InstanceExporter;
import dev.wasmc.component.build.TypeEncoder;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Mismatch;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.Subtyping;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types of real components, written again and read back. */
final class GuestTypesTest {
  @TestFactory
  Stream<DynamicTest> guests() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(Shared.guests(""))) {
      files = list.filter(GuestTypesTest::isComponent).sorted().toList();
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> guest(file)));
  }

  private static boolean isComponent(Path file) {
    try {
      return file.toString().endsWith(".wasm")
          && FileKind.sniff("", ByteSlice.of(Files.readAllBytes(file))) == FileKind.COMPONENT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void guest(Path file) throws IOException {
    String name = file.getFileName().toString();
    ComponentType type =
        ComponentValidator.validate(
                name, ComponentDecoder.decode(name, ByteSlice.of(Files.readAllBytes(file))))
            .type();
    componentType(name, type);
    exportedAgain(name, type);
  }

  private static void componentType(String name, ComponentType type) {
    ComponentBuilder component = new ComponentBuilder();
    new TypeEncoder(component).importItem(ExternName.of("c"), type);
    EntityType read = valid(name, component).imports().sequencedValues().getFirst();
    assertEquals(Optional.<Mismatch>empty(), Subtyping.check(read, type));
    assertEquals(Optional.<Mismatch>empty(), Subtyping.check(type, read));
  }

  /** All instances are imported, taken apart, and put together again. */
  private static void exportedAgain(String name, ComponentType type) {
    ComponentBuilder component = new ComponentBuilder();
    TypeEncoder types = new TypeEncoder(component);
    SequencedMap<String, EntityType> items = new LinkedHashMap<>(type.imports());
    type.exports().forEach(items::putIfAbsent);
    Map<String, Integer> instances = new LinkedHashMap<>();
    items.forEach((item, each) -> instances.put(item, types.importItem(ExternName.of(item), each)));
    SequencedMap<String, EntityType> expected = new LinkedHashMap<>();
    items.forEach((item, each) -> {
      if (each instanceof InstanceType instance) {
        Map<String, Integer> functions =
            functions(component, instance, instances.getOrDefault(item, -1));
        int made = InstanceExporter.instance(component, types, instance, functions);
        types.instance(instance, component.export(ExternName.of(item), Sort.INSTANCE, made));
        expected.put(item, instance);
      }
    });
    ComponentType read = valid(name, component);
    assertEquals(expected.keySet(), read.exports().keySet());
    assertEquals(
        Optional.<Mismatch>empty(),
        Subtyping.check(read, new ComponentType(items, expected, resources(type), List.of())));
  }

  private static List<ResourceType> resources(ComponentType type) {
    return Stream.concat(type.imported().stream(), type.fresh().stream()).toList();
  }

  private static Map<String, Integer> functions(
      ComponentBuilder component, InstanceType type, int instance) {
    Map<String, Integer> functions = new LinkedHashMap<>();
    type.exports()
        .forEach((name, each) -> {
          if (each instanceof FunctionType) {
            functions.put(name, component.aliasExport(Sort.FUNC, instance, name));
          }
        });
    return functions;
  }

  private static ComponentType valid(String name, ComponentBuilder builder) {
    Component component =
        ComponentDecoder.decode(name, ByteSlice.of(ComponentEncoder.encode(builder.build())));
    return ComponentValidator.validate(name, component).type();
  }
}
