package dev.wasmc.wasm.validate;

import static dev.wasmc.wasm.validate.TypeTable.I32;
import static dev.wasmc.wasm.validate.TypeTable.NULLABLE;

import dev.wasmc.wasm.AbstractHeapType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.WasmProblem.Reason;
import dev.wasmc.wasm.binary.Limit;
import dev.wasmc.wasm.validate.OperandStack.Mismatch;
import dev.wasmc.wasm.validate.TypeTable.Shape;

/**
 * Checks the instructions on structs, arrays, {@code i31} and casts, core specification 3.4.9 and
 * on.
 */
final class AggregateValidator {
  private static final int EQREF = TypeTable.code(true, AbstractHeapType.EQ);
  private static final int I31REF = TypeTable.code(true, AbstractHeapType.I31);
  private static final int ARRAYREF = TypeTable.code(true, AbstractHeapType.ARRAY);
  private static final int ANYREF = TypeTable.code(true, AbstractHeapType.ANY);
  private static final int EXTERNREF = TypeTable.code(true, AbstractHeapType.EXTERN);

  private final Reporter reporter;
  private final IndexSpaces spaces;
  private final TypeTable types;
  private final OperandStack stack;
  private InstructionReader in = new InstructionReader("", ByteSlice.EMPTY);
  private SectionId section = SectionId.CODE;
  private int item;

  AggregateValidator(Reporter reporter, IndexSpaces spaces, OperandStack stack) {
    this.reporter = reporter;
    this.spaces = spaces;
    this.types = spaces.types;
    this.stack = stack;
  }

  /** What to read immediates from, and where that is. */
  void at(InstructionReader reader, SectionId ofSection, int ofItem) {
    in = reader;
    section = ofSection;
    item = ofItem;
  }

