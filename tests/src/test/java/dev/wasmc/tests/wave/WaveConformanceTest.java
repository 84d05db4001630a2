package dev.wasmc.tests.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.types.FunctionType;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.wave.WaveCall;
import dev.wasmc.wave.WaveProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The corpus of WAVE calls: what is accepted prints as expected, and the print reads as the same
 * call.
 */
final class WaveConformanceTest {
  private record Group(String file, String verdict, int calls) {}

  @TestFactory
  Stream<DynamicTest> accept() throws IOException {
    return groups("accept").flatMap(group -> cases(group, this::accept));
  }

  @TestFactory
  Stream<DynamicTest> reject() throws IOException {
    return groups("reject").flatMap(group -> cases(group, this::reject));
  }

  private static Stream<Group> groups(String verdict) throws IOException {
    return Files.readAllLines(Shared.conformance("wave/EXPECTED.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .map(columns -> new Group(columns[0], columns[1], Integer.parseInt(columns[2])))
        .filter(group -> group.verdict().equals(verdict));
  }

  private interface Check {
    void check(Group group, String call, int index) throws IOException;
  }

  private static Stream<DynamicTest> cases(Group group, Check check) {
    List<String> calls =
        List.of(read(group.file()).strip().split(";\n", -1)).stream()
            .map(call -> call.replaceAll(";$", ""))
            .toList();
    Stream<DynamicTest> each =
        Stream.iterate(0, i -> i < calls.size(), i -> i + 1)
            .map(i ->
                DynamicTest.dynamicTest(
                    group.file() + " " + i, () -> check.check(group, calls.get(i), i)));
    return Stream.concat(
        Stream.of(
            DynamicTest.dynamicTest(
                group.file() + " calls", () -> assertEquals(group.calls(), calls.size()))),
        each);
  }

  private static String read(String file) {
    Path path = Shared.conformance("wave").resolve(file);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(Group group, String call, int index) {
    List<String> expected =
        Arrays.stream(read(group.file().replace(".waves", ".out")).split("\n"))
            .filter(line -> !line.startsWith("//"))
            .toList();
    WaveCall parsed = parse(call);
    FunctionType type = UiTypes.find(parsed.name()).orElseThrow();
    String printed = parsed.print(type);
    assertEquals(expected.get(index), printed);
    assertEquals(printed, parse(printed).print(type));
  }

  private void reject(Group group, String call, int index) {
    DiagnosticException error = assertThrows(DiagnosticException.class, () -> parse(call), call);
    assertInstanceOf(WaveProblem.class, error.first().problem());
  }

  private static WaveCall parse(String call) {
    return WaveCall.parse(new SourceFile("call", call), UiTypes::find);
  }
}
