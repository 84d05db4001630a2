package dev.wasmc.engine;

import java.lang.reflect.Field;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Access to the bytes of arrays without the JVM's checks, through {@code sun.misc.Unsafe}: only
 * where the JVM was told to allow it, since it warns of that class otherwise. Public for generated
 * code alone.
 *
 * <p>Found by reflection, as the class is to go one day; then memories are reached as without the
 * permission.
 */
public final class RawAccess {
  /** What {@code --sun-misc-unsafe-memory-access} sets. */
  private static final String PERMISSION = "sun.misc.unsafe.memory.access";

  /** Where values need not be aligned. */
  private static final Set<String> PROCESSORS = Set.of("amd64", "x86_64", "aarch64");

  /** Where the first byte of an array is, from the start of the object; -1 where not known. */
  static final int ARRAY_BASE = arrayBase();

  private static final boolean ALLOWED =
      "allow".equals(System.getProperty(PERMISSION))
          && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
          && PROCESSORS.contains(System.getProperty("os.arch", ""))
          && ARRAY_BASE >= 0;

  private RawAccess() {}

  /** Whether this JVM allows it. */
  static boolean isAllowed() {
    return ALLOWED;
  }

  /** The {@code sun.misc.Unsafe} of this JVM. */
  public static Object unsafe() throws ReflectiveOperationException {
    Field field = Class.forName(Naming.binary(Naming.UNSAFE)).getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return field.get(null);
  }

  private static int arrayBase() {
    try {
      unsafe();
      return Class.forName(Naming.binary(Naming.UNSAFE))
          .getField("ARRAY_BYTE_BASE_OFFSET")
          .getInt(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return -1;
    }
  }
}
