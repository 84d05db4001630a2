package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.capability.BridgeRecord;
import dev.wasmc.capability.Fate;
import dev.wasmc.capability.MockClock;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.Component;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.engine.WasmFrame;
import dev.wasmc.runtime.RuntimeLimits;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.tests.Golden;
import dev.wasmc.virtualize.Artifact;
import dev.wasmc.virtualize.Virtualizer;
import dev.wasmc.wasm.ByteSlice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes beside what is denied: resources that both speak of, and who else has to pass. */
final class PassingTest {
  private static final MockClock FIXED =
      new MockClock(Instant.parse("2000-01-01T00:00:00Z"), Duration.ZERO);
  private static final String EVERYTHING = "bad-imports-everything";

  @TempDir private Path folder;

  private Artifact compose(GuestComponent guest, Policy.Builder policy) {
    Artifact artifact = Sandbox.compose(guest, List.of(), Optional.of(policy.build()));
    if (Tool.WASM_TOOLS.isPresent()) {
      Path file = Sealed.of(guest.name(), artifact).write(folder);
      Tool.Result validated =
          Tool.WASM_TOOLS.run(folder, List.of("validate", "--features=all", file.toString()));
      assertEquals(0, validated.exitCode(), validated.stderr());
    }
    return artifact;
  }

  /** What a denied function takes is given back or dropped: 60 calls need no 50 handles. */
  @ParameterizedTest
  @ValueSource(strings = {"look()", "eat(60)", "choose(60)", "many(60)"})
  void deniedFunctionsKeepNoHandles(String call) {
    Artifact passed = compose(Guests.text("lend"), Policy.builder().pass("test:lend/things"));
    assertEquals(1, answer(Sealed.of("lend", passed).component(), call));
  }

  private static int answer(GuestComponent guest, String call) {
    Artifact whole =
        Sandbox.compose(guest, List.of(Guests.text("things")), Optional.of(Policy.DENY_ALL));
    RuntimeLimits limits = RuntimeLimits.DEFAULT.withHandles(50);
    Ran ran =
        Ran.run(
            Sealed.of("lend", whole).component(),
            Policy.DENY_ALL,
            RunOptions.QUIET.withInvoke(call).withLimits(limits));
    return Integer.parseInt(ran.value());
  }

  /** Post-return frees arguments also where the result is a float. */
  @Test
  void argumentsAreFreed() {
    Policy policy = Policy.builder().answer("measure", "1.5").build();
    assertEquals("1.5", Ran.invoke(Guests.text("floats"), policy, "repeat(20000)").value());
  }

