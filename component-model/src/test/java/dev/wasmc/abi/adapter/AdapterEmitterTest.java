package dev.wasmc.abi.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.abi.RandomValues;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AdapterEmitterTest {
  @Property(tries = 300, seed = "20260102")
  void modulesAreValidAndTheSameEachTime(
      @ForAll long seed, @ForAll StringEncoding caller, @ForAll StringEncoding callee) {
    RandomValues random = new RandomValues(seed);
    FunctionType type =
        new FunctionType(
            false,
            List.of(new Field("a", random.type(3)), new Field("b", random.type(3))),
            random.type(4));
    AdapterModule module = emit(type, type, caller, callee, 1);
    ModuleValidator.check("adapter", module.module(), Features.SUPPORTED);
    assertEquals(module.module().imports().size(), module.imports().size());
    assertArrayEquals(
        ModuleEncoder.encode(module.module()),
        ModuleEncoder.encode(emit(type, type, caller, callee, 1).module()));
  }

  static List<UnaryOperator<ValueType>> doublings() {
    return List.of(
        type -> new TupleType(List.of(type, type)),
        type ->
            new VariantType(
                List.of(new Case("a", type), new Case("b", new TupleType(List.of(type))))),
        type -> {
          MapType map = new MapType(PrimitiveType.U8, type);
          return new TupleType(List.of(map, map));
        });
  }

  /** Each step doubles what is written out in full; the code must grow by a constant. */
  @ParameterizedTest
  @MethodSource("doublings")
  void codeIsBoundedByTheTypes(UnaryOperator<ValueType> doubling) {
    ValueType type = PrimitiveType.STRING;
    for (int i = 0; i < 20; i++) {
      type = doubling.apply(type);
    }
    FunctionType function =
        new FunctionType(false, List.of(new Field("v", new ListType(type))), null);
    int size =
        ModuleEncoder.encode(
                emit(function, function, StringEncoding.UTF8, StringEncoding.UTF8, 1).module())
            .length;
    assertTrue(size < 20_000, size + " bytes");
  }

  @Test
  void asksForWhatItNeeds() {
    ResourceType mine = new ResourceType("mine");
    ResourceType yours = new ResourceType("yours");
    AdapterModule module =
        emit(
            new FunctionType(
                false, List.of(new Field("self", new BorrowType(mine))), new OwnType(mine)),
            new FunctionType(
                false, List.of(new Field("self", new BorrowType(yours))), new OwnType(yours)),
            StringEncoding.UTF8,
            StringEncoding.UTF8,
            AdapterSide.NONE);
    assertEquals(
        List.of(
            AdapterImport.Trap.TRAP,
            new AdapterImport.Callee(0),
            new AdapterImport.MayLeave(0),
            new AdapterImport.MayEnter(1),
            new AdapterImport.EnterCall(0),
            new AdapterImport.ExitCall(0),
            new AdapterImport.TransferResource(false, 0, mine, 1, yours),
            new AdapterImport.TransferResource(true, 1, yours, 0, mine)),
        module.imports());
  }

  @Test
  void oneMemoryIsImportedOnce() {
    FunctionType type =
        new FunctionType(false, List.of(new Field("v", PrimitiveType.STRING)), null);
    AdapterSide caller = new AdapterSide(0, type, StringEncoding.UTF8, 5, 5);
    AdapterSide callee = new AdapterSide(1, type, StringEncoding.UTF8, 5, 6);
    AdapterModule module =
        AdapterEmitter.emit(
            List.of(
                new Adapter("a", caller, callee, false, List.of(1)),
                new Adapter("b", callee, caller, false, List.of(0))));
    assertEquals(1, Collections.frequency(module.imports(), new AdapterImport.Memory(5)));
    assertEquals(2, module.module().exports().size());
    ModuleValidator.check("adapter", module.module(), Features.SUPPORTED);
  }

  private static AdapterModule emit(
      FunctionType caller,
      FunctionType callee,
      StringEncoding from,
      StringEncoding to,
      int memory) {
    return AdapterEmitter.emit(
        List.of(
            new Adapter(
                "call",
                new AdapterSide(0, caller, from, memory, memory),
                new AdapterSide(
                    1,
                    callee,
                    to,
                    memory < 0 ? memory : memory + 1,
                    memory < 0 ? memory : memory + 1),
                false,
                List.of(1))));
  }
}
