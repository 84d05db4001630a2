package dev.wasmc.wave;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.abi.RandomValues;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts that were values: they are some value still, or refused at a place; and in little time. */
final class MutatedWaveTest {
  private static final int ROUNDS = 20_000;
  private static final int LONG = 200_000;

  /** How deep the validator lets types be nested. */
  private static final int DEEPEST = 100;

  private static final long STACK_BYTES = 256 << 10;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          ",",
          ":",
          "%",
          "-",
          "//",
          "\n",
          "\r",
          "'",
          "\"",
          "\"\"\"",
          "\\",
          "\\u{",
          "\\u{d800}",
          "\\u{110000}",
          "\u0000",
          "\ud800",
          "\udc00",
          "é",
          "\u202e",
          "some(",
          "none",
          "ok",
          "err(",
          "true",
          "inf",
          "-inf",
          "nan",
          "-0",
          "1e999",
          "1e-999999",
          "99999999999999999999",
          "f0: ",
          "c0",
          "%c0",
          "{:}");

  @Test
  void values() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          SplittableRandom random = new SplittableRandom(20_260_105);
          int accepted = 0;
          for (int i = 0; i < ROUNDS; i++) {
            RandomValues values = new RandomValues(random.nextLong());
            ValueType type = values.type(4);
            String text = damage(Wave.print(values.value(type), type), random);
            accepted += isValue(text, type) ? 1 : 0;
          }
          assertTrue(accepted > ROUNDS / 20 && accepted < ROUNDS * 19 / 20, accepted + " accepted");
        });
  }

  @Test
  void calls() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          SplittableRandom random = new SplittableRandom(20_260_106);
          int accepted = 0;
          for (int i = 0; i < ROUNDS; i++) {
            RandomValues values = new RandomValues(random.nextLong());
            ValueType first = values.type(2);
            ValueType second = values.type(2);
            FunctionType type =
                new FunctionType(
                    false, List.of(new Field("first", first), new Field("second", second)), null);
            FunctionName name = new FunctionName("a:b", "c", "f", "1.0.0");
            List<Value> arguments = List.of(values.value(first), values.value(second));
            WaveCall call = new WaveCall(name, arguments);
            assertEquals(call, parse(call.print(type), type));
            accepted += isCall(damage(call.print(type), random), type) ? 1 : 0;
          }
          assertTrue(accepted > ROUNDS / 20 && accepted < ROUNDS * 19 / 20, accepted + " accepted");
        });
  }

  private static WaveCall parse(String text, FunctionType type) {
    return WaveCall.parse(new SourceFile("call", text), _ -> Optional.of(type));
  }

  private static boolean isValue(String text, ValueType type) {
    try {
      Value value = Wave.parse(text, type);
      assertEquals(value, Wave.parse(Wave.print(value, type), type), text);
      return true;
    } catch (DiagnosticException refused) {
      return isShown(refused);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(text, e);
    }
  }

  private static boolean isCall(String text, FunctionType type) {
    try {
      WaveCall call = parse(text, type);
      assertEquals(call, parse(call.print(type), type), text);
      return true;
    } catch (DiagnosticException refused) {
      return isShown(refused);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(text, e);
    }
  }

  private static boolean isShown(DiagnosticException refused) {
    assertEquals(Place.InText.class, refused.first().place().getClass());
    assertTrue(!new DiagnosticRenderer(false).render(refused.diagnostics()).isEmpty());
    return false;
  }

  private static String damage(String sample, SplittableRandom random) {
    StringBuilder text = new StringBuilder(sample);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 3 : 20));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
        default -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
      }
    }
    return text.toString();
  }

  private record Nest(String open, String inner, String close, UnaryOperator<ValueType> type) {}

  /** Types as deep as they can be, in and out, and more text than type. */
  @TestFactory
  Stream<DynamicTest> deepTexts() {
    return Stream.of(
            new Nest("[", "1", "]", ListType::new),
            new Nest("(", "1", ")", inner -> new TupleType(List.of(inner))),
            new Nest("some(", "1", ")", OptionType::new),
            new Nest("err(", "1", ")", inner -> new ResultType(null, inner)))
        .map(nest -> DynamicTest.dynamicTest(nest.open(), () -> onSmallStack(() -> deep(nest))));
  }

  private static void deep(Nest nest) {
    ValueType type = PrimitiveType.U16;
    for (int i = 0; i < DEEPEST; i++) {
      type = nest.type().apply(type);
    }
    String text = nest.open().repeat(DEEPEST) + nest.inner() + nest.close().repeat(DEEPEST);
    assertEquals(text, Wave.print(Wave.parse(text, type), type));
    ValueType deepest = type;
    assertThrows(DiagnosticException.class, () -> Wave.parse(nest.open().repeat(LONG), deepest));
    assertThrows(
        DiagnosticException.class, () -> Wave.parse(nest.open().repeat(LONG), PrimitiveType.U16));
  }

  /** One word or one number without an end. */
  @TestFactory
  Stream<DynamicTest> longTexts() {
    return Stream.of(
            "9",
            "0",
            "-",
            "a",
            "a-",
            "a-b-",
            "A-",
            "%",
            "1.",
            "1e",
            "e9",
            "//",
            "\n",
            " ",
            "'",
            "\"",
            "\\",
            "\"\\",
            "'a",
            ",",
            ":",
            "a:",
            "a:b/",
            "a.",
            "a@",
            "[a]",
            "\"\"\"\n",
            "1.0e1")
        .map(piece ->
            DynamicTest.dynamicTest("'" + piece + "'", () -> onSmallStack(() -> full(piece))));
  }

  private static void full(String piece) {
    String text = piece.repeat(LONG / piece.length());
    FunctionType function =
        new FunctionType(false, List.of(new Field("x", PrimitiveType.F64)), null);
    for (String start : List.of("", "1", "\"", "'", "a", "\"\"\"\n")) {
      for (PrimitiveType type : PrimitiveType.values()) {
        isValue(start + text, type);
      }
      isCall(start + text, function);
      isCall("f(" + start + text, function);
    }
  }

  private static void onSmallStack(Runnable test) {
    FutureTask<@Nullable Void> task = new FutureTask<>(test, null);
    Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    assertDoesNotThrow(() -> task.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
  }

  /** A list as long as its text has room for. */
  @Test
  void wideTexts() {
    ValueType type = new ListType(new ListType(PrimitiveType.U8));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < LONG; i++) {
      rows.add("[" + (i & 0xff) + "]");
    }
    String text = rows.toString();
    assertTimeoutPreemptively(
        LIMIT, () -> assertEquals(text, Wave.print(Wave.parse(text, type), type)));
  }
}
