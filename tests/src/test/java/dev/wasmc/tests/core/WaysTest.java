package dev.wasmc.tests.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The numbers by which parts of a split function find their way are never compared twice: HotSpot's
 * C2 folds such pairs, wrongly on some ways (JDK-8376400). SQLite, split at 500 bytes and with
 * fuel, followed a stray pointer in one of six runs for that.
 */
final class WaysTest {
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "lua"})
  void numbersAreNotComparedTwice(String kernel) throws IOException {
    List<String> compared = new ArrayList<>();
    int subtracted = 0;
    for (MethodModel method : methods(kernel)) {
      List<Opcode> last = new ArrayList<>(List.of(Opcode.NOP, Opcode.NOP, Opcode.NOP));
      for (CodeElement element : method.code().orElseThrow()) {
        if (element instanceof Instruction instruction) {
          last.removeFirst();
          last.add(instruction instanceof ConstantInstruction ? Opcode.LDC : instruction.opcode());
          if (last.equals(List.of(Opcode.DUP, Opcode.LDC, Opcode.IF_ICMPLT))) {
            compared.add(method.methodName().stringValue());
          } else if (last.equals(List.of(Opcode.DUP, Opcode.LDC, Opcode.ISUB))) {
            subtracted++;
          }
        }
      }
    }
    assertEquals(List.of(), compared);
    assertTrue(subtracted > 0);
  }

  private static List<MethodModel> methods(String kernel) throws IOException {
    ByteSlice bytes =
        ByteSlice.of(Files.readAllBytes(Shared.bench("wasm").resolve(kernel + ".wasm")));
    return CompiledModule.compile(
            ModuleValidator.validate(
                kernel, ModuleDecoder.decode(kernel, bytes), Features.SUPPORTED),
            EngineOptions.DEFAULT.withMethodBytes(500).withSplitAfter(0))
        .classFiles()
        .map(ClassFile.of()::parse)
        .flatMap(type -> type.methods().stream())
        .filter(method -> method.code().isPresent())
        .toList();
  }
}
