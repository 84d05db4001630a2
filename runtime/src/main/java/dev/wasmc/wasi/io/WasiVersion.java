package dev.wasmc.wasi.io;

/** The WASI version that the hosts implement. */
public final class WasiVersion {
  /** Serves guests built for any 0.2 version, as far as they use no function that is newer. */
  public static final String LATEST = "0.2.12";

  private WasiVersion() {}
}
