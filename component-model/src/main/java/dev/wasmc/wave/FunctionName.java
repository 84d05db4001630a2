package dev.wasmc.wave;

import org.jspecify.annotations.Nullable;

/**
 * The name of a function in a call: {@code f}, {@code interface.f}, {@code ns:pkg/interface.f} or
 * {@code ns:pkg/interface.f@1.0.0}.
 *
 * @param interfaceName null for a function of the world itself
 * @param packageName {@code namespace:package}; null where only an interface is named
 * @param version null for any
 */
public record FunctionName(
    @Nullable String packageName,
    @Nullable String interfaceName,
    String function,
    @Nullable String version) {
  @Override
  public String toString() {
    return (packageName == null ? "" : packageName + "/")
        + (interfaceName == null ? "" : interfaceName + ".")
        + function
        + (version == null ? "" : "@" + version);
  }
}
