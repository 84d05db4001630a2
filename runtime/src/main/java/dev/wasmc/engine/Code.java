package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes one method and knows at each place what is on the JVM's operand stack, so that frames and
 * the maximum come for free. The locals of all frames are the same: what is there at the start;
 * slots behind are for values that no label separates from their use.
 */
final class Code {
  /**
   * What instructions without operands take and give; I, J, F, D as in descriptors, A for any
   * reference.
   */
  private static final String[] EFFECTS = new String[256];

  static {
    effect(
        "I",
        Opcodes.ICONST_M1,
        Opcodes.ICONST_0,
        Opcodes.ICONST_1,
        Opcodes.ICONST_2,
        Opcodes.ICONST_3);
    effect("I", Opcodes.ICONST_4, Opcodes.ICONST_5);
    effect("J", Opcodes.LCONST_0, Opcodes.LCONST_1);
    effect("F", Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2);
    effect("D", Opcodes.DCONST_0, Opcodes.DCONST_1);
    effect(
        "--I",
        Opcodes.IADD,
        Opcodes.ISUB,
        Opcodes.IMUL,
        Opcodes.IDIV,
        Opcodes.IREM,
        Opcodes.IAND,
        Opcodes.IOR);
    effect(
        "--I",
        Opcodes.IXOR,
        Opcodes.ISHL,
        Opcodes.ISHR,
        Opcodes.IUSHR,
        Opcodes.LCMP,
        Opcodes.FCMPL,
        Opcodes.FCMPG);
    effect("--I", Opcodes.DCMPL, Opcodes.DCMPG, Opcodes.BALOAD);
    effect(
        "--J",
        Opcodes.LADD,
        Opcodes.LSUB,
        Opcodes.LMUL,
        Opcodes.LDIV,
        Opcodes.LREM,
        Opcodes.LAND,
        Opcodes.LOR);
    effect("--J", Opcodes.LXOR, Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR, Opcodes.LALOAD);
    effect("--F", Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV);
    effect("--D", Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV);
    effect(
        "-I",
        Opcodes.INEG,
        Opcodes.I2B,
        Opcodes.I2S,
        Opcodes.L2I,
        Opcodes.F2I,
        Opcodes.D2I,
        Opcodes.ARRAYLENGTH);
    effect("-J", Opcodes.LNEG, Opcodes.I2L, Opcodes.F2L, Opcodes.D2L);
    effect("-F", Opcodes.FNEG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F);
    effect("-D", Opcodes.DNEG, Opcodes.I2D, Opcodes.L2D, Opcodes.F2D);
    effect("-", Opcodes.POP, Opcodes.POP2);
    effect("---", Opcodes.BASTORE, Opcodes.LASTORE, Opcodes.AASTORE);
  }

  private static void effect(String effect, int... opcodes) {
    for (int opcode : opcodes) {
      EFFECTS[opcode] = effect;
    }
  }

  /**
   * What HotSpot's C1 needs of its 10,000 virtual registers, roughly, as measured: in the code it
   * inlines for calls of handles, and for two bytes of bytecode.
   */
  static final int VAR_HANDLE_REGISTERS = 55;

  static final int METHOD_HANDLE_REGISTERS = 150;
  static final int BYTES_OF_A_REGISTER = 2;

  private final MethodVisitor out;
  private final Object[] locals;
  private final int firstTemporary;
  private final List<Object> stack = new ArrayList<>();
  private int slots;
  private int maxSlots;
  private int maxLocals;
  private boolean frameHere;
  private int line;
  private int registers;

  /**
   * @param locals as frames write them
   * @param firstTemporary the slot behind them
   */
  Code(MethodVisitor out, Object[] locals, int firstTemporary) {
    this.out = out;
    this.locals = locals;
    this.firstTemporary = firstTemporary;
    this.maxLocals = firstTemporary;
    out.visitCode();
  }

  /** The registers that C1 needs for a method of so many bytes, roughly. */
  int registers(int bytes) {
    return registers + bytes / BYTES_OF_A_REGISTER;
  }

  int firstTemporary() {
    return firstTemporary;
  }

  /** Makes the method longer than that, by code that is never reached. */
  void pad(int bytes) {
    Label end = new Label();
    label(end, new Object[0]);
    for (int i = end.getOffset(); i <= bytes; i++) {
      out.visitInsn(Opcodes.NOP);
    }
    out.visitInsn(Opcodes.ACONST_NULL);
    out.visitInsn(Opcodes.ATHROW);
    maxSlots = Math.max(maxSlots, 1);
  }

  void end() {
    out.visitMaxs(maxSlots, maxLocals);
    out.visitEnd();
  }

  Object[] snapshot() {
    return stack.toArray();
  }

