package dev.wasmc.tests.component;

import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.SameShape;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.Linker;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.host.HostTrapException;
import dev.wasmc.source.Problem;
import dev.wasmc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The host of scripts, as the README of the conformance corpora describes it. */
final class ScriptHost {
  private static final String HOST = "host";
  private static final ComponentType OFFERED = offered();

  /** A resource of the host. */
  private record Represented(int number) {}

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

  Linker linker() {
    return new Linker(List.of(root(), host(), nested()), (_, name, type) -> difference(name, type));
  }

  /** Types that are equal to something known need not be there; names of parameters are free. */
  private static Optional<String> difference(String name, InstanceType wanted) {
    SequencedMap<String, EntityType> found =
        OFFERED.imports().get(name) instanceof InstanceType instance
            ? instance.exports()
            : OFFERED.imports();
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
          found instanceof FunctionType other && SameShape.same(function, other);
      case TypeEntity(ResourceType resource, _) ->
          found instanceof TypeEntity(ResourceType other, _)
              ? bound.computeIfAbsent(resource, _ -> other).equals(other)
              : found == null && bound.containsKey(resource);
      case TypeEntity _ -> true;
      case InstanceType instance ->
          found instanceof InstanceType other
              && instance.exports().entrySet().stream()
                  .allMatch(each -> fits(other.exports().get(each.getKey()), each.getValue(), bound));
      default -> false;
    };
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
        .function("return-hi", (_, _) -> Value.of("hi"))
        .resource(HostResource.of("resource1", Represented.class, this::dropped))
        .resource(HostResource.of("resource2"))
        .resource(HostResource.of("resource1-again", Represented.class, this::dropped))
        .function(
            "[constructor]resource1",
            (_, arguments) -> new Value.Handle(new Represented((int) Arguments.integer(arguments, 0))))
        .function("[static]resource1.assert", (_, arguments) -> check(arguments))
        .function("[method]resource1.simple", (_, arguments) -> check(arguments))
        .function("[method]resource1.take-borrow", (_, arguments) -> twoResources(arguments))
        .function("[method]resource1.take-own", (_, arguments) -> twoResources(arguments))
        .function("[static]resource1.last-drop", (_, _) -> Value.of(lastDrop))
        .function("[static]resource1.drops", (_, _) -> Value.of(drops))
        .build();
  }
}
