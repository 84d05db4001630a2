package dev.wasmc.abi;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a {@link ResourceTable}.
 *
 * @param <T> what resource types are while components run
 */
public final class ResourceHandle<T> {
  private final T type;
  private final Object resource;
  private final @Nullable CallScope scope;
  int lends;

  ResourceHandle(T type, Object resource, @Nullable CallScope scope) {
    this.type = type;
    this.resource = resource;
    this.scope = scope;
  }

  public T type() {
    return type;
  }

  /** What stands behind the handle: a representation, or an object of the host. */
  public Object resource() {
    return resource;
  }

  public boolean own() {
    return scope == null;
  }

  /** The call that a borrow handle was made for; null for an owning one. */
  public @Nullable CallScope scope() {
    return scope;
  }

  /** How many calls have borrowed it and not ended yet. */
  public int lends() {
    return lends;
  }
}
