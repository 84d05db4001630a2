package dev.wasmc.runtime;

import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.names.Version;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a host function for each import of a plan. A host's interface serves every compatible
 * version that is not newer.
 */
public final class Linker {
  /**
   * Says whether a component's import of an interface fits what the host implements; the difference
   * where it does not.
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
   * Throws {@link DiagnosticException} with a {@link LinkProblem} for each import that is not
   * there.
   */
  public LinkedComponent link(ComponentPlan plan) {
    List<Diagnostic> errors = new ArrayList<>();
    Map<LinkedComponent.ResourceKey, HostResource> resources = new HashMap<>();
    Map<String, HostInterface> found = new HashMap<>();
    for (Map.Entry<String, EntityType> imported : plan.component().type().imports().entrySet()) {
      if (imported.getValue() instanceof InstanceType type) {
        Optional<HostInterface> host = host(imported.getKey());
        host.ifPresent(each -> found.put(imported.getKey(), each));
        host.flatMap(each -> check.difference(each, imported.getKey(), type))
            .ifPresent(difference ->
                errors.add(error(new LinkProblem.WrongType(imported.getKey(), difference))));
        if (host.isPresent()) {
          resources(imported.getKey(), type, host.get(), resources);
        }
      }
    }
    Map<Item.Imported, HostFunction> functions = new IdentityHashMap<>();
    for (Item.Imported imported : plan.imports()) {
      HostFunction function =
          function(imported, imported.imported() == null ? null : found.get(imported.imported()));
      if (function != null) {
        functions.put(imported, function);
      } else {
        errors.add(error(new LinkProblem.UnknownImport(label(imported), Optional.empty())));
      }
    }
    if (!errors.isEmpty()) {
      throw new DiagnosticException(errors);
    }
    return new LinkedComponent(plan, functions, resources);
  }

  private static void resources(
      String imported,
      InstanceType type,
      HostInterface host,
      Map<LinkedComponent.ResourceKey, HostResource> resources) {
    type.exports()
        .forEach((name, entity) -> {
          if (entity instanceof TypeEntity named && named.type() instanceof ResourceType) {
            HostResource resource = host.resources().get(name);
            if (resource != null) {
              resources.put(new LinkedComponent.ResourceKey(imported, name), resource);
            }
          }
        });
  }

  private static @Nullable HostFunction function(
      Item.Imported imported, @Nullable HostInterface host) {
    return host == null ? null : host.functions().get(imported.name());
  }

  private Optional<HostInterface> host(String imported) {
    return hosts.stream().filter(host -> serves(host, imported)).findFirst();
  }

  private static boolean serves(HostInterface host, String imported) {
    if (!(ParsedName.of(imported).orElse(null) instanceof ParsedName.InterfaceName name)
        || !name.unversioned().equals(host.name())) {
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

  private static String label(Item.Imported imported) {
    return imported.imported() == null
        ? imported.name()
        : imported.imported() + "#" + imported.name();
  }

  private static Diagnostic error(LinkProblem problem) {
    return Diagnostic.error(problem, Place.Nowhere.NOWHERE);
  }
}