  private static boolean isWide(Object type) {
    return type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE);
  }

  private void push(Object type) {
    stack.add(type);
    slots += isWide(type) ? 2 : 1;
    maxSlots = Math.max(maxSlots, slots);
  }

  private Object pop() {
    Object type = stack.removeLast();
    slots -= isWide(type) ? 2 : 1;
    return type;
  }

  private Object top(int below) {
    return stack.get(stack.size() - 1 - below);
  }

  private static Object frameType(char descriptor) {
    return switch (descriptor) {
      case 'I', 'S', 'B', 'C', 'Z' -> Opcodes.INTEGER;
      case 'J' -> Opcodes.LONG;
      case 'F' -> Opcodes.FLOAT;
      case 'D' -> Opcodes.DOUBLE;
      default -> throw new IllegalArgumentException("descriptor " + descriptor);
    };
  }

  private void emitted() {
    frameHere = false;
  }

  /** An instruction that has no operands and is in the table of effects, or ends the method. */
  void insn(int opcode) {
    if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
      out.visitInsn(opcode);
      emitted();
      return;
    }
    String effect = EFFECTS[opcode];
    for (int i = 0; i < effect.length(); i++) {
      if (effect.charAt(i) == '-') {
        pop();
      } else {
        push(frameType(effect.charAt(i)));
      }
    }
    out.visitInsn(opcode);
    emitted();
  }

  void aaload(String type) {
    pop();
    pop();
    push(Naming.OBJECT);
    out.visitInsn(Opcodes.AALOAD);
    emitted();
    if (!type.equals(Naming.OBJECT)) {
      cast(type);
    }
  }

  void drop() {
    insn(isWide(top(0)) ? Opcodes.POP2 : Opcodes.POP);
  }

  void dup() {
    Object type = top(0);
    push(type);
    out.visitInsn(isWide(type) ? Opcodes.DUP2 : Opcodes.DUP);
    emitted();
  }

  /** The two values on top may have any types. */
  void swap() {
    Object upper = pop();
    Object lower = pop();
    if (!isWide(upper) && !isWide(lower)) {
      out.visitInsn(Opcodes.SWAP);
    } else {
      boolean wideUpper = isWide(upper);
      out.visitInsn(wideUpper ? isWide(lower) ? Opcodes.DUP2_X2 : Opcodes.DUP2_X1 : Opcodes.DUP_X2);
      maxSlots = Math.max(maxSlots, slots + 6);
      out.visitInsn(wideUpper ? Opcodes.POP2 : Opcodes.POP);
    }
    push(upper);
    push(lower);
    emitted();
  }

  void iconst(int value) {
    if (value >= -1 && value <= 5) {
      insn(Opcodes.ICONST_0 + value);
      return;
    }
    push(Opcodes.INTEGER);
    if (value == (byte) value) {
      out.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      out.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      out.visitLdcInsn(value);
    }
    emitted();
  }

  void lconst(long value) {
    if (value == 0 || value == 1) {
      insn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
    } else if (value == (short) value) {
      iconst((int) value);
      insn(Opcodes.I2L);
    } else {
      push(Opcodes.LONG);
      out.visitLdcInsn(value);
      emitted();
    }
  }

  /** Bits of a NaN are kept by making it from an int. */
  void fconst(int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isNaN(value)) {
      iconst(bits);
      invokeStatic("java/lang/Float", "intBitsToFloat", "(I)F");
    } else if (bits == 0) {
      insn(Opcodes.FCONST_0);
    } else {
      push(Opcodes.FLOAT);
      out.visitLdcInsn(value);
      emitted();
    }
  }

  void dconst(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isNaN(value)) {
      lconst(bits);
      invokeStatic("java/lang/Double", "longBitsToDouble", "(J)D");
    } else if (bits == 0) {
      insn(Opcodes.DCONST_0);
    } else {
      push(Opcodes.DOUBLE);
      out.visitLdcInsn(value);
      emitted();
    }
  }

  void string(String value) {
    push("java/lang/String");
    out.visitLdcInsn(value);
    emitted();
  }

  void nullReference(JvmType type) {
    push(type.frame);
    out.visitInsn(Opcodes.ACONST_NULL);
    emitted();
  }

  void load(JvmType type, int slot) {
    push(type.frame);
    out.visitVarInsn(type.load, slot);
    emitted();
  }

  /** Loads what a frame says of a slot, and gives the slot behind. */
  int loadFrame(Object type, int slot) {
    int load =
        type instanceof String
            ? Opcodes.ALOAD
            : type.equals(Opcodes.INTEGER)
                ? Opcodes.ILOAD
                : type.equals(Opcodes.LONG)
                    ? Opcodes.LLOAD
                    : type.equals(Opcodes.FLOAT) ? Opcodes.FLOAD : Opcodes.DLOAD;
    push(type);
    out.visitVarInsn(load, slot);
    emitted();
    return slot + (isWide(type) ? 2 : 1);
  }

  void aload(int slot, String type) {
    push(type);
    out.visitVarInsn(Opcodes.ALOAD, slot);
    emitted();
  }

  void store(JvmType type, int slot) {
    pop();
    maxLocals = Math.max(maxLocals, slot + type.slots);
    out.visitVarInsn(type.store, slot);
    emitted();
  }

  void astore(int slot) {
    pop();
    maxLocals = Math.max(maxLocals, slot + 1);
    out.visitVarInsn(Opcodes.ASTORE, slot);
    emitted();
  }

  void cast(String type) {
    pop();
    push(type);
    out.visitTypeInsn(Opcodes.CHECKCAST, type);
    emitted();
  }

  /** Takes the length. */
  void newLongs() {
    pop();
    push("[J");
    out.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
    emitted();
  }

  /** Takes the length. */
  void newObjects() {
    pop();
    push(Packing.OBJECTS);
    out.visitTypeInsn(Opcodes.ANEWARRAY, Naming.OBJECT);
    emitted();
  }

  void getStatic(String owner, String name, String descriptor) {
    push(type(descriptor));
    out.visitFieldInsn(Opcodes.GETSTATIC, owner, name, descriptor);
    emitted();
  }

  void getField(String owner, String name, String descriptor) {
    pop();
    push(type(descriptor));
    out.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
    emitted();
  }

  void putStatic(String owner, String name, String descriptor) {
    pop();
    out.visitFieldInsn(Opcodes.PUTSTATIC, owner, name, descriptor);
    emitted();
  }

  void putField(String owner, String name, String descriptor) {
    pop();
    pop();
    out.visitFieldInsn(Opcodes.PUTFIELD, owner, name, descriptor);
    emitted();
  }

  void invokeStatic(String owner, String name, String descriptor) {
    arguments(descriptor);
    out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    result(descriptor);
  }

  void invokeVirtual(String owner, String name, String descriptor) {
    registers +=
        switch (owner) {
          case Naming.VAR_HANDLE -> VAR_HANDLE_REGISTERS;
          case Naming.METHOD_HANDLE -> METHOD_HANDLE_REGISTERS;
          default -> 0;
        };
    arguments(descriptor);
    pop();
    out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    result(descriptor);
  }

  private void arguments(String descriptor) {
    for (int i = 1; descriptor.charAt(i) != ')'; i++) {
      while (descriptor.charAt(i) == '[') {
        i++;
      }
      if (descriptor.charAt(i) == 'L') {
        i = descriptor.indexOf(';', i);
      }
      pop();
    }
  }

  private void result(String descriptor) {
    String result = descriptor.substring(descriptor.indexOf(')') + 1);
    if (!result.equals("V")) {
      push(type(result));
    }
    emitted();
  }

  private static Object type(String descriptor) {
    return switch (descriptor.charAt(0)) {
      case 'L' -> descriptor.substring(1, descriptor.length() - 1);
      case '[' -> descriptor;
      default -> frameType(descriptor.charAt(0));
    };
  }

  /** A conditional jump on one or two operands, or {@code goto}. */
  void jump(int opcode, Label label) {
    if (opcode != Opcodes.GOTO) {
      pop();
      if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
        pop();
      }
    }
    out.visitJumpInsn(opcode, label);
    emitted();
  }

  void tableSwitch(int least, Label[] labels, Label other) {
    pop();
    out.visitTableSwitchInsn(least, least + labels.length - 1, other, labels);
    emitted();
  }

  /** A place that jumps lead to, with what is then on the stack. */
  void label(Label label, Object[] types) {
    out.visitLabel(label);
    stack.clear();
    slots = 0;
    for (Object type : types) {
      push(type);
    }
    if (!frameHere) {
      out.visitFrame(Opcodes.F_NEW, locals.length, locals, types.length, types);
      frameHere = true;
    }
  }

  /** What follows may trap, and then tells this number, from 1 to 65535. */
  void line(int number) {
    if (number != line) {
      line = number;
      Label here = new Label();
      out.visitLabel(here);
      out.visitLineNumber(number, here);
    }
  }

  /** A guarded range whose handler starts with the exception alone on the stack. */
  void handler(Label start, Label end, Label handler, @Nullable String type) {
    out.visitTryCatchBlock(start, end, handler, type);
  }

  void mark(Label label) {
    out.visitLabel(label);
  }

  @Override
  public String toString() {
    return "stack " + stack + " locals " + Arrays.toString(locals);
  }
}
