package dev.wasmc.wasm.validate;

import dev.wasmc.wasm.validate.OperandStack.Mismatch;
import dev.wasmc.wasm.validate.TypeTable.Shape;
import java.util.BitSet;

/**
 * What the instructions of a module can name, imports first. Arrays are sized for the whole module
 * and filled in the order of validation.
 */
final class IndexSpaces {
  final TypeTable types;
  final int[] functions;
  final int[] tables;
  final boolean[] tables64;
  final boolean[] memories64;
  final int[] globals;
  final boolean[] mutableGlobals;
  final int[] tags;
  final int[] elements;

  /**
   * How many of {@link #globals} may be named; while globals are validated, only those in front.
   */
  int visibleGlobals;

  /**
   * How many data segments there are, or -1 where the module does not announce it and code must not
   * name them.
   */
  int announcedDatas;

  /** The functions that occur outside of bodies, which {@code ref.func} may name inside of them. */
  final BitSet declaredFunctions = new BitSet();

  IndexSpaces(
      TypeTable types,
      int functions,
      int tables,
      int memories,
      int globals,
      int tags,
      int elements) {
    this.types = types;
    this.functions = new int[functions];
    this.tables = new int[tables];
    this.tables64 = new boolean[tables];
    this.memories64 = new boolean[memories];
    this.globals = new int[globals];
    this.mutableGlobals = new boolean[globals];
    this.tags = new int[tags];
    this.elements = new int[elements];
  }

  static int addressType(boolean is64) {
    return is64 ? TypeTable.I64 : TypeTable.I32;
  }

  /** The type of a function that is there. */
  Shape function(int index) {
    return functionShape(functions[index]);
  }

  /** The type of a tag that is there. */
  Shape tag(int index) {
    return functionShape(tags[index]);
  }

  private Shape functionShape(int typeIndex) {
    Shape shape = types.shape(typeIndex);
    if (shape == null || !shape.isFunction()) {
      throw new IllegalStateException("type " + typeIndex + " has not been checked");
    }
    return shape;
  }

  boolean memory64(int index) throws Mismatch {
    return memories64[known(index, memories64.length, InvalidReason.UNKNOWN_MEMORY, "memory")];
  }

  int tableIndex(int index) throws Mismatch {
    return known(index, tables.length, InvalidReason.UNKNOWN_TABLE, "table");
  }

  int globalIndex(int index) throws Mismatch {
    return known(index, visibleGlobals, InvalidReason.UNKNOWN_GLOBAL, "global");
  }

  int functionIndex(int index) throws Mismatch {
    return known(index, functions.length, InvalidReason.UNKNOWN_FUNCTION, "function");
  }

  int tagIndex(int index) throws Mismatch {
    return known(index, tags.length, InvalidReason.UNKNOWN_TAG, "tag");
  }

  int elementIndex(int index) throws Mismatch {
    return known(index, elements.length, InvalidReason.UNKNOWN_ELEMENT_SEGMENT, "element segment");
  }

  /** The type at an index, of any kind. */
  Shape type(int index) throws Mismatch {
    Shape shape = types.shape(index);
    if (shape == null) {
      throw new Mismatch(
          InvalidReason.UNKNOWN_TYPE, "there is no type " + Integer.toUnsignedString(index));
    }
    return shape;
  }

  Shape functionType(int index) throws Mismatch {
    Shape shape = type(index);
    if (!shape.isFunction()) {
      throw new Mismatch(InvalidReason.TYPE_MISMATCH, "type " + index + " is not a function type");
    }
    return shape;
  }

  /**
   * The index itself where it is one.
   *
   * @param index unsigned
   */
  static int known(int index, int count, InvalidReason reason, String what) throws Mismatch {
    if (index < 0 || index >= count) {
      throw new Mismatch(reason, "there is no " + what + " " + Integer.toUnsignedString(index));
    }
    return index;
  }
}
