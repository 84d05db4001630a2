package dev.wasmc.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ValueCodecTest {
  @Property(tries = 1000, seed = "20260101")
  void liftingUndoesLowering(@ForAll long seed, @ForAll StringEncoding encoding) {
    RandomValues random = new RandomValues(seed);
    ValueType type = random.type(4);
    Value value = random.value(type);
    LiftLowerContext context = context(encoding, new StaticImage(64, 1 << 20), 1 << 24);
    ValuesCodec codec = new ValueCodecs().ofAll(List.of(type), AbiLimits.MAX_FLAT_PARAMS);
    long[] flat = codec.lower(context, List.of(value));
    assertEquals(List.of(value), codec.lift(context, flat, 0));
  }

  @Test
  void lowersTheSameBytes() {
    RandomValues random = new RandomValues(7);
    ValueType type = new ListType(random.type(4));
    Value value = random.value(type);
    StaticImage one = new StaticImage(16, 1 << 16);
    StaticImage other = new StaticImage(16, 1 << 16);
    new ValueCodecs().of(type).lower(context(StringEncoding.UTF8, one, 0), value, new long[2], 0);
    new ValueCodecs().of(type).lower(context(StringEncoding.UTF8, other, 0), value, new long[2], 0);
    assertEquals(one.content(), other.content());
  }

  @Test
  void asksBeforeItAllocates() {
    StaticImage image = new StaticImage(0, 1 << 20);
    image.allocate(1, 1 << 20);
    long[] flat = {0, 1 << 20};
    LiftLowerContext context = context(StringEncoding.UTF8, image, 1 << 20);
    ValueCodec codec = new ValueCodecs().of(new ListType(PrimitiveType.BOOL));
    assertEquals(AbiTrap.HOST_BUDGET, trap(() -> codec.lift(context, flat, 0)));
  }

  @Test
  void imagesHaveALimit() {
    StaticImage image = new StaticImage(0, 100);
    assertEquals(4, image.allocate(4, image.allocate(1, 1) + 1));
    assertEquals(AbiTrap.HOST_BUDGET, trap(() -> image.allocate(8, 100)));
  }

  static Stream<Arguments> mismatches() {
    return Stream.of(
        Arguments.of(PrimitiveType.U8, Value.of(256)),
        Arguments.of(PrimitiveType.U8, Value.of(-1)),
        Arguments.of(PrimitiveType.S16, Value.of(32768)),
        Arguments.of(PrimitiveType.U32, Value.of(1L << 32)),
        Arguments.of(PrimitiveType.CHAR, new Value.Char(0xd800)),
        Arguments.of(PrimitiveType.CHAR, new Value.Char(-1)),
        Arguments.of(PrimitiveType.STRING, Value.of("\ud800")),
        Arguments.of(PrimitiveType.BOOL, Value.of(1)),
        Arguments.of(new EnumType(List.of("a")), new Value.Variant(1, null)),
        Arguments.of(new EnumType(List.of("a")), new Value.Variant(0, Value.of(1))),
        Arguments.of(new OptionType(PrimitiveType.U8), new Value.Variant(1, null)),
        Arguments.of(new OptionType(PrimitiveType.U8), new Value.Variant(-1, null)),
        Arguments.of(new FlagsType(List.of("a")), new Value.Flags(2)),
        Arguments.of(new TupleType(List.of(PrimitiveType.U8)), new Value.Record(List.of())),
        Arguments.of(new ListType(PrimitiveType.U8), new Value.ListOf(List.of())));
  }

  @ParameterizedTest
  @MethodSource("mismatches")
  void refusesWhatIsNotOfTheType(ValueType type, Value value) {
    LiftLowerContext context = context(StringEncoding.UTF8, new StaticImage(0, 100), 0);
    ValueCodec codec = new ValueCodecs().of(type);
    assertEquals(AbiTrap.VALUE_MISMATCH, trap(() -> codec.lower(context, value, new long[4], 0)));
  }

  private static AbiTrap trap(Runnable action) {
    return assertThrows(AbiTrapException.class, action::run).trap();
  }

  private static LiftLowerContext context(StringEncoding encoding, StaticImage image, long budget) {
    return new LiftLowerContext(
        new CanonicalOptions(encoding, image, image),
        new NoResources(),
        HostBudget.ofBytes(budget));
  }

  private static final class NoResources implements Handles {
    @Override
    public int lowerOwn(ResourceType type, Object resource) {
      throw new AssertionError(type);
    }

    @Override
    public int lowerBorrow(ResourceType type, Object resource) {
      throw new AssertionError(type);
    }

    @Override
    public Object liftOwn(ResourceType type, int handle) {
      throw new AssertionError(type);
    }

    @Override
    public Object liftBorrow(ResourceType type, int handle) {
      throw new AssertionError(type);
    }
  }
}
