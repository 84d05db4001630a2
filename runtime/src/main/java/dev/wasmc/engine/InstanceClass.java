package dev.wasmc.engine;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class of a module's instances: fields for what its code uses, and methods that fill
 * them.
 */
final class InstanceClass {
  private final Layout layout;
  private final ClassWriter out = new ClassWriter(0);

  private InstanceClass(Layout layout) {
    this.layout = layout;
  }

  static byte[] write(Layout layout) {
    return new InstanceClass(layout).write();
  }

  private byte[] write() {
    out.visit(
        Opcodes.V21,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        Naming.INSTANCE,
        null,
        Naming.INSTANCE_BASE,
        null);
    initializer();
    constructor();
    bind();
    refresh();
    setGlobal();
    SharedMethods.write(layout, out);
    out.visitEnd();
    return out.toByteArray();
  }

  private void field(String name, String descriptor) {
    out.visitField(Opcodes.ACC_PUBLIC, name, descriptor, null, null).visitEnd();
  }

  /** Runs on {@link CompilerThread}, as all of the class's definition. */
  private void initializer() {
    MethodVisitor method = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    method.visitCode();
    if (layout.options.interruptible()) {
      poll(method);
    }
    if (layout.isRaw()) {
      raw(method);
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
  }

  private void poll(MethodVisitor method) {
    String type = Naming.descriptor(Naming.METHOD_HANDLE);
    method.visitLdcInsn(Type.getObjectType(Naming.INSTANCE));
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC, Naming.INTERRUPTION, "call", "(Ljava/lang/Class;)" + type, false);
    constant(method, Layout.POLL_FIELD, type);
  }

