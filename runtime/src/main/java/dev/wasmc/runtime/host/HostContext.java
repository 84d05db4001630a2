package dev.wasmc.runtime.host;

/** What a host function may ask of the runtime during one call. */
public interface HostContext {
  /**
   * Throws the runtime's own exception if the guest has to stop, because of its time limit or
   * because its embedder cancelled it.
   *
   * <p>Whoever stops a guest first makes this method throw and then interrupts the thread that runs
   * the guest. So a host function waits interruptibly, and calls this before it waits and after it
   * was interrupted.
   */
  void checkInterrupted();

  /**
   * Called before the host allocates memory whose size the guest chose.
   *
   * @param bytes counted against what one call may allocate
   * @throws HostTrapException if that is more than is left
   */
  void reserve(long bytes);
}
