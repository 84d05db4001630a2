package dev.wasmc.runtime;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.plan.Planner;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.Features;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Components from text, linked and started. */
public final class Texts {
  private Texts() {}

  public static ValidatedComponent component(String text) {
    return ComponentValidator.validate(
        "test", ComponentParser.parse(new SourceFile("test.wat", text)));
  }

  /** With gated features. */
  public static ValidatedComponent component(String text, Set<ComponentFeature> features) {
    SourceFile file = new SourceFile("test.wat", text);
    return ComponentValidator.validate(
        "test",
        ComponentParser.parse(file),
        features,
        Features.SUPPORTED,
        at -> Place.Nowhere.NOWHERE);
  }

  static ComponentInstance prepare(String text, HostInterface... hosts) {
    return ComponentInstance.prepare(
        new Linker(List.of(hosts), (_, _, _) -> Optional.empty())
            .link(Planner.plan(component(text))),
        RuntimeLimits.DEFAULT,
        (_, _, _) -> {},
        (_, _) -> {});
  }

  static ComponentInstance start(String text, HostInterface... hosts) {
    ComponentInstance instance = prepare(text, hosts);
    instance.start();
    return instance;
  }

  static @Nullable Value call(ComponentInstance instance, String function, Value... arguments) {
    return instance.function(Optional.empty(), function).orElseThrow().call(List.of(arguments));
  }
}