  void step(Opcode opcode) throws Mismatch {
    switch (opcode) {
      case STRUCT_NEW -> {
        Shape struct = struct(in.index());
        for (int i = struct.operands.length - 1; i >= 0; i--) {
          stack.pop(unpacked(struct.operands[i]));
        }
        stack.push(types.reference(false, in.index()));
      }
      case STRUCT_NEW_DEFAULT -> {
        defaultable(struct(in.index()));
        stack.push(types.reference(false, in.index()));
      }
      case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
        int storage = struct(in.index()).operands[field()];
        packing(storage, opcode != Opcode.STRUCT_GET);
        stack.pop(types.reference(true, in.index()));
        stack.push(unpacked(storage));
      }
      case STRUCT_SET -> {
        int field = field();
        Shape struct = struct(in.index());
        if (!struct.mutable[field]) {
          throw new Mismatch(InvalidReason.IMMUTABLE_FIELD, "field " + field + " is immutable");
        }
        stack.pop(unpacked(struct.operands[field]));
        stack.pop(types.reference(true, in.index()));
      }
      case ARRAY_NEW -> {
        int storage = array(in.index()).operands[0];
        stack.pop(I32);
        stack.pop(unpacked(storage));
        stack.push(types.reference(false, in.index()));
      }
      case ARRAY_NEW_DEFAULT -> {
        defaultable(array(in.index()));
        stack.pop(I32);
        stack.push(types.reference(false, in.index()));
      }
      case ARRAY_NEW_FIXED -> {
        int storage = array(in.index()).operands[0];
        int count = in.index2();
        if (Integer.compareUnsigned(count, Limit.ARRAY_OPERANDS.max()) > 0) {
          throw reporter.error(
              Limit.ARRAY_OPERANDS.exceededBy(Integer.toUnsignedLong(count)), in.offset());
        }
        for (int i = 0; i < count; i++) {
          stack.pop(unpacked(storage));
        }
        stack.push(types.reference(false, in.index()));
      }
      case ARRAY_NEW_DATA -> {
        bits(array(in.index()));
        data(in.index2());
        stack.pop(I32);
        stack.pop(I32);
        stack.push(types.reference(false, in.index()));
      }
      case ARRAY_NEW_ELEM -> {
        elements(array(in.index()));
        stack.pop(I32);
        stack.pop(I32);
        stack.push(types.reference(false, in.index()));
      }
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
        int storage = array(in.index()).operands[0];
        packing(storage, opcode != Opcode.ARRAY_GET);
        stack.pop(I32);
        stack.pop(types.reference(true, in.index()));
        stack.push(unpacked(storage));
      }
      case ARRAY_SET -> {
        int storage = mutableArray(in.index()).operands[0];
        stack.pop(unpacked(storage));
        stack.pop(I32);
        stack.pop(types.reference(true, in.index()));
      }
      case ARRAY_LEN -> {
        stack.pop(ARRAYREF);
        stack.push(I32);
      }
      case ARRAY_FILL -> {
        int storage = mutableArray(in.index()).operands[0];
        stack.pop(I32);
        stack.pop(unpacked(storage));
        stack.pop(I32);
        stack.pop(types.reference(true, in.index()));
      }
      case ARRAY_COPY -> {
        int to = mutableArray(in.index()).operands[0];
        int from = array(in.index2()).operands[0];
        if (!types.matches(from, to)) {
          throw new Mismatch(
              InvalidReason.ARRAY_TYPE,
              types.print(from) + " cannot be copied to " + types.print(to));
        }
        stack.pop(I32);
        stack.pop(I32);
        stack.pop(types.reference(true, in.index2()));
        stack.pop(I32);
        stack.pop(types.reference(true, in.index()));
      }
      case ARRAY_INIT_DATA -> {
        bits(mutableArray(in.index()));
        data(in.index2());
        initialize();
      }
      case ARRAY_INIT_ELEM -> {
        elements(mutableArray(in.index()));
        initialize();
      }
      case REF_TEST, REF_TEST_NULL -> {
        stack.pop(top(castTarget(opcode == Opcode.REF_TEST_NULL)));
        stack.push(I32);
      }
      case REF_CAST, REF_CAST_NULL -> {
        int target = castTarget(opcode == Opcode.REF_CAST_NULL);
        stack.pop(top(target));
        stack.push(target);
      }
      case REF_EQ -> {
        stack.pop(EQREF);
        stack.pop(EQREF);
        stack.push(I32);
      }
      case REF_I31 -> {
        stack.pop(I32);
        stack.push(I31REF & ~NULLABLE);
      }
      case I31_GET_S, I31_GET_U -> {
        stack.pop(I31REF);
        stack.push(I32);
      }
      case ANY_CONVERT_EXTERN -> convert(EXTERNREF, ANYREF);
      case EXTERN_CONVERT_ANY -> convert(ANYREF, EXTERNREF);
      default -> throw new IllegalStateException("no rule for " + opcode);
    }
  }

  /** A data segment that code names; the module must have announced how many there are. */
  void data(int index) throws Mismatch {
    if (spaces.announcedDatas < 0) {
      throw reporter.error(
          new WasmProblem.Malformed(
              Reason.COUNT_MISMATCH,
              "code names a data segment, and there is no data count section"),
          in.offset());
    }
    IndexSpaces.known(
        index, spaces.announcedDatas, InvalidReason.UNKNOWN_DATA_SEGMENT, "data segment");
  }

  private void initialize() throws Mismatch {
    stack.pop(I32);
    stack.pop(I32);
    stack.pop(I32);
    stack.pop(types.reference(true, in.index()));
  }

  private void convert(int from, int to) throws Mismatch {
    int actual = stack.pop(from);
    boolean nullable = (actual & NULLABLE) != 0;
    stack.push(nullable ? to : to & ~NULLABLE);
  }

  private int castTarget(boolean nullable) {
    return types.code(new RefType(nullable, in.heapType()), section, item);
  }

  private int top(int target) {
    for (AbstractHeapType heap :
        new AbstractHeapType[] {
          AbstractHeapType.ANY, AbstractHeapType.FUNC, AbstractHeapType.EXTERN, AbstractHeapType.EXN
        }) {
      int candidate = TypeTable.code(true, heap);
      if (types.matches(target, candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no top type for " + types.print(target));
  }

  private Shape struct(int index) throws Mismatch {
    Shape shape = spaces.type(index);
    if (!shape.isStruct()) {
      throw new Mismatch(InvalidReason.TYPE_MISMATCH, "type " + index + " is not a struct type");
    }
    return shape;
  }

  private Shape array(int index) throws Mismatch {
    Shape shape = spaces.type(index);
    if (!shape.isArray()) {
      throw new Mismatch(InvalidReason.TYPE_MISMATCH, "type " + index + " is not an array type");
    }
    return shape;
  }

  private Shape mutableArray(int index) throws Mismatch {
    Shape shape = array(index);
    if (!shape.mutable[0]) {
      throw new Mismatch(
          InvalidReason.IMMUTABLE_ARRAY, "the array type " + index + " is immutable");
    }
    return shape;
  }

  private int field() throws Mismatch {
    return IndexSpaces.known(
        in.index2(), struct(in.index()).operands.length, InvalidReason.UNKNOWN_FIELD, "field");
  }

  private void defaultable(Shape shape) throws Mismatch {
    for (int storage : shape.operands) {
      if (!TypeTable.isDefaultable(storage)) {
        throw new Mismatch(
            InvalidReason.TYPE_MISMATCH, types.print(storage) + " has no default value");
      }
    }
  }

  private static void packing(int storage, boolean extended) throws Mismatch {
    boolean packed = storage == TypeTable.I8 || storage == TypeTable.I16;
    if (packed != extended) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          packed
              ? "a packed field must be read with a sign or without one"
              : "the field is not packed");
    }
  }

  private static void bits(Shape array) throws Mismatch {
    if (TypeTable.isReference(array.operands[0])) {
      throw new Mismatch(
          InvalidReason.ARRAY_ELEMENTS, "an array of references cannot be made from bytes");
    }
  }

  private void elements(Shape array) throws Mismatch {
    int segment = spaces.elementIndex(in.index2());
    if (!types.matches(spaces.elements[segment], array.operands[0])) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          types.print(array.operands[0])
              + " is expected, but the segment has "
              + types.print(spaces.elements[segment]));
    }
  }

  private static int unpacked(int storage) {
    return storage == TypeTable.I8 || storage == TypeTable.I16 ? I32 : storage;
  }
}
