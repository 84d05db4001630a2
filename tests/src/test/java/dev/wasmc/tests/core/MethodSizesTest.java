package dev.wasmc.tests.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No function of a real program leaves a method that HotSpot would never compile. */
final class MethodSizesTest {
  @TestFactory
  Stream<DynamicTest> guests() throws IOException {
    return tests(Shared.guests(""));
  }

  @TestFactory
  Stream<DynamicTest> kernels() throws IOException {
    return tests(Shared.bench("wasm"));
  }

  private static Stream<DynamicTest> tests(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    String name = file.getFileName().toString();
    List<ByteSlice> modules = GuestModulesTest.coreModules(file);
    List<String> tooLong = new ArrayList<>();
    int methods = 0;
    for (int i = 0; i < modules.size(); i++) {
      for (MethodModel method : methods(name, modules.get(i))) {
        methods++;
        int bytes = method.findAttribute(Attributes.code()).orElseThrow().codeLength();
        if (bytes > EngineOptions.HOTSPOT_METHOD_BYTES) {
          tooLong.add("module " + i + " " + method.methodName() + ": " + bytes);
        }
      }
    }
    assertEquals(List.of(), tooLong);
    assertTrue(methods > 0);
  }

  private static List<MethodModel> methods(String name, ByteSlice bytes) {
    try {
      return CompiledModule.compile(
              ModuleValidator.validate(name, ModuleDecoder.decode(name, bytes), Features.SUPPORTED),
              EngineOptions.DEFAULT.withSplitAfter(0))
          .classFiles()
          .map(ClassFile.of()::parse)
          .flatMap(type -> type.methods().stream())
          .toList();
    } catch (DiagnosticException e) {
      Assumptions.assumeFalse(
          e.first().problem() instanceof WasmProblem.Unsupported, "of a feature that is not run");
      throw e;
    }
  }
}
