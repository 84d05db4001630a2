package dev.wasmc.tests.wasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasi.WasiConfig;
import dev.wasmc.wasi.WasiHosts;
import dev.wasmc.wasi.filesystem.ErrorCode;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WitParser;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosts have what the definitions of WASI say, no less and no more. */
class WasiInterfacesTest {
  private static final String VERSION = "0.2.12";

  /** What the guest exports. */
  private static final Set<String> NOT_FOR_HOSTS = Set.of("wasi:cli/run");

  private static Resolve resolve(String packageName) {
    Path folder = Shared.conformance("wit/wasi").resolve(VERSION).resolve(packageName);
    return new WitParser(WitOptions.DEFAULT.withAllGates()).parse(folder).resolve();
  }

  private static SequencedMap<String, Interface> interfaces(String packageName) {
    Resolve resolve = resolve(packageName);
    SequencedMap<String, Interface> found = new TreeMap<>();
    for (WitPackage each : resolve.packages()) {
      if (each.name().path().equals("wasi:" + packageName)) {
        each.interfaces()
            .forEach((name, id) -> found.put("wasi:" + packageName + "/" + name, resolve.get(id)));
      }
    }
    found.keySet().removeAll(NOT_FOR_HOSTS);
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cli", "clocks", "filesystem", "io", "random"})
  void hasEveryFunctionAndResource(String packageName, @TempDir Path folder) throws Exception {
    WasiConfig config =
        WasiConfig.builder()
            .arguments(List.of())
            .exit()
            .stdin(InputStream.nullInputStream())
            .stdout(OutputStream.nullOutputStream())
            .stderr(OutputStream.nullOutputStream())
            .wallClock(Clock.systemUTC())
            .monotonicClock()
            .random()
            .preopen(folder, "/", false)
            .build();
    SequencedMap<String, Interface> definitions = interfaces(packageName);
    try (WasiHosts hosts = WasiHosts.of(config)) {
      SequencedMap<String, HostInterface> found = new TreeMap<>();
      for (HostInterface host : hosts.interfaces()) {
        if (host.name().startsWith("wasi:" + packageName + "/")) {
          found.put(host.name(), host);
        }
      }
      assertEquals(definitions.keySet(), found.keySet());
      definitions.forEach((name, definition) ->
          compare(definition, Objects.requireNonNull(found.get(name)), packageName));
    }
  }

  private static void compare(Interface definition, HostInterface host, String packageName) {
    assertEquals(VERSION, host.version());
    assertEquals(
        new TreeSet<>(definition.functions().keySet()), new TreeSet<>(host.functions().keySet()));
    Resolve resolve = resolve(packageName);
    Set<String> resources =
        definition.types().entrySet().stream()
            .filter(type -> resolve.get(type.getValue()).kind() instanceof TypeKind.ResourceKind)
            .map(type -> type.getKey())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(resources, new TreeSet<>(host.resources().keySet()));
  }

  @Test
  void errorCodesHaveTheirOrder() {
    Resolve resolve = resolve("filesystem");
    Interface types = Objects.requireNonNull(interfaces("filesystem").get("wasi:filesystem/types"));
    TypeKind.EnumKind codes =
        assertInstanceOf(
            TypeKind.EnumKind.class,
            resolve.get(Objects.requireNonNull(types.types().get("error-code"))).kind());
    assertEquals(
        codes.cases().stream().map(each -> each.name()).toList(),
        Arrays.stream(ErrorCode.values()).map(ErrorCode::label).toList());
  }
}
