package dev.wasmc.abi;

/** Asked before anything of a guest's choosing is allocated outside of its memory. */
@FunctionalInterface
public interface HostBudget {
  /**
   * @param bytes an estimate, at least 0
   * @throws AbiTrapException of {@link AbiTrap#HOST_BUDGET} where it is too much
   */
  void charge(long bytes);

  /** A new budget for one call. */
  static HostBudget ofBytes(long limit) {
    return new HostBudget() {
      private long left = limit;

      @Override
      public void charge(long bytes) {
        if (bytes > left) {
          throw AbiTrap.HOST_BUDGET.exception(limit + " bytes");
        }
        left -= bytes;
      }
    };
  }
}
