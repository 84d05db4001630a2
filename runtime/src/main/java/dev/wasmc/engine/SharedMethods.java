package dev.wasmc.engine;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Static methods that the code of a module shares, in the class of its instances: what they do is
 * much machine code for C1, and little for C2.
 */
final class SharedMethods {
  private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

  /**
   * C1 does not inline what needs more than ten words of stack and locals beside its parameters,
   * see {@link InPlace}; C2 does not ask.
   */
  private static final int LOCALS_TOO_MANY_FOR_C1 = 16;

  private static final String LIMIT = "limit";
  private static final String LIMIT_DESCRIPTOR = "(" + Naming.descriptor(Naming.INSTANCE) + "I)I";

  private static final String POLL = "poll";
  private static final String POLL_DESCRIPTOR = "(" + Naming.descriptor(Naming.INSTANCE) + ")V";

  private static final String POLL_TYPE = Naming.descriptor(Naming.METHOD_HANDLE);
  private static final String POLL_HANDLE_DESCRIPTOR =
      "(" + Naming.descriptor(Naming.INSTANCE_BASE) + ")V";

  private static final String ADDRESS = "address";
  private static final String ADDRESS_DESCRIPTOR =
      "(I" + Naming.descriptor(Naming.INSTANCE) + "I)J";

  private SharedMethods() {}

  static void write(Layout layout, ClassVisitor out) {
    if (layout.options.interruptible()) {
      poll(out);
    }
    if (layout.shapes().stream().anyMatch(MemoryShape::isArray)) {
      for (MemoryView.Value value : MemoryView.Value.values()) {
        MemoryView view = MemoryView.of(value, MemoryShape.ROOMY);
        if (view.isNeeded()) {
          Type type = Type.getType(view.type());
          access(out, view, "get", view.getter(), type, false);
          access(out, view, "set", view.setter(), type, true);
        }
      }
    }
    if (layout.isBounded()) {
      limit(out);
    }
    if (layout.isRaw()) {
      address(out);
    }
  }

  private static void access(
      ClassVisitor out,
      MemoryView view,
      String kind,
      String descriptor,
      Type type,
      boolean takesValue) {
    MethodVisitor method = out.visitMethod(ACCESS, kind + view.field(), descriptor, null, null);
    method.visitCode();
    method.visitFieldInsn(
        Opcodes.GETSTATIC,
        Naming.MEMORY_ACCESS,
        view.field(),
        Naming.descriptor(Naming.VAR_HANDLE));
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    if (takesValue) {
      method.visitVarInsn(type.getOpcode(Opcodes.ILOAD), 2);
    }
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Naming.VAR_HANDLE, kind, descriptor, false);
    method.visitInsn(takesValue ? Opcodes.RETURN : type.getOpcode(Opcodes.IRETURN));
    method.visitMaxs(5, LOCALS_TOO_MANY_FOR_C1);
    method.visitEnd();
  }

  private static void poll(ClassVisitor out) {
    MethodVisitor method = out.visitMethod(ACCESS, POLL, POLL_DESCRIPTOR, null, null);
    Code code = new Code(method, new Object[] {Naming.INSTANCE}, LOCALS_TOO_MANY_FOR_C1);
    poll(code, 0, true);
    code.insn(Opcodes.RETURN);
    code.end();
  }

  /** Looks for an interruption of the store of the instance in a slot. */
  static void poll(Code code, int instanceSlot, boolean inPlace) {
    if (inPlace) {
      code.getStatic(Naming.INSTANCE, Layout.POLL_FIELD, POLL_TYPE);
      code.aload(instanceSlot, Naming.INSTANCE);
      code.invokeVirtual(Naming.METHOD_HANDLE, "invokeExact", POLL_HANDLE_DESCRIPTOR);
    } else {
      code.aload(instanceSlot, Naming.INSTANCE);
      code.invokeStatic(Naming.INSTANCE, POLL, POLL_DESCRIPTOR);
    }
  }

  /** Calls the method that reads from the array below the index on top. */
  static void get(Code code, MemoryView view) {
    code.invokeStatic(Naming.INSTANCE, "get" + view.field(), view.getter());
  }

  /** Calls the method that writes the value on top to the array and at the index below. */
  static void set(Code code, MemoryView view) {
    code.invokeStatic(Naming.INSTANCE, "set" + view.field(), view.setter());
  }

  /**
   * What an address must be less than, if so many bytes behind it are to be in the memory: {@link
   * Memory#TIGHT} as long as that is the bound, since the array's bounds are compared anyway; else
   * the bound less the bytes.
   *
   * <p>C2 leaves ways out that were never taken, so that this is a constant for it as long as no
   * instance of the module had another bound.
   */
  private static void limit(ClassVisitor out) {
    MethodVisitor method = out.visitMethod(ACCESS, LIMIT, LIMIT_DESCRIPTOR, null, null);
    Label tight = new Label();
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitFieldInsn(Opcodes.GETFIELD, Naming.INSTANCE_BASE, Layout.BOUND_FIELD, "I");
    method.visitVarInsn(Opcodes.ISTORE, 2);
    method.visitVarInsn(Opcodes.ILOAD, 2);
    method.visitLdcInsn(Memory.TIGHT);
    method.visitJumpInsn(Opcodes.IF_ICMPEQ, tight);
    method.visitVarInsn(Opcodes.ILOAD, 2);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitInsn(Opcodes.ISUB);
    method.visitInsn(Opcodes.IRETURN);
    method.visitLabel(tight);
    method.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.INTEGER}, 0, null);
    method.visitLdcInsn(Memory.TIGHT);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(2, LOCALS_TOO_MANY_FOR_C1);
    method.visitEnd();
  }

  /** The instance and the number of bytes are on the stack. */
  static void limit(Code code) {
    code.invokeStatic(Naming.INSTANCE, LIMIT, LIMIT_DESCRIPTOR);
  }

  /**
   * Compares an address and so many bytes behind it with the end of memory 0.
   *
   * @see Layout#isRaw()
   */
  private static void address(ClassVisitor out) {
    MethodVisitor method = out.visitMethod(ACCESS, ADDRESS, ADDRESS_DESCRIPTOR, null, null);
    Label beyond = new Label();
    method.visitCode();
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitInsn(Opcodes.I2L);
    method.visitLdcInsn(0xffffffffL);
    method.visitInsn(Opcodes.LAND);
    method.visitVarInsn(Opcodes.LSTORE, 3);
    method.visitVarInsn(Opcodes.LLOAD, 3);
    method.visitVarInsn(Opcodes.ILOAD, 2);
    method.visitInsn(Opcodes.I2L);
    method.visitInsn(Opcodes.LADD);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitFieldInsn(Opcodes.GETFIELD, Naming.INSTANCE_BASE, Layout.END_FIELD, "J");
    method.visitInsn(Opcodes.LCMP);
    method.visitJumpInsn(Opcodes.IFGE, beyond);
    method.visitVarInsn(Opcodes.LLOAD, 3);
    method.visitInsn(Opcodes.LRETURN);
    method.visitLabel(beyond);
    method.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.LONG}, 0, null);
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, Naming.TRAPS, "outOfBounds", "(I)I", false);
    method.visitInsn(Opcodes.I2L);
    method.visitInsn(Opcodes.LRETURN);
    method.visitMaxs(4, LOCALS_TOO_MANY_FOR_C1);
    method.visitEnd();
  }

  /** The address, the instance and the number of bytes are on the stack. */
  static void address(Code code) {
    code.invokeStatic(Naming.INSTANCE, ADDRESS, ADDRESS_DESCRIPTOR);
  }
}
