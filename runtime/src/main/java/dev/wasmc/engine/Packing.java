package dev.wasmc.engine;

import org.objectweb.asm.Opcodes;

/**
 * Code between values on the JVM's stack or in its locals and arrays: of {@code long} for bits, of
 * objects for references.
 */
final class Packing {
  static final String OBJECTS = "[L" + Naming.OBJECT + ";";
  private static final String FLOAT = "java/lang/Float";
  private static final String DOUBLE = "java/lang/Double";
  private static final String ARRAYS = "java/util/Arrays";
  private static final String LONG = "java/lang/Long";

  private Packing() {}

  /** Turns the value on top into bits. */
  static void toBits(Code code, JvmType type) {
    switch (type) {
      case INT -> code.insn(Opcodes.I2L);
      case FLOAT -> {
        code.invokeStatic(FLOAT, "floatToRawIntBits", "(F)I");
        code.invokeStatic("java/lang/Integer", "toUnsignedLong", "(I)J");
      }
      case DOUBLE -> code.invokeStatic(DOUBLE, "doubleToRawLongBits", "(D)J");
      case LONG, FUNCTION, EXTERN -> {}
    }
  }

  /** Turns bits on top into a value. */
  static void fromBits(Code code, JvmType type) {
    switch (type) {
      case INT -> code.insn(Opcodes.L2I);
      case FLOAT -> {
        code.insn(Opcodes.L2I);
        code.invokeStatic(FLOAT, "intBitsToFloat", "(I)F");
      }
      case DOUBLE -> code.invokeStatic(DOUBLE, "longBitsToDouble", "(J)D");
      case LONG, FUNCTION, EXTERN -> {}
    }
  }

  /** Loads one value from the arrays in two slots. */
  static void get(Code code, JvmType type, int index, int numbers, int references) {
    if (type.isReference()) {
      code.aload(references, OBJECTS);
      code.iconst(index);
      code.aaload(type.reference());
    } else {
      code.aload(numbers, "[J");
      code.iconst(index);
      code.insn(Opcodes.LALOAD);
      fromBits(code, type);
    }
  }

  /** Stores a value from its slot into the arrays in two slots. */
  static void put(Code code, JvmType type, int slot, int index, int numbers, int references) {
    if (type.isReference()) {
      code.aload(references, OBJECTS);
      code.iconst(index);
      code.load(type, slot);
      code.insn(Opcodes.AASTORE);
    } else {
      code.aload(numbers, "[J");
      code.iconst(index);
      code.load(type, slot);
      toBits(code, type);
      code.insn(Opcodes.LASTORE);
    }
  }

  /**
   * Replaces values on the JVM's stack by a {@code long[]} and an {@code Object[]}. Slots from
   * {@code temporary} on are overwritten.
   */
  static void pack(Code code, JvmType[] types, int temporary) {
    int[] slots = spill(code, types, temporary + 2);
    newArrays(code, types.length, temporary);
    for (int i = 0; i < types.length; i++) {
      put(code, types[i], slots[i], i, temporary, temporary + 1);
    }
    code.aload(temporary, "[J");
    code.aload(temporary + 1, OBJECTS);
  }

  /**
   * Makes new arrays of the parameters of a method {@link Naming#CALL} in two slots, with room for
   * the results.
   */
  static void packParams(Code code, Signature signature, int numbers) {
    int references = numbers + 1;
    int length = Math.max(signature.params.length, signature.results.length);
    if (signature.packed) {
      code.aload(1, "[J");
      code.iconst(length);
      code.invokeStatic(ARRAYS, "copyOf", "([JI)[J");
      code.astore(numbers);
      code.aload(2, OBJECTS);
      code.iconst(length);
      code.invokeStatic(ARRAYS, "copyOf", "(" + OBJECTS + "I)" + OBJECTS);
      code.astore(references);
      return;
    }
    if (signature.hasReferences()) {
      newArrays(code, length, numbers);
    } else {
      code.iconst(length);
      code.newLongs();
      code.astore(numbers);
      code.getStatic(Naming.HOST_FUNCTION, "NO_REFERENCES", OBJECTS);
      code.astore(references);
    }
    int slot = 1;
    for (int i = 0; i < signature.params.length; i++) {
      put(code, signature.params[i], slot, i, numbers, references);
      slot += signature.params[i].slots;
    }
  }

  private static void newArrays(Code code, int length, int slot) {
    code.iconst(length);
    code.newLongs();
    code.astore(slot);
    code.iconst(length);
    code.newObjects();
    code.astore(slot + 1);
  }

  static int[] spill(Code code, JvmType[] types, int temporary) {
    int[] slots = new int[types.length];
    int slot = temporary;
    for (int i = types.length - 1; i >= 0; i--) {
      slots[i] = slot;
      code.store(types[i], slot);
      slot += types[i].slots;
    }
    return slots;
  }

  /** Returns the results on the JVM's stack in the form that the signature says. */
  static void returnResults(Code code, Signature signature, int temporary) {
    JvmType[] types = signature.results;
    switch (signature.carrier) {
      case VOID -> code.insn(Opcodes.RETURN);
      case VALUE -> code.insn(types[0].ret);
      case LONGS, OBJECTS -> {
        int[] slots = spill(code, types, temporary + 1);
        boolean longs = signature.carrier == Signature.Carrier.LONGS;
        code.iconst(types.length);
        if (longs) {
          code.newLongs();
        } else {
          code.newObjects();
        }
        for (int i = 0; i < types.length; i++) {
          code.dup();
          code.iconst(i);
          code.load(types[i], slots[i]);
          toBits(code, types[i]);
          if (longs) {
            code.insn(Opcodes.LASTORE);
          } else {
            if (!types[i].isReference()) {
              code.invokeStatic(LONG, "valueOf", "(J)Ljava/lang/Long;");
            }
            code.insn(Opcodes.AASTORE);
          }
        }
        code.insn(Opcodes.ARETURN);
      }
    }
  }

  /** Replaces the array of several results on top by the results. */
  static void unpackResults(Code code, Signature signature, int temporary) {
    boolean longs = signature.carrier == Signature.Carrier.LONGS;
    code.astore(temporary);
    for (int i = 0; i < signature.results.length; i++) {
      JvmType type = signature.results[i];
      code.aload(temporary, longs ? "[J" : OBJECTS);
      code.iconst(i);
      if (longs) {
        code.insn(Opcodes.LALOAD);
        fromBits(code, type);
      } else if (type.isReference()) {
        code.aaload(type.reference());
      } else {
        code.aaload(LONG);
        code.invokeVirtual(LONG, "longValue", "()J");
        fromBits(code, type);
      }
    }
  }
}