  static Stream<String> everything() {
    return Guests.load(EVERYTHING).validated().type().imports().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void eachInterfacePassesAlone(String imported) {
    for (Policy.Builder policy : List.of(Policy.builder(), Policy.builder().clock(FIXED))) {
      Artifact artifact = compose(Guests.load(EVERYTHING), policy.pass(imported));
      assertTrue(
          Sealed.of(EVERYTHING, artifact).component().validated().type().imports().keySet().stream()
              .allMatch(passed(artifact)::contains));
      assertTrue(passed(artifact).contains(imported));
    }
  }

  private static Set<String> passed(Artifact artifact) {
    return artifact.fates().stream()
        .filter(fate -> fate.kind() == Fate.Kind.PASSED)
        .map(Fate::imported)
        .collect(Collectors.toSet());
  }

  @Test
  void whatEachFunctionOfWasiAnswers() {
    Policy nothing = Policy.builder().exit(false).build();
    BridgeRecord record =
        BridgeRecord.of(Virtualizer.virtualize(Guests.load(EVERYTHING), nothing).component())
            .orElseThrow();
    Golden.verify(
        getClass(),
        "denials",
        record.denied().stream()
            .map(each -> each.answer() + " " + each.imported() + "." + each.function() + "\n")
            .collect(Collectors.joining()));
  }

  private static final String RESOURCE_OF_AN_EXPORT =
      """
      (component
        (import "thing" (type $thing (sub resource)))
        (import "take" (func $take (param "thing" (own $thing))))
        (import "roll" (func $roll (result u32)))
        (export "run" (func $take)))
      """;

  private static final String RESOURCE_OF_A_FUNCTION =
      """
      (component
        (import "thing" (type $thing (sub resource)))
        (import "take" (func $take (param "thing" (own $thing))))
        (import "look" (func $look (param "thing" (borrow $thing)) (result (result (error string)))))
        (import "roll" (func $roll (result u32)))
        (export "run" (func $roll)))
      """;

  private static final String INSTANCE_IN_AN_INSTANCE =
      """
      (component
        (import "test:outer/one" (instance $outer
          (export "inner" (instance (export "f" (func (result u32)))))
          (export "g" (func (result u32)))))
        (import "test:outer/two" (instance $modules (export "m" (core module))))
        (import "roll" (func $roll (result u32)))
        (export "run" (func $outer "g")))
      """;

  /** A denied interface speaks of the old version's streams, and the streams are real. */
  private static final String OLD_VERSION_OF_WHAT_PASSES =
      """
      (component
        (import "wasi:io/streams@0.2.0" (instance $old
          (export "output-stream" (type (sub resource)))))
        (alias export $old "output-stream" (type $output-old))
        (import "wasi:cli/stdout@0.2.0" (instance
          (alias outer 1 $output-old (type $outer))
          (export "output-stream" (type $output (eq $outer)))
          (export "get-stdout" (func (result (own $output))))))
        (import "test:sink/sink" (instance
          (alias outer 1 $output-old (type $outer))
          (export "output-stream" (type $output (eq $outer)))
          (export "fill" (func (param "into" (borrow $output)) (result (result (error string)))))))
        (import "wasi:io/streams@0.2.6" (instance $new
          (export "output-stream" (type (sub resource)))))
        (alias export $new "output-stream" (type $output-new))
        (import "wasi:cli/stdout@0.2.6" (instance
          (alias outer 1 $output-new (type $outer))
          (export "output-stream" (type $output (eq $outer)))
          (export "get-stdout" (func (result (own $output)))))))
      """;

  static Stream<Arguments> kin() {
    return Stream.of(
        Arguments.of("resource-of-an-export", RESOURCE_OF_AN_EXPORT, ""),
        Arguments.of("resource-of-a-function", RESOURCE_OF_A_FUNCTION, "take"),
        Arguments.of("instance-in-an-instance", INSTANCE_IN_AN_INSTANCE, "test:outer/two"),
        Arguments.of("old-version", OLD_VERSION_OF_WHAT_PASSES, ""));
  }

  @ParameterizedTest
  @MethodSource
  void kin(String name, String text, String pass) {
    Policy.Builder policy = pass.isEmpty() ? Policy.builder() : Policy.builder().pass(pass);
    Artifact artifact = compose(Guests.parse(name, text), policy);
    StringBuilder report = new StringBuilder();
    artifact
        .fates()
        .forEach(fate ->
            report.append(
                fate.kind().label() + " " + fate.imported() + " (" + fate.detail() + ")\n"));
    artifact
        .warnings()
        .forEach(warning -> report.append("warning: " + warning.problem().message() + "\n"));
    Sealed.of(name, artifact)
        .component()
        .validated()
        .type()
        .imports()
        .keySet()
        .forEach(imported -> report.append("imports " + imported + "\n"));
    Golden.verify(getClass(), "kin/" + name, report.toString());
  }

  @Test
  void size() {
    GuestComponent guest =
        Guests.parse(
            "small",
            """
            (component
              (import "wasi:cli/environment@0.2.6" (instance
                (export "get-environment" (func (result (list (tuple string string)))))
                (export "get-arguments" (func (result (list string))))))
              (import "wasi:clocks/wall-clock@0.2.6" (instance
                (type $time' (record (field "seconds" u64) (field "nanoseconds" u32)))
                (export "datetime" (type $time (eq $time')))
                (export "now" (func (result $time)))))
              (import "wasi:clocks/monotonic-clock@0.2.6" (instance
                (export "now" (func (result u64))))))
            """);
    Policy policy = Policy.builder().clock(FIXED).environment("A", "1").argument("one").build();
    int bytes = Virtualizer.virtualize(guest, policy).encode().length;
    assertTrue(bytes < 3_000, bytes + " bytes");
  }

  /** A later version's function in an interface whose own one answers with a stream. */
  @Test
  void laterFunctionOfStdin() {
    GuestComponent guest =
        Guests.parse(
            "later",
            """
            (component
              (import "wasi:cli/stdin@0.2.99" (instance $stdin (export "peek" (func (result u64)))))
              (export "run" (func $stdin "peek")))
            """);
    assertEquals(
        List.of("denied:wasi:cli/stdin@0.2.99#peek"),
        Ran.invoke(guest, Policy.DENY_ALL, "run()").trap().stack().stream()
            .limit(1)
            .map(WasmFrame::name)
            .toList());
  }

  @Test
  void recordsThatAreNoTextAreNobodys() {
    for (byte[] bytes : List.of(new byte[] {'1', 0, 0, 0, 'x', 'x', 'x', 'x'}, new byte[0])) {
      CustomDef section = new CustomDef(BridgeRecord.SECTION, ByteSlice.of(bytes), 0);
      assertEquals(Optional.empty(), BridgeRecord.of(new Component(List.of(section), null)));
    }
  }
}
