package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.bindings.ComponentToWit;
import dev.wasmc.bindings.WasiWit;
import dev.wasmc.bindings.WitToTypes;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.Instantiation;
import dev.wasmc.component.types.Subtyping;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The example guests as WIT, compared with wasm-tools and with WASI. */
final class GuestWitTest {
  private static final Pattern WASI = Pattern.compile("(wasi):([a-z]+)/([a-z-]+)@(0\\.2\\.[0-9]+)");

  private record Guest(String name, ValidatedComponent component) {}

  private static List<Guest> guests() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(Shared.guests("."))) {
      files = list.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
    }
    List<Guest> guests = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      try {
        var decoded = ComponentDecoder.decode(name, ByteSlice.of(Files.readAllBytes(file)));
        guests.add(new Guest(name, ComponentValidator.validate(name, decoded)));
      } catch (DiagnosticException notAComponent) {
        assertTrue(
            name.endsWith("core.wasm") || name.equals("as-core.wasm"),
            name + ": " + notAComponent.getMessage());
      }
    }
    return guests;
  }

  @TestFactory
  Stream<DynamicTest> printsWhatWasmToolsDoes() throws IOException {
    Assumptions.assumeTrue(wasmTools("--version").isPresent(), "wasm-tools is absent");
    return guests().stream()
        .map(guest ->
            DynamicTest.dynamicTest(
                guest.name,
                () -> {
                  Optional<String> expected =
                      wasmTools("component", "wit", Shared.guests(guest.name).toString());
                  Assumptions.assumeTrue(expected.isPresent(), "wasm-tools does not print it");
                  ComponentToWit.Extracted extracted = ComponentToWit.extract(guest.component);
                  // It breaks no line, and has more empty ones.
                  SourceFile theirs = new SourceFile(guest.name, expected.get());
                  assertEquals(WitFormatter.format(theirs), extracted.text());
                  assertEquals(List.of(), ResolveChecker.check(extracted.resolve()));
                }));
  }

  /**
   * What is printed is read again as a world whose component type the guest fits, and the other way
   * round.
   */
  @TestFactory
  Stream<DynamicTest> roundTripsThroughText() throws IOException {
    return guests().stream()
        .map(guest ->
            DynamicTest.dynamicTest(
                guest.name,
                () -> {
                  String text = ComponentToWit.extract(guest.component).text();
                  WitParser parser = new WitParser(WitOptions.DEFAULT.withAllLanguage());
                  WitParser.Parsed parsed = parser.parse(new SourceFile(guest.name, text));
                  ComponentType type =
                      new WitToTypes(parsed.resolve()).component(parsed.world("root"));
                  assertEquals(Optional.empty(), Subtyping.check(type, guest.component.type()));
                  assertEquals(Optional.empty(), Subtyping.check(guest.component.type(), type));
                }));
  }

  /** Guests that need nothing but WASI 0.2 can be given it. */
  @TestFactory
  Stream<DynamicTest> wasiFits() throws IOException {
    Resolve wasi = WasiWit.resolve();
    return guests().stream()
        .filter(guest ->
            guest.component.type().imports().keySet().stream().allMatch(WASI.asMatchPredicate()))
        .map(guest ->
            DynamicTest.dynamicTest(
                guest.name,
                () -> {
                  WitToTypes types = new WitToTypes(wasi);
                  Map<String, EntityType> given = new LinkedHashMap<>();
                  for (String name : guest.component.type().imports().keySet()) {
                    Matcher matcher = WASI.matcher(name);
                    assertTrue(matcher.matches());
                    Version version = Version.parse(matcher.group(4)).orElseThrow();
                    PackageName owner = new PackageName("wasi", matcher.group(2), version);
                    given.put(
                        name,
                        types.instance(wasi.findInterface(owner, matcher.group(3)).orElseThrow()));
                  }
                  assertInstanceOf(
                      Instantiation.Done.class, Instantiation.of(guest.component.type(), given));
                }));
  }

  @Test
  void thereAreGuests() throws IOException {
    assertTrue(guests().size() > 20);
  }

  private static Optional<String> wasmTools(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("wasm-tools"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException absent) {
      return Optional.empty();
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
