package dev.wasmc.tests.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What compilers wrote: the core modules in the example guests. */
final class GuestModulesTest {
  /** The sections of a component that hold a core module and a component. */
  private static final int CORE_MODULE_SECTION = 1;

  private static final int COMPONENT_SECTION = 4;

  @TestFactory
  Stream<DynamicTest> guests() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(Shared.guests(""))) {
      files = list.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> guest(file)));
  }

  private static void guest(Path file) throws IOException {
    String name = file.getFileName().toString();
    List<ByteSlice> modules = coreModules(file);
    assertFalse(modules.isEmpty());
    for (ByteSlice bytes : modules) {
      CoreModule module = ModuleDecoder.decode(name, bytes);
      byte[] written = ModuleEncoder.encode(module);
      CoreModule again = ModuleDecoder.decode(name, ByteSlice.of(written));
      assertEquals(module.withCustoms(module.customs()), again.withCustoms(again.customs()));
      assertArrayEquals(written, ModuleEncoder.encode(again));
      ModuleValidator.check(name, module, Features.ALL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bad-utf8-name, bad-utf8",
    "core-header-component-body, unexpected-end",
    "empty, empty-file",
    "header-only-component, wrong-layer",
    "huge-count, unexpected-end",
    "huge-locals, over-limit",
    "huge-section, unexpected-end",
    "magic-only, unexpected-end",
    "not-wasm, text-file",
    "overlong-leb, integer-too-long",
    "text, text-file",
    "truncated-core, unexpected-end",
    "twice-the-same-section, section-order",
    "wrong-layer, wrong-layer",
    "wrong-magic, bad-magic",
    "wrong-version-component, unknown-version",
    "wrong-version-core, unknown-version",
    "zeros, bad-magic",
  })
  void malformed(String name, String id) throws IOException {
    ByteSlice bytes =
        ByteSlice.of(Files.readAllBytes(Shared.guests("malformed/" + name + ".wasm")));
    DiagnosticException e =
        assertThrows(DiagnosticException.class, () -> ModuleDecoder.decode(name, bytes));
    assertEquals(id, e.first().problem().id());
  }

  /** Of a component, in the order of the file; of a core module itself. */
  static List<ByteSlice> coreModules(Path file) throws IOException {
    List<ByteSlice> modules = new ArrayList<>();
    collect(file.getFileName().toString(), ByteSlice.of(Files.readAllBytes(file)), modules);
    return modules;
  }

  private static void collect(String name, ByteSlice bytes, List<ByteSlice> modules) {
    if (FileKind.sniff(name, bytes) == FileKind.CORE_MODULE) {
      modules.add(bytes);
      return;
    }
    BinaryReader in = new BinaryReader(name, bytes);
    in.bytes(FileKind.HEADER_SIZE);
    while (in.hasNext()) {
      int id = in.u8();
      ByteSlice content = in.sized("a section");
      if (id == CORE_MODULE_SECTION || id == COMPONENT_SECTION) {
        collect(name, content, modules);
      }
    }
  }
}
