package dev.wasmc.engine;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.ValType;
import org.objectweb.asm.Opcodes;

/** How the JVM holds values of a wasm type: the only place that knows. */
enum JvmType {
  INT('i', "I", 1, Opcodes.ILOAD, Opcodes.ISTORE, Opcodes.IRETURN, Opcodes.INTEGER),
  LONG('l', "J", 2, Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.LRETURN, Opcodes.LONG),
  FLOAT('f', "F", 1, Opcodes.FLOAD, Opcodes.FSTORE, Opcodes.FRETURN, Opcodes.FLOAT),
  DOUBLE('d', "D", 2, Opcodes.DLOAD, Opcodes.DSTORE, Opcodes.DRETURN, Opcodes.DOUBLE),
  FUNCTION(
      'r',
      "L" + Naming.FUNCTION + ";",
      1,
      Opcodes.ALOAD,
      Opcodes.ASTORE,
      Opcodes.ARETURN,
      Naming.FUNCTION),
  EXTERN(
      'x',
      "L" + Naming.OBJECT + ";",
      1,
      Opcodes.ALOAD,
      Opcodes.ASTORE,
      Opcodes.ARETURN,
      Naming.OBJECT);

  private static final JvmType[] VALUES = values();

  /** In names of signature classes. */
  final char letter;

  final String descriptor;
  final int slots;
  final int load;
  final int store;
  final int ret;

  /** As stack map frames write it. */
  @SuppressWarnings("ImmutableEnumChecker") // an Integer or a String
  final Object frame;

  JvmType(char letter, String descriptor, int slots, int load, int store, int ret, Object frame) {
    this.letter = letter;
    this.descriptor = descriptor;
    this.slots = slots;
    this.load = load;
    this.store = store;
    this.ret = ret;
    this.frame = frame;
  }

  boolean isReference() {
    return this == FUNCTION || this == EXTERN;
  }

  /** The internal name to cast an {@code Object} to. */
  String reference() {
    return (String) frame;
  }

  static JvmType of(ValType type) {
    if (type instanceof NumType number) {
      return switch (number) {
        case I32 -> INT;
        case I64 -> LONG;
        case F32 -> FLOAT;
        case F64 -> DOUBLE;
      };
    }
    if (type.equals(RefType.FUNCREF)) {
      return FUNCTION;
    }
    if (type.equals(RefType.EXTERNREF)) {
      return EXTERN;
    }
    throw DiagnosticException.error(
        new EngineProblem.Unsupported(
            type instanceof RefType ? Feature.GC : Feature.SIMD, "the type " + type),
        Place.Nowhere.NOWHERE);
  }

  static JvmType ofLetter(char letter) {
    for (JvmType type : VALUES) {
      if (type.letter == letter) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type is written " + letter);
  }

  ValType valType() {
    return switch (this) {
      case INT -> NumType.I32;
      case LONG -> NumType.I64;
      case FLOAT -> NumType.F32;
      case DOUBLE -> NumType.F64;
      case FUNCTION -> RefType.FUNCREF;
      case EXTERN -> RefType.EXTERNREF;
    };
  }
}
