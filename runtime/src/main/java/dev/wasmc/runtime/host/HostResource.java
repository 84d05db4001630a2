package dev.wasmc.runtime.host;

import java.util.function.Consumer;

/**
 * A resource type of the host. A resource is a plain Java object, carried in a {@code
 * Value.Handle}; two handles may hold the same object.
 *
 * @param name as in the interface, such as {@code input-stream}
 * @param drop called once for each own handle that a guest drops, or that its instance still has at
 *     its end
 */
public record HostResource(String name, Consumer<Object> drop) {
  /** A resource that holds nothing to release. */
  public static HostResource of(String name) {
    return new HostResource(name, _ -> {});
  }

  /** A resource whose objects are all of one class. */
  public static <T> HostResource of(String name, Class<T> type, Consumer<T> drop) {
    return new HostResource(name, object -> drop.accept(type.cast(object)));
  }
}
