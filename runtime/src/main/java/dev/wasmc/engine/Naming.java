package dev.wasmc.engine;

/**
 * The names in generated classes. Each loader is a name space of its own, so they say nothing of
 * the module.
 */
final class Naming {
  static final String PACKAGE = "wasm/";

  /** Of the class that holds the state of an instance. */
  static final String INSTANCE = PACKAGE + "I";

  /** Of classes with groups of functions. */
  static final String GROUP_PREFIX = PACKAGE + "G";

  /** Of classes with one function of which they have taken over, see {@link Deferral}. */
  static final String HOT_PREFIX = PACKAGE + "H";

  /** The same from the head of a loop on: the function, {@link #LOOP_SEPARATOR} and the loop. */
  static final String RESUMED_PREFIX = PACKAGE + "R";

  static final char LOOP_SEPARATOR = '_';

  /** Of classes of function objects. */
  static final String OBJECT_PREFIX = PACKAGE + "F";

  /** Of the abstract classes of function objects of one type. */
  static final String SIGNATURE_PREFIX = PACKAGE + "S_";

  static final String LAZY_SUFFIX = "$Lazy";
  static final String HOST_SUFFIX = "$Host";
  static final String ARRAYS_SUFFIX = "$Arrays";

  /** Of methods that are functions. */
  static final String FUNCTION_PREFIX = "f";

  /** The virtual method of signature classes. */
  static final String CALL = "call";

  /** Does the same as {@link #CALL}, see {@link SignatureClasses}. */
  static final String CALL_TOO = "callToo";

  static final String LOADER_PREFIX = "wasm-";

  private static final String ENGINE = "dev/wasmc/engine/";
  static final String FUNCTION = ENGINE + "Function";
  static final String INSTANCE_BASE = ENGINE + "Instance";
  static final String STORE = ENGINE + "Store";
  static final String MEMORY = ENGINE + "Memory";
  static final String TABLE = ENGINE + "Table";
  static final String GLOBAL = ENGINE + "Global";
  static final String INTERRUPTION = ENGINE + "Interruption";
  static final String TRAPS = ENGINE + "Traps";
  static final String TRAP_EXCEPTION = ENGINE + "TrapException";
  static final String NUMERIC = ENGINE + "Numeric";
  static final String RAW_ACCESS = ENGINE + "RawAccess";
  static final String MEMORY_ACCESS = ENGINE + "MemoryAccess";
  static final String BRANCH_TABLE = ENGINE + "BranchTable";
  static final String HOST_FUNCTION = ENGINE + "HostFunction";
  static final String HOST_ARRAYS = HOST_FUNCTION + "$Arrays";
  static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  static final String UNSAFE = "sun/misc/Unsafe";
  static final String METHOD_HANDLE = "java/lang/invoke/MethodHandle";
  static final String OBJECT = "java/lang/Object";
  static final String BYTES = "[B";
  static final String SEGMENT = "java/lang/foreign/MemorySegment";

  private Naming() {}

  static String hot(int function) {
    return HOT_PREFIX + function;
  }

  static String resumed(int function, int loop) {
    return RESUMED_PREFIX + function + LOOP_SEPARATOR + loop;
  }

  static String descriptor(String internalName) {
    return internalName.startsWith("[") ? internalName : "L" + internalName + ";";
  }

  static String binary(String internalName) {
    return internalName.replace('/', '.');
  }
}
