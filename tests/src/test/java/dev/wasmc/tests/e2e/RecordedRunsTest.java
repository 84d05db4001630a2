package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.capability.Grants;
import dev.wasmc.capability.Policy;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.MemoryPlacement;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The universe program under real grants does what another engine recorded. */
final class RecordedRunsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("<\\w+>");

  @ParameterizedTest
  @CsvSource({
    "c-hello, nothing",
    "c-universe, full",
    "c-universe, read-only",
    "c-universe, nothing",
    "c-universe, exit-3",
    "rust-universe, full",
    "rust-universe, read-only",
    "rust-universe, nothing",
    "rust-universe, exit-3",
    "go-universe, full",
    "go-universe, read-only",
    "go-universe, nothing",
    "go-universe, exit-3",
    "js-universe, full",
    "js-universe, nothing",
    "js-universe, exit-3",
    "py-universe, full",
    "py-universe, nothing",
  })
  void recorded(String guest, String name, @TempDir Path out) throws IOException {
    run(guest, name, EngineOptions.DEFAULT, out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c-universe", "rust-universe", "go-universe", "js-universe", "py-universe"})
  void inManyMethods(String guest, @TempDir Path out) throws IOException {
    run(
        guest,
        "full",
        EngineOptions.DEFAULT.withRawMemory(false).withMethodBytes(500).withSplitAfter(0),
        out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c-universe", "rust-universe", "go-universe", "js-universe", "py-universe"})
  void outsideOfTheHeap(String guest, @TempDir Path out) throws IOException {
    run(guest, "full", EngineOptions.DEFAULT.withMemories(MemoryPlacement.SEGMENTS), out);
  }

  private static void run(String guest, String name, EngineOptions engine, Path out)
      throws IOException {
    JsonNode recorded =
        Guests.entry(guest)
            .get("runs")
            .valueStream()
            .filter(run -> run.get("case").asText().equals(name))
            .findFirst()
            .orElseThrow();
    Ran ran =
        Ran.run(
            Sandbox.prepare(Guests.load(guest), policy(recorded.get("grants"), out))
                .withEngine(engine),
            RunOptions.QUIET);
    assertMatches(recorded.get("stdout").asText(), ran.stdout());
    assertEquals(recorded.get("stderr").asText(), ran.stderr());
    assertEquals(recorded.get("exit").asInt(), ran.result().exitCode());
    assertEquals(files(recorded), written(out));
  }

  /** Clocks and randomness were granted to all that is recorded. */
  private static Policy policy(JsonNode grants, Path out) throws IOException {
    Policy.Builder policy = Policy.builder();
    grants.path("args").forEach(argument -> policy.argument(argument.asText()));
    grants.path("env").forEachEntry((key, value) -> policy.environment(key, value.asText()));
    if (grants.has("stdin")) {
      policy.stdin(ByteSlice.of(Files.readAllBytes(Shared.guests(grants.get("stdin").asText()))));
    }
    List<Grants.Directory> directories = new ArrayList<>();
    grants
        .path("dirs")
        .forEachEntry((guest, what) -> {
          String host = guest.equals("/out") ? out.toString() : data();
          directories.add(new Grants.Directory(host, guest, what.asText().endsWith("read-only")));
        });
    return policy.grants(new Grants(directories, List.of(), false, true, true)).build();
  }

  private static String data() {
    return Shared.guests("fixture/data").toString();
  }

  private static void assertMatches(String recorded, String actual) throws IOException {
    JsonNode placeholders =
        new ObjectMapper().readTree(Shared.guests("guests.json").toFile()).get("placeholders");
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    for (var each : (Iterable<MatchResult>) PLACEHOLDER.matcher(recorded).results()::iterator) {
      pattern.append(Pattern.quote(recorded.substring(from, each.start())));
      pattern.append(placeholders.get(each.group()).asText());
      from = each.end();
    }
    pattern.append(Pattern.quote(recorded.substring(from)));
    assertTrue(actual.matches(pattern.toString()), () -> recorded + "-- but was\n" + actual);
  }

  private static Map<String, String> files(JsonNode recorded) {
    Map<String, String> files = new TreeMap<>();
    recorded.path("files").forEachEntry((name, text) -> files.put(name, text.asText()));
    return files;
  }

  private static Map<String, String> written(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(out)) {
      for (Path each : found.toList()) {
        files.put("/out/" + each.getFileName(), Files.readString(each));
      }
    }
    return files;
  }
}
