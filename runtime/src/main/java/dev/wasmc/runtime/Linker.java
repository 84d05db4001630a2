package dev.wasmc.runtime;

import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.semver.Version;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Finds a host function for each import of a plan. A host's interface serves every compatible
 * version: of a newer one, what the host does not have is missing, and the rest is the same.
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
    return link(plan, new PlanCode());
  }

  /**
   * As {@link #link(ComponentPlan)}, with the code that other instances of the plan have made.
   *
   * @param code of this plan only
   */
  public LinkedComponent link(ComponentPlan plan, PlanCode code) {
    List<Diagnostic> errors = new ArrayList<>();
    wanted(plan)
        .forEach((name, type) ->
            host(name)
                .flatMap(host -> check.difference(host, name, type))
                .ifPresent(
                    difference -> errors.add(error(new LinkProblem.WrongType(name, difference)))));
    for (String name : wanted(plan).sequencedKeySet()) {
      if (host(HostInterface.ROOT).filter(root -> root.functions().containsKey(name)).isPresent()) {
        errors.add(error(new LinkProblem.WrongType(name, "a function, not an instance")));
      }
    }
    SequencedMap<String, List<String>> unknown = new LinkedHashMap<>();
    Map<Item.Imported, HostFunction> functions = new IdentityHashMap<>();
    for (Item.Imported function : plan.imports()) {
      find(function.imported(), function.name(), HostInterface::functions, unknown, errors)
          .ifPresent(found -> functions.put(function, found));
    }
    Map<Item.ImportedModule, ValidatedModule> modules = new IdentityHashMap<>();
    for (Item.ImportedModule module : plan.hostModules()) {
      find(module.imported(), module.name(), HostInterface::modules, unknown, errors)
          .ifPresent(found -> modules.put(module, found));
    }
    Map<PlannedResource, HostResource> resources = new IdentityHashMap<>();
    for (PlannedResource type : plan.hostResources()) {
      find(
              String.valueOf(type.hostInterface()),
              type.name(),
              HostInterface::resources,
              unknown,
              errors)
          .ifPresent(found -> resources.put(type, found));
    }
    unknown.forEach(
        (name, members) -> errors.add(error(new LinkProblem.UnknownInterface(name, members))));
    if (!errors.isEmpty()) {
      throw new DiagnosticException(errors);
    }
    return new LinkedComponent(plan, functions, modules, resources, code);
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

  private <T> Optional<T> find(
      String imported,
      String name,
      Function<HostInterface, Map<String, T>> kind,
      SequencedMap<String, List<String>> unknown,
      List<Diagnostic> errors) {
    Optional<HostInterface> host = host(imported);
    if (host.isEmpty() && !imported.equals(HostInterface.ROOT)) {
      unknown.computeIfAbsent(imported, each -> new ArrayList<>()).add(name);
      return Optional.empty();
    }
    Optional<T> found = host.map(each -> kind.apply(each).get(name));
    if (found.isEmpty()) {
      String label = imported.isEmpty() ? name : imported + "#" + name;
      errors.add(error(new LinkProblem.UnknownImport(label, Optional.empty())));
    }
    return found;
  }

  private Optional<HostInterface> host(String imported) {
    return hosts.stream().filter(host -> servesInterface(host, imported)).findFirst();
  }

  /**
   * Whether an import is the host's: an interface of a compatible version, or one of what {@link
   * HostInterface#ROOT} has.
   *
   * @param imported the name of the import
   */
  public static boolean serves(HostInterface host, String imported) {
    return host.name().equals(HostInterface.ROOT)
        ? host.functions().containsKey(imported)
        : servesInterface(host, imported);
  }

  private static boolean servesInterface(HostInterface host, String imported) {
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
        && wanted.get().isCompatibleWith(offered.get());
  }

  private static Diagnostic error(LinkProblem problem) {
    return Diagnostic.error(problem, Place.Nowhere.NOWHERE);
  }
}
