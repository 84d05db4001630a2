package dev.wasmc.runtime.host;

import dev.wasmc.source.Problem;

/** Thrown by a host function to make the guest trap. Has no stack trace: the guest is at fault. */
public final class HostTrapException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public HostTrapException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
