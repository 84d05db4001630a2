package dev.wasmc.abi;

import java.util.List;

/**
 * The handles of one component instance and the rules for them ("Resource State", {@code lift_own}
 * and its like). Every method may throw {@link AbiTrapException}. For one thread.
 *
 * @param <T> what resource types are while components run; compared by identity
 */
public final class ResourceTable<T> {
  private final HandleTable<ResourceHandle<T>> handles;

  public ResourceTable(HandleTable<ResourceHandle<T>> handles) {
    this.handles = handles;
  }

  public int addOwn(T type, Object resource) {
    return handles.add(new ResourceHandle<>(type, resource, null));
  }

  /**
   * @param scope of the call that the handle is made for
   */
  public int addBorrow(T type, Object resource, CallScope scope) {
    int index = handles.add(new ResourceHandle<>(type, resource, scope));
    scope.borrow();
    return index;
  }

  /** Takes an owning handle out. */
  public Object takeOwn(T type, int index) {
    ResourceHandle<T> handle = find(type, index);
    requireNotLent(handle, index);
    if (!handle.own()) {
      throw AbiTrap.NOT_OWNED.exception(index);
    }
    handles.remove(index);
    return handle.resource();
  }

  /**
   * Lends what is behind any handle.
   *
   * @param scope of the call that borrows
   */
  public Object lend(T type, int index, CallScope scope) {
    ResourceHandle<T> handle = find(type, index);
    scope.lend(handle);
    return handle.resource();
  }

  /** What is behind any handle. */
  public Object resource(T type, int index) {
    return find(type, index).resource();
  }

  /** Takes any handle out; the caller destroys what an owning one had. */
  public ResourceHandle<T> drop(T type, int index) {
    ResourceHandle<T> handle = find(type, index);
    requireNotLent(handle, index);
    handles.remove(index);
    CallScope scope = handle.scope();
    if (scope != null) {
      scope.giveBack();
    }
    return handle;
  }

  /** Takes every handle out when the instance ends, lent or not, by falling index. */
  public List<ResourceHandle<T>> dropAll() {
    return handles.removeAll();
  }

  @SuppressWarnings("ReferenceEquality")
  private ResourceHandle<T> find(T type, int index) {
    ResourceHandle<T> handle = handles.get(index);
    if (handle.type() != type) {
      throw AbiTrap.WRONG_RESOURCE.exception(index);
    }
    return handle;
  }

  private static void requireNotLent(ResourceHandle<?> handle, int index) {
    if (handle.lends() != 0) {
      throw AbiTrap.LENT.exception(index);
    }
  }
}
