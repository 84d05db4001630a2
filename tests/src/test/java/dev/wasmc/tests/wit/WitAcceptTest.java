package dev.wasmc.tests.wit;

import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** WIT that bindings generators are tested with. */
final class WitAcceptTest {
  private static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage();

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return WitCase.load("accept").stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> Checks.isSound(new WitParser(OPTIONS).parse(c.path()).resolve(), OPTIONS)));
  }
}
