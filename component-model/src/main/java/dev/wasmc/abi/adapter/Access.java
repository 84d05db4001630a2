package dev.wasmc.abi.adapter;

import static dev.wasmc.wasm.NumType.F32;
import static dev.wasmc.wasm.NumType.F64;
import static dev.wasmc.wasm.NumType.I32;
import static dev.wasmc.wasm.NumType.I64;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.PassableTypes;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.adapter.Location.Flat;
import dev.wasmc.abi.adapter.Location.InMemory;
import dev.wasmc.abi.adapter.Location.Slot;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.Opcode;
import java.util.List;

/** Code that reads and writes single numbers at locations. */
final class Access {
  private Access() {}

  /** A value of a primitive type other than string. */
  static void scalar(Code code, PrimitiveType type, Location source, Location target) {
    address(code, target);
    switch (type) {
      case BOOL -> {
        load(code, source, 1, false, I32);
        code.i32(0).op(Opcode.I32_NE);
        store(code, target, 1, I32);
      }
      case S8, S16 -> {
        int size = type == PrimitiveType.S8 ? 1 : 2;
        load(code, source, size, true, I32);
        if (source instanceof Flat && target instanceof Flat) {
          code.op(size == 1 ? Opcode.I32_EXTEND8_S : Opcode.I32_EXTEND16_S);
        }
        store(code, target, size, I32);
      }
      case U8, U16 -> {
        int size = type == PrimitiveType.U8 ? 1 : 2;
        load(code, source, size, false, I32);
        if (source instanceof Flat && target instanceof Flat) {
          code.i32(size == 1 ? 0xff : 0xffff).op(Opcode.I32_AND);
        }
        store(code, target, size, I32);
      }
      case S32, U32 -> move(code, source, target, 4, I32);
      case S64, U64 -> move(code, source, target, 8, I64);
      case F32 -> move(code, source, target, 4, F32);
      case F64 -> move(code, source, target, 8, F64);
      case CHAR -> {
        int point = code.local(I32);
        load(code, source, 4, false, I32);
        code.tee(point).i32(Character.MAX_CODE_POINT).op(Opcode.I32_GT_U);
        code.get(point)
            .i32(~0x7ff)
            .op(Opcode.I32_AND)
            .i32(Character.MIN_SURROGATE)
            .op(Opcode.I32_EQ);
        code.op(Opcode.I32_OR).trapIf(AbiTrap.INVALID_CHAR).get(point);
        store(code, target, 4, I32);
        code.release(I32, point);
      }
      case STRING -> throw new IllegalArgumentException("a string is no scalar");
      case ERROR_CONTEXT -> throw PassableTypes.notAsked("an error-context");
    }
  }

  private static void move(Code code, Location source, Location target, int size, NumType type) {
    load(code, source, size, false, type);
    store(code, target, size, type);
  }

  /** Of something inside of a value, at an offset and after so many core values. */
  static Location part(Location whole, int offset, int flatAt, int flatCount) {
    return switch (whole) {
      case Flat flat -> flat.part(flatAt, flatCount);
      case InMemory memory -> memory.plus(offset);
    };
  }

  /** Where a discriminant is. */
  static Location firstSlot(Location location) {
    return location instanceof Flat flat ? flat.part(0, 1) : location;
  }

  /** New locals for a value of these core types. */
  static Flat locals(Code code, List<NumType> types) {
    return new Flat(types.stream().map(type -> new Slot(code.local(type), type)).toList());
  }

  /** The address or the length of a string or list. */
  static Location pointerAt(Location location, int index) {
    return part(location, index * PointerType.I32.size(), index, 1);
  }

  /** Stores two i32 from the stack, the first below the second. */
  static void storePair(Code code, Location target) {
    int second = code.save(I32);
    int first = code.save(I32);
    for (int i = 0; i < 2; i++) {
      Location part = pointerAt(target, i);
      address(code, part);
      code.get(i == 0 ? first : second);
      store(code, part, 4, I32);
    }
    code.release(I32, first);
    code.release(I32, second);
  }

  /** What a store needs below its operand. */
  static void address(Code code, Location target) {
    if (target instanceof InMemory memory) {
      code.get(memory.base());
    }
  }

  /**
   * Of a type narrower than an i32 from memory, with its sign or without; from a local as it is.
   */
  static void load(Code code, Location source, int size, boolean signed, NumType type) {
    switch (source) {
      case Flat flat -> {
        Slot slot = flat.slots().getFirst();
        code.get(slot.local());
        narrow(code, slot.type(), type);
      }
      case InMemory memory ->
          code.get(memory.base())
              .memory(loadOpcode(size, signed, type), memory.memory(), memory.offset());
    }
  }

  /** What {@link #address} and then a load or a conversion have put on the stack. */
  static void store(Code code, Location target, int size, NumType type) {
    switch (target) {
      case Flat flat -> {
        Slot slot = flat.slots().getFirst();
        widen(code, type, slot.type());
        code.set(slot.local());
      }
      case InMemory memory ->
          code.memory(storeOpcode(size, type), memory.memory(), memory.offset());
    }
  }

  private static Opcode loadOpcode(int size, boolean signed, NumType type) {
    return switch (type) {
      case I64 -> Opcode.I64_LOAD;
      case F32 -> Opcode.F32_LOAD;
      case F64 -> Opcode.F64_LOAD;
      case I32 ->
          switch (size) {
            case 1 -> signed ? Opcode.I32_LOAD8_S : Opcode.I32_LOAD8_U;
            case 2 -> signed ? Opcode.I32_LOAD16_S : Opcode.I32_LOAD16_U;
            default -> Opcode.I32_LOAD;
          };
    };
  }

  private static Opcode storeOpcode(int size, NumType type) {
    return switch (type) {
      case I64 -> Opcode.I64_STORE;
      case F32 -> Opcode.F32_STORE;
      case F64 -> Opcode.F64_STORE;
      case I32 ->
          switch (size) {
            case 1 -> Opcode.I32_STORE8;
            case 2 -> Opcode.I32_STORE16;
            default -> Opcode.I32_STORE;
          };
    };
  }

  /** From the type of a slot to that of the value in it. */
  private static void narrow(Code code, NumType have, NumType want) {
    if (have == want) {
      return;
    }
    if (have == I64 && want == F64) {
      code.op(Opcode.F64_REINTERPRET_I64);
      return;
    }
    if (have == I64) {
      code.op(Opcode.I32_WRAP_I64);
    }
    if (want == F32) {
      code.op(Opcode.F32_REINTERPRET_I32);
    }
  }

  /** From the type of a value to that of a slot for it. */
  private static void widen(Code code, NumType have, NumType want) {
    if (have == want) {
      return;
    }
    switch (have) {
      case F64 -> code.op(Opcode.I64_REINTERPRET_F64);
      case F32 -> {
        code.op(Opcode.I32_REINTERPRET_F32);
        widen(code, I32, want);
      }
      case I32 -> code.op(Opcode.I64_EXTEND_I32_U);
      case I64 -> throw new IllegalArgumentException("i64 is the widest");
    }
  }
}
