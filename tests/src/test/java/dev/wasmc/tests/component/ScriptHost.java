package dev.wasmc.tests.component;

import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.SameShape;
import dev.wasmc.component.types.Subtyping;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.ComponentInstance;
import dev.wasmc.runtime.Linker;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.host.HostTrapException;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.source.Problem;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.text.WatParser;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host of scripts, as the README of the conformance corpora describes it. */
final class ScriptHost {
  private static final String HOST = "host";
  private static final ComponentType OFFERED = offered();

  /** A resource of the host. */
  private record Represented(int number) {}

  private static final ValidatedModule SIMPLE_MODULE =
      ModuleValidator.validate(
          HOST,
          WatParser.parseModule(
              new SourceFile(
                  HOST,
                  """
                  (module
                    (func (export "f") (result i32) i32.const 101)
                    (global (export "g") i32 i32.const 100))
                  """)),
          Features.SUPPORTED);

  private int drops;
  private int lastDrop;

  private static ComponentType offered() {
    try (InputStream in = ScriptHost.class.getResourceAsStream("script-host.wat")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      SourceFile file = new SourceFile("script-host.wat", text);
      return ComponentValidator.validate("script-host.wat", ComponentParser.parse(file)).type();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param instances of the script, by name
   */
  Linker linker(Map<String, ComponentInstance> instances) {
    List<HostInterface> interfaces = new ArrayList<>(List.of(root(), host(), nested()));
    instances.forEach((name, instance) -> interfaces.add(modules(name, instance)));
    return new Linker(
        interfaces,
        (_, name, type) -> {
          ComponentInstance instance = instances.get(name);
          return difference(
              instance == null ? offered(name) : instance.plan().component().type().exports(),
              type);
        });
  }

  /** Of what an instance exports, core modules are all that the suites import. */
  private static HostInterface modules(String name, ComponentInstance instance) {
    HostInterface.Builder builder = HostInterface.builder(name, "");
    instance
        .plan()
        .exports()
        .forEach((export, item) -> {
          if (item instanceof Item.Module) {
            instance.module(export).ifPresent(module -> builder.module(export, module));
          }
        });
    return builder.build();
  }

  private static Map<String, EntityType> offered(String name) {
    return OFFERED.imports().get(name) instanceof InstanceType instance
        ? instance.exports()
        : OFFERED.imports();
  }

  /** Types that are equal to something known need not be there; names of parameters are free. */
  private static Optional<String> difference(Map<String, EntityType> found, InstanceType wanted) {
    Map<ResourceType, ResourceType> bound = new HashMap<>();
    return wanted.exports().entrySet().stream()
        .filter(export -> !fits(found.get(export.getKey()), export.getValue(), bound))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean fits(
      @Nullable EntityType found, EntityType wanted, Map<ResourceType, ResourceType> bound) {
    return switch (wanted) {
      case FunctionType function ->
          found instanceof FunctionType other && SameShape.same(unnamed(function), unnamed(other));
      case TypeEntity(ResourceType resource, _) ->
          found instanceof TypeEntity(ResourceType other, _)
              ? bound.computeIfAbsent(resource, _ -> other).equals(other)
              : found == null && bound.containsKey(resource);
      case TypeEntity _ -> true;
      case InstanceType instance ->
          found instanceof InstanceType other
              && instance.exports().entrySet().stream()
                  .allMatch(
                      each -> fits(other.exports().get(each.getKey()), each.getValue(), bound));
      case ModuleType module -> found != null && Subtyping.check(found, module).isEmpty();
      default -> false;
    };
  }

  private static FunctionType unnamed(FunctionType type) {
    return new FunctionType(
        type.async(),
        type.params().stream().map(param -> new Field("", param.type())).toList(),
        type.result());
  }

  private static HostFunction constant(long value) {
    return (_, _) -> Value.of(value);
  }

  private static HostInterface root() {
    return HostInterface.builder(HostInterface.ROOT, "")
        .function("host-echo-u32", (_, arguments) -> arguments.getFirst())
        .function("host-return-two", constant(2))
        .build();
  }

  private static HostInterface nested() {
    return HostInterface.builder(HOST + "#nested", "").function("return-four", constant(4)).build();
  }

  private void dropped(Represented resource) {
    drops++;
    lastDrop = resource.number();
  }

  private static @Nullable Value check(List<Value> arguments) {
    if (represented(arguments, 0).number() != Arguments.integer(arguments, 1)) {
      throw new HostTrapException(new Unexpected(arguments.toString()));
    }
    return null;
  }

  private static @Nullable Value twoResources(List<Value> arguments) {
    represented(arguments, 0);
    represented(arguments, 1);
    return null;
  }

  private static Represented represented(List<Value> arguments, int index) {
    return Arguments.resource(arguments, index, Represented.class);
  }

  /** An assertion of the host that does not hold. */
  private record Unexpected(String message) implements Problem {
    @Override
    public String id() {
      return "unexpected-representation";
    }
  }

  private HostInterface host() {
    return HostInterface.builder(HOST, "")
        .function("return-three", constant(3))
        .module("simple-module", SIMPLE_MODULE)
        .function("return-hi", (_, _) -> Value.of("hi"))
        .resource(HostResource.of("resource1", Represented.class, this::dropped))
        .resource(HostResource.of("resource2"))
        .resource(HostResource.of("resource1-again", Represented.class, this::dropped))
        .function(
            "[constructor]resource1",
            (_, arguments) ->
                new Value.Handle(new Represented((int) Arguments.integer(arguments, 0))))
        .function("[static]resource1.assert", (_, arguments) -> check(arguments))
        .function("[method]resource1.simple", (_, arguments) -> check(arguments))
        .function("[method]resource1.take-borrow", (_, arguments) -> twoResources(arguments))
        .function("[method]resource1.take-own", (_, arguments) -> twoResources(arguments))
        .function("[static]resource1.last-drop", (_, _) -> Value.of(lastDrop))
        .function("[static]resource1.drops", (_, _) -> Value.of(drops))
        .build();
  }
}
