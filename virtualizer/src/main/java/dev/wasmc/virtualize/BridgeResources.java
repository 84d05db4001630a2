package dev.wasmc.virtualize;

import dev.wasmc.abi.Shape;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The resource types that a bridge has to do with, each under the name that its text has for it.
 */
final class BridgeResources {
  /** Where a resource type comes from. */
  enum Origin {
    /** The bridge. */
    VIRTUAL,
    /** The bridge; a real resource of the same interface can be behind it. */
    WRAPPED,
    /** What passes. */
    PASSED
  }

  /** A resource type of the bridge's text. */
  record Named(ResourceType type, String name, Origin origin) {}

  private final SequencedMap<ResourceType, Named> byType = new LinkedHashMap<>();
  private final Map<String, Named> byName = new LinkedHashMap<>();

  BridgeResources(GuestImports imports, Decisions decisions) {
    for (InterfaceDecision decision : decisions.interfaces()) {
      Origin origin =
          switch (decision) {
            case InterfaceDecision.Pass _ -> Origin.PASSED;
            case InterfaceDecision.Bridge bridge -> bridge.real() ? Origin.WRAPPED : Origin.VIRTUAL;
          };
      decision
          .group()
          .type()
          .fresh()
          .forEach(type -> add(type, name(decision.group(), type), origin));
    }
    imports
        .resources()
        .forEach((name, type) ->
            add(
                type,
                "#" + name,
                decisions.passed().containsKey(name) ? Origin.PASSED : Origin.VIRTUAL));
  }

  private void add(ResourceType type, String name, Origin origin) {
    Named named = new Named(type, TextLibrary.identifier(name), origin);
    byType.put(type, named);
    byName.put(named.name(), named);
  }

  /** Names of WASI stand for themselves, since the text library uses them. */
  private String name(ImportGroup group, ResourceType type) {
    String name =
        group.type().exports().entrySet().stream()
            .filter(each -> each.getValue() instanceof TypeEntity entity && entity.type() == type)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return group.wasi().isPresent() && !byName.containsKey(name) ? name : group.name() + "#" + name;
  }

  Stream<Named> all() {
    return byType.values().stream();
  }

  /** Those that the bridge defines. */
  Stream<Named> own() {
    return all().filter(each -> each.origin() != Origin.PASSED);
  }

  Stream<Named> wrapped() {
    return all().filter(each -> each.origin() == Origin.WRAPPED);
  }

  /** One that the bridge defines. */
  Optional<Named> own(ResourceType type) {
    return Optional.ofNullable(byType.get(type)).filter(each -> each.origin() != Origin.PASSED);
  }

  boolean isWrapped(ResourceType type) {
    return own(type).filter(each -> each.origin() == Origin.WRAPPED).isPresent();
  }

  ResourceType type(String name) {
    Named named = byName.get(name);
    if (named == null) {
      throw new IllegalStateException("no resource " + name);
    }
    return named.type();
  }

  /** What becomes of the handles of an argument on its way to a real function. */
  Optional<HandleText.Change> toReal(Shape.Handle handle) {
    return own(handle.resource())
        .filter(each -> each.origin() == Origin.WRAPPED)
        .map(each ->
            new HandleText.Becomes(
                handle.own() ? List.of("$give:" + each.name()) : List.of("$real_handle")));
  }

  /** What becomes of the handles of a real function's result. */
  Optional<HandleText.Change> toGuest(Shape.Handle handle) {
    return own(handle.resource())
        .filter(each -> each.origin() == Origin.WRAPPED)
        .map(each -> new HandleText.Becomes(List.of("$real_rep", "$new:" + each.name())));
  }

  /**
   * What becomes of the handles of an argument that nobody uses: owned ones are dropped, and lent
   * ones too, which a call has to give back; of the bridge's own types it has got no handles lent,
   * but representations.
   */
  Optional<HandleText.Change> dropped(Shape.Handle handle) {
    return Optional.ofNullable(byType.get(handle.resource()))
        .filter(each -> handle.own() || each.origin() == Origin.PASSED)
        .map(each -> new HandleText.Dropped("$drop:" + each.name()));
  }
}
