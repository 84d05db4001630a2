package dev.wasmc.component.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Mismatch.Difference;
import dev.wasmc.component.types.Mismatch.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class SubtypingTest {
  private static InstanceType instance(String name, EntityType type) {
    return new InstanceType(new LinkedHashMap<>(Map.of(name, type)), List.of());
  }

  private static FunctionType function(ValueType param) {
    return new FunctionType(false, List.of(new Field("x", param)), null);
  }

  @Test
  void pathToTheFirstDifference() {
    ValueType expected = new RecordType(List.of(new Field("a", new ListType(PrimitiveType.U8))));
    ValueType found = new RecordType(List.of(new Field("a", new ListType(PrimitiveType.STRING))));
    assertEquals(
        Optional.of(
            new Mismatch(
                List.of(
                    new Step.Export("f"),
                    new Step.Parameter("x"),
                    new Step.Field("a"),
                    Step.Only.ELEMENT),
                new Difference.Form("u8", "string"))),
        Subtyping.check(instance("f", function(found)), instance("f", function(expected))));
  }

  @Test
  void message() {
    Mismatch mismatch =
        Subtyping.check(
                instance("g", function(PrimitiveType.U8)),
                instance("f", new ModuleType(List.of(), new LinkedHashMap<>())))
            .orElseThrow();
    assertEquals("missing export \"f\"", mismatch.message());
    assertEquals(
        "import \"i\", export \"f\": expected func, found core module",
        Mismatch.of(new Difference.Form("func", "core module"))
            .in(new Step.Export("f"))
            .in(new Step.Import("i"))
            .message());
  }

  @Test
  void moreExportsFit() {
    SequencedMap<String, EntityType> more = new LinkedHashMap<>();
    more.put("f", function(PrimitiveType.U8));
    more.put("g", function(PrimitiveType.U8));
    assertEquals(
        Optional.empty(),
        Subtyping.check(
            new InstanceType(more, List.of()),
            instance("f", function(new DefinedPrimitive(PrimitiveType.U8)))));
  }

  @Test
  void openResourcesAreBoundByTheirDefinition() {
    ResourceType open = new ResourceType("r");
    ResourceType real = new ResourceType("r");
    InstanceType wanted = withResource(open);
    InstanceType offered = withResource(real);
    assertEquals(Optional.empty(), Subtyping.checkInstance(offered, wanted, List.of(open)));
    assertEquals(
        Optional.of(Mismatch.of(new Difference.Resource(open, real)).in(new Step.Export("r"))),
        Subtyping.checkInstance(offered, wanted, List.of()));
  }

  @Test
  void instantiationReplacesImportsAndRefreshesExports() {
    ResourceType imported = new ResourceType("r");
    ResourceType made = new ResourceType("s");
    ResourceType given = new ResourceType("r");
    SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
    exports.put("s", new TypeEntity(made));
    exports.put("f", function(new TupleType(List.of(new OwnType(imported), new OwnType(made)))));
    ComponentType component =
        new ComponentType(
            new LinkedHashMap<>(Map.of("r", new TypeEntity(imported))),
            exports,
            List.of(imported),
            List.of(made));
    if (!(Instantiation.of(component, Map.of("r", new TypeEntity(given)))
        instanceof Instantiation.Done(InstanceType type, List<ResourceType> fresh))) {
      throw new AssertionError("refused");
    }
    assertEquals(
        function(new TupleType(List.of(new OwnType(given), new OwnType(fresh.getFirst())))),
        type.exports().get("f"));
    assertEquals(
        new Instantiation.Refused(Mismatch.of(new Difference.NotSupplied(new Step.Import("r")))),
        Instantiation.of(component, Map.of()));
  }

  private static InstanceType withResource(ResourceType type) {
    SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
    exports.put("r", new TypeEntity(type));
    exports.put("f", function(new BorrowType(type)));
    return new InstanceType(exports, List.of());
  }
}