  private void raw(MethodVisitor method) {
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Naming.RAW_ACCESS,
        "unsafe",
        "()" + Naming.descriptor(Naming.OBJECT),
        false);
    method.visitTypeInsn(Opcodes.CHECKCAST, Naming.UNSAFE);
    constant(method, Layout.RAW_FIELD, Naming.descriptor(Naming.UNSAFE));
  }

  /** What is on top. */
  private void constant(MethodVisitor method, String field, String type) {
    out.visitField(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, field, type, null, null)
        .visitEnd();
    method.visitFieldInsn(Opcodes.PUTSTATIC, Naming.INSTANCE, field, type);
  }

  private void constructor() {
    String descriptor =
        "(Ldev/wasmc/engine/CompiledModule;" + Naming.descriptor(Naming.STORE) + ")V";
    MethodVisitor method = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitVarInsn(Opcodes.ALOAD, 2);
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, Naming.INSTANCE_BASE, "<init>", descriptor, false);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(3, 3);
    method.visitEnd();
  }

  /** Copies from the arrays of the base class into fields. */
  private void bind() {
    MethodVisitor method = out.visitMethod(Opcodes.ACC_PUBLIC, "bind", "()V", null, null);
    method.visitCode();
    for (int i = 0; i < layout.valid.memories().size(); i++) {
      copy(method, "memories", i, Naming.MEMORY, Layout.memoryField(i));
    }
    for (int i = 0; i < layout.valid.tables().size(); i++) {
      copy(method, "tables", i, Naming.TABLE, Layout.tableField(i));
    }
    for (int i = 0; i < Math.min(layout.valid.globals().size(), Layout.MOST_FIELDS); i++) {
      if (layout.globalPlace(i) == Layout.GlobalPlace.CELL) {
        copy(method, "globals", i, Naming.GLOBAL, Layout.globalField(i));
      }
    }
    for (int i = 0; i < Math.min(layout.valid.importedFunctions(), Layout.MOST_FIELDS); i++) {
      String type = layout.signature(i).className();
      field(Layout.importField(i), Naming.descriptor(type));
      fromArray(method, "imports", i, Naming.FUNCTION);
      method.visitTypeInsn(Opcodes.CHECKCAST, type);
      method.visitFieldInsn(
          Opcodes.PUTFIELD, Naming.INSTANCE, Layout.importField(i), Naming.descriptor(type));
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(3, 1);
    method.visitEnd();
  }

  private void copy(MethodVisitor method, String array, int index, String type, String name) {
    field(name, Naming.descriptor(type));
    fromArray(method, array, index, type);
    method.visitFieldInsn(Opcodes.PUTFIELD, Naming.INSTANCE, name, Naming.descriptor(type));
  }

  private static void fromArray(MethodVisitor method, String array, int index, String type) {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitInsn(Opcodes.DUP);
    method.visitFieldInsn(
        Opcodes.GETFIELD, Naming.INSTANCE_BASE, array, "[" + Naming.descriptor(type));
    method.visitIntInsn(Opcodes.SIPUSH, index);
    method.visitInsn(Opcodes.AALOAD);
  }

  private void refresh() {
    MethodVisitor method = out.visitMethod(Opcodes.ACC_PUBLIC, "refreshMemory", "()V", null, null);
    method.visitCode();
    if (layout.hasMemory) {
      MemoryShape shape = layout.shape(0);
      String holder = Naming.descriptor(shape.holder());
      field(Layout.DATA_FIELD, holder);
      refresh(method, Naming.INSTANCE, Layout.DATA_FIELD, shape.field(), holder);
      if (layout.isBounded()) {
        refresh(method, Naming.INSTANCE_BASE, Layout.BOUND_FIELD, "bound", "I");
      }
      if (layout.isRaw()) {
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        fromMemory(method, "size", "I");
        method.visitInsn(Opcodes.I2L);
        method.visitFieldInsn(Opcodes.PUTFIELD, Naming.INSTANCE_BASE, Layout.END_FIELD, "J");
      }
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(3, 1);
    method.visitEnd();
  }

  private static void refresh(
      MethodVisitor method, String owner, String name, String source, String descriptor) {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitInsn(Opcodes.DUP);
    fromMemory(method, source, descriptor);
    method.visitFieldInsn(Opcodes.PUTFIELD, owner, name, descriptor);
  }

  /** The instance is on the stack. */
  private static void fromMemory(MethodVisitor method, String field, String descriptor) {
    method.visitFieldInsn(
        Opcodes.GETFIELD, Naming.INSTANCE, Layout.memoryField(0), Naming.descriptor(Naming.MEMORY));
    method.visitFieldInsn(Opcodes.GETFIELD, Naming.MEMORY, field, descriptor);
  }

  /**
   * One small method for each global in a field would cost more than a chain of tests that runs
   * once.
   */
  private void setGlobal() {
    MethodVisitor method =
        out.visitMethod(
            Opcodes.ACC_PUBLIC, "setGlobal", "(IJ" + JvmType.EXTERN.descriptor + ")V", null, null);
    method.visitCode();
    for (int i = 0; i < Math.min(layout.valid.globals().size(), Layout.MOST_FIELDS); i++) {
      if (layout.globalPlace(i) != Layout.GlobalPlace.FIELD) {
        continue;
      }
      JvmType type = layout.globalType(i);
      field(Layout.globalField(i), type.descriptor);
      Label next = new Label();
      method.visitVarInsn(Opcodes.ILOAD, 1);
      method.visitIntInsn(Opcodes.SIPUSH, i);
      method.visitJumpInsn(Opcodes.IF_ICMPNE, next);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      if (type.isReference()) {
        method.visitVarInsn(Opcodes.ALOAD, 4);
        method.visitTypeInsn(Opcodes.CHECKCAST, type.reference());
      } else {
        method.visitVarInsn(Opcodes.LLOAD, 2);
        fromBits(method, type);
      }
      method.visitFieldInsn(
          Opcodes.PUTFIELD, Naming.INSTANCE, Layout.globalField(i), type.descriptor);
      method.visitLabel(next);
      method.visitFrame(
          Opcodes.F_NEW,
          4,
          new Object[] {Naming.INSTANCE, Opcodes.INTEGER, Opcodes.LONG, Naming.OBJECT},
          0,
          new Object[0]);
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(3, 5);
    method.visitEnd();
  }

  private static void fromBits(MethodVisitor method, JvmType type) {
    switch (type) {
      case INT -> method.visitInsn(Opcodes.L2I);
      case FLOAT -> {
        method.visitInsn(Opcodes.L2I);
        method.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
      }
      case DOUBLE ->
          method.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
      case LONG, FUNCTION, EXTERN -> {}
    }
  }
}
