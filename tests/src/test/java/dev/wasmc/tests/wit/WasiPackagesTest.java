package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** WASI 0.2 and 0.3 as they are published. */
final class WasiPackagesTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return WitCase.load("wasi").stream()
        .map(c -> DynamicTest.dynamicTest(c.name() + " " + c.cell("features"), () -> check(c)));
  }

  private static void check(WitCase c) {
    boolean all = c.cell("features").equals("all");
    WitOptions options = all ? WitOptions.DEFAULT.withAllGates() : WitOptions.DEFAULT;
    WitParser.Parsed parsed = new WitParser(options).parse(c.path());
    Checks.isSound(parsed.resolve(), options);
    Map<String, String> counted = count(parsed);
    Map<String, String> expected = new LinkedHashMap<>(counted);
    expected.replaceAll((column, value) -> c.cell(column));
    assertEquals(expected, counted);
  }

  private static Map<String, String> count(WitParser.Parsed parsed) {
    Resolve resolve = parsed.resolve();
    WitPackage main = resolve.get(parsed.main());
    List<Interface> interfaces = main.interfaces().values().stream().map(resolve::get).toList();
    List<Function> functions =
        interfaces.stream().flatMap(i -> i.functions().values().stream()).toList();
    long resources =
        interfaces.stream()
            .flatMap(i -> i.types().values().stream())
            .filter(id -> resolve.get(id).kind() instanceof TypeKind.ResourceKind)
            .count();
    Map<String, String> counted = new LinkedHashMap<>();
    counted.put("interfaces", String.valueOf(interfaces.size()));
    counted.put("functions", String.valueOf(functions.size()));
    counted.put(
        "async_functions",
        String.valueOf(functions.stream().filter(f -> f.kind().async()).count()));
    counted.put("resources", String.valueOf(resources));
    counted.put("worlds", String.join(",", main.worlds().keySet()));
    counted.put("dependency_packages", String.valueOf(resolve.packages().size() - 1));
    return counted;
  }
}
