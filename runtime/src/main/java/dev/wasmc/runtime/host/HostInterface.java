package dev.wasmc.runtime.host;

import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * An interface that the host implements.
 *
 * @param name without version, such as {@code wasi:clocks/wall-clock}; for an instance that is
 *     imported under a plain name that name, and {@link #ROOT} for what is imported by itself
 * @param version the version implemented, such as {@code 0.2.12}; it serves every version that is
 *     compatible by the rules of semantic versioning. Empty where imports have none
 * @param functions by their names in a component's exports, such as {@code now} or {@code
 *     [method]descriptor.read}
 * @param modules core modules, by name
 * @param resources the resource types that the interface defines itself, by name
 */
public record HostInterface(
    String name,
    String version,
    SequencedMap<String, HostFunction> functions,
    SequencedMap<String, ValidatedModule> modules,
    SequencedMap<String, HostResource> resources) {
  /** The name of the one whose functions and resources are imported by themselves. */
  public static final String ROOT = "";

  public HostInterface {
    functions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(functions));
    modules = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(modules));
    resources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(resources));
  }

  public static Builder builder(String name, String version) {
    return new Builder(name, version);
  }

  /** Collects an interface; each name may be given once. */
  public static final class Builder {
    private final String name;
    private final String version;
    private final SequencedMap<String, HostFunction> functions = new LinkedHashMap<>();
    private final SequencedMap<String, ValidatedModule> modules = new LinkedHashMap<>();
    private final SequencedMap<String, HostResource> resources = new LinkedHashMap<>();

    private Builder(String name, String version) {
      this.name = name;
      this.version = version;
    }

    public Builder function(String functionName, HostFunction function) {
      if (functions.putIfAbsent(functionName, function) != null) {
        throw new IllegalArgumentException("two functions named " + functionName);
      }
      return this;
    }

    public Builder module(String moduleName, ValidatedModule module) {
      if (modules.putIfAbsent(moduleName, module) != null) {
        throw new IllegalArgumentException("two modules named " + moduleName);
      }
      return this;
    }

    public Builder resource(HostResource resource) {
      if (resources.putIfAbsent(resource.name(), resource) != null) {
        throw new IllegalArgumentException("two resources named " + resource.name());
      }
      return this;
    }

    public HostInterface build() {
      return new HostInterface(name, version, functions, modules, resources);
    }
  }
}
