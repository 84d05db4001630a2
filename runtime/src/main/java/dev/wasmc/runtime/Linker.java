package dev.wasmc.runtime;

import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.names.Version;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds a host function for each import of a plan. A host's interface serves every compatible
 * version that is not newer.
 */
public final class Linker {
  /**
   * Says whether a component's import of an interface fits what the host implements; the difference
   * where it does not. What is imported by itself is one interface, {@link HostInterface#ROOT}.
   */
  @FunctionalInterface
  public interface TypeCheck {
    Optional<String> difference(HostInterface host, String imported, InstanceType type);
  }

  private final List<HostInterface> hosts;
  private final TypeCheck check;

  public Linker(List<HostInterface> hosts, TypeCheck check) {
    this.hosts = List.copyOf(hosts);
    this.check = check;
  }

  /**
   * Throws {@link DiagnosticException} with a {@link LinkProblem} for each import that is not there
   * or is something else.
   */
  public LinkedComponent link(ComponentPlan plan) {
    List<Diagnostic> errors = new ArrayList<>();
    wanted(plan)
        .forEach((name, type) ->
            host(name)
                .flatMap(host -> check.difference(host, name, type))
                .ifPresent(difference ->
                    errors.add(error(new LinkProblem.WrongType(name, difference)))));
    Map<Item.Imported, HostFunction> functions = new IdentityHashMap<>();
    for (Item.Imported imported : plan.imports()) {
      host(imported.imported())
          .map(host -> host.functions().get(imported.name()))
          .ifPresentOrElse(
              function -> functions.put(imported, function),
              () -> errors.add(missing(imported.imported(), imported.name())));
    }
    Map<PlannedResource, HostResource> resources = new IdentityHashMap<>();
    for (PlannedResource type : plan.hostResources()) {
      String imported = String.valueOf(type.hostInterface());
      host(imported)
          .map(host -> host.resources().get(type.name()))
          .ifPresentOrElse(
              resource -> resources.put(type, resource),
              () -> errors.add(missing(imported, type.name())));
    }
    if (!errors.isEmpty()) {
      throw new DiagnosticException(errors);
    }
    return new LinkedComponent(plan, functions, resources);
  }

  private static SequencedMap<String, InstanceType> wanted(ComponentPlan plan) {
    SequencedMap<String, InstanceType> wanted = new LinkedHashMap<>();
    SequencedMap<String, EntityType> root = new LinkedHashMap<>();
    plan.component()
        .type()
        .imports()
        .forEach((name, type) -> {
          if (type instanceof InstanceType instance) {
            wanted.put(name, instance);
          } else {
            root.put(name, type);
          }
        });
    if (!root.isEmpty()) {
      wanted.put(HostInterface.ROOT, new InstanceType(root, List.of()));
    }
    return wanted;
  }

  private Optional<HostInterface> host(String imported) {
    return hosts.stream().filter(host -> serves(host, imported)).findFirst();
  }

  private static boolean serves(HostInterface host, String imported) {
    if (!(ParsedName.of(imported).orElse(null) instanceof ParsedName.InterfaceName name)) {
      return imported.equals(host.name());
    }
    if (!name.unversioned().equals(host.name())) {
      return false;
    }
    if (name.version().isEmpty()) {
      return host.version().isEmpty();
    }
    Optional<Version> wanted = name.fullVersion();
    Optional<Version> offered = Version.parse(host.version());
    return wanted.isPresent()
        && offered.isPresent()
        && wanted.get().isCompatibleWith(offered.get())
        && wanted.get().compareTo(offered.get()) <= 0;
  }

  private static Diagnostic missing(String imported, String name) {
    String label = imported.isEmpty() ? name : imported + "#" + name;
    return error(new LinkProblem.UnknownImport(label, Optional.empty()));
  }

  private static Diagnostic error(LinkProblem problem) {
    return Diagnostic.error(problem, Place.Nowhere.NOWHERE);
  }
}
