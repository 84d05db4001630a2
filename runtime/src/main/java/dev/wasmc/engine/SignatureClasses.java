package dev.wasmc.engine;

import dev.wasmc.wasm.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The abstract classes of function objects, one for each function type in use in the JVM, with two
 * subclasses: of functions whose own class is made at the first call, and of host functions. Since
 * types are classes, the check of {@code call_indirect} is a cast.
 *
 * <p>What is called has two names, which the calls of a function take in turn: all calls of one
 * virtual method with many receivers go through one jump of the JVM's, and processors predict two
 * jumps better than one.
 *
 * <p>Each type has a loader, which is unloaded when no module uses it any more. All methods run on
 * the compiler thread.
 */
final class SignatureClasses {
  private static final String DESCRIPTOR_OF_TYPE = "Ldev/wasmc/wasm/FuncType;";
  private static final String CONSTRUCTOR =
      "(" + DESCRIPTOR_OF_TYPE + Naming.descriptor(Naming.STORE) + ")V";
  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final Map<String, WeakReference<Loader>> LOADERS = new HashMap<>();

  private SignatureClasses() {}

  /**
   * @param internalName of a signature class
   */
  static Class<?> find(String internalName) {
    return CompilerThread.run(() -> loader(internalName).loadClass(Naming.binary(internalName)));
  }

  static boolean isSignature(String binaryName) {
    return binaryName.startsWith(Naming.binary(Naming.SIGNATURE_PREFIX));
  }

  private static Loader loader(String internalName) {
    String key = internalName.substring(Naming.SIGNATURE_PREFIX.length());
    WeakReference<Loader> known = LOADERS.get(key);
    Loader loader = known == null ? null : known.get();
    if (loader == null) {
      LOADERS.values().removeIf(reference -> reference.get() == null);
      loader = new Loader(key);
      LOADERS.put(key, new WeakReference<>(loader));
    }
    return loader;
  }

  static Function host(Signature signature, FuncType type, MethodHandle target) {
    return CompilerThread.run(() ->
        loader(signature.className()).host(Naming.HOST_SUFFIX, type, MethodHandle.class, target));
  }

  static Function hostOverArrays(Signature signature, FuncType type, HostFunction.Arrays target) {
    return CompilerThread.run(() ->
        loader(signature.className())
            .host(Naming.ARRAYS_SUFFIX, type, HostFunction.Arrays.class, target));
  }

  /** Makes lazy function objects of one type without a reflective call for each. */
  interface LazyMaker {
    Function make(FuncType type, Instance owner, int index);
  }

  static LazyMaker lazyMaker(Signature signature) {
    return CompilerThread.run(() -> loader(signature.className()).lazyMaker());
  }

  private static final class Loader extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final String key;
    private final String base;

    Loader(String key) {
      super(null, Function.class.getClassLoader());
      this.key = key;
      this.base = Naming.SIGNATURE_PREFIX + key;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!isSignature(name)) {
        return super.loadClass(name, resolve);
      }
      return CompilerThread.run(() -> {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        byte[] bytes = write(name);
        defineClass(name, bytes, 0, bytes.length);
        return Class.forName(name, true, this);
      });
    }

    private byte[] write(String binaryName) throws ClassNotFoundException {
      Signature signature = Signature.ofKey(key);
      String internal = binaryName.replace('.', '/');
      if (internal.equals(base)) {
        return writeBase(signature, base);
      }
      if (internal.equals(base + Naming.LAZY_SUFFIX)) {
        return writeLazy(signature, base);
      }
      if (internal.equals(base + Naming.HOST_SUFFIX)) {
        return writeHost(signature, base);
      }
      if (internal.equals(base + Naming.ARRAYS_SUFFIX)) {
        return writeHostOverArrays(signature, base);
      }
      throw new ClassNotFoundException(binaryName);
    }

    LazyMaker lazyMaker() throws ReflectiveOperationException {
      var constructor =
          loadClass(Naming.binary(base + Naming.LAZY_SUFFIX))
              .getConstructor(FuncType.class, Store.class, Instance.class, int.class);
      return (type, owner, index) -> {
        try {
          return (Function) constructor.newInstance(type, owner.store, owner, index);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    }

    <T> Function host(String suffix, FuncType type, Class<T> targetClass, T target)
        throws ReflectiveOperationException {
      return (Function)
          loadClass(Naming.binary(base + suffix))
              .getConstructor(FuncType.class, targetClass)
              .newInstance(type, target);
    }
  }

  private static ClassWriter start(String name, String superName, int access) {
    ClassWriter out = new ClassWriter(0);
    out.visit(
        Opcodes.V21, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | access, name, null, superName, null);
    return out;
  }

  private static byte[] writeBase(Signature signature, String name) {
    ClassWriter out = start(name, Naming.FUNCTION, Opcodes.ACC_ABSTRACT);
    MethodVisitor constructor =
        out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", CONSTRUCTOR, null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 1);
    constructor.visitVarInsn(Opcodes.ALOAD, 2);
    constructor.visitMethodInsn(
        Opcodes.INVOKESPECIAL, Naming.FUNCTION, "<init>", CONSTRUCTOR, false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(3, 3);
    constructor.visitEnd();
    out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT,
            Naming.CALL,
            signature.callDescriptor(),
            null,
            null)
        .visitEnd();
    writeCallToo(signature, name, out);
    writeCallArrays(signature, name, out);
    out.visitEnd();
    return out.toByteArray();
  }

  private static void writeCallToo(Signature signature, String name, ClassWriter out) {
    Code code = startCall(out, Naming.CALL_TOO, signature, name);
    code.aload(0, name);
    loadParams(code, signature);
    code.invokeVirtual(name, Naming.CALL, signature.callDescriptor());
    returnCarrier(code, signature);
    code.end();
  }

  private static void writeCallArrays(Signature signature, String name, ClassWriter out) {
    MethodVisitor method =
        out.visitMethod(
            Opcodes.ACC_PUBLIC, "callArrays", "(" + Signature.PACKED + ")V", null, null);
    Code code = new Code(method, new Object[] {name, "[J", Packing.OBJECTS}, 3);
    code.aload(0, name);
    if (signature.packed) {
      code.aload(1, "[J");
      code.aload(2, Packing.OBJECTS);
    } else {
      for (int i = 0; i < signature.params.length; i++) {
        Packing.get(code, signature.params[i], i, 1, 2);
      }
    }
    code.invokeVirtual(name, Naming.CALL, signature.callDescriptor());
    if (signature.results.length > 1) {
      Packing.unpackResults(code, signature, 3);
    }
    int[] slots = Packing.spill(code, signature.results, 4);
    for (int i = 0; i < slots.length; i++) {
      Packing.put(code, signature.results[i], slots[i], i, 1, 2);
    }
    code.insn(Opcodes.RETURN);
    code.end();
  }

  /** Loads the parameters of the virtual method. */
  static void loadParams(Code code, Signature signature) {
    if (signature.packed) {
      code.aload(1, "[J");
      code.aload(2, Packing.OBJECTS);
      return;
    }
    int slot = 1;
    for (JvmType param : signature.params) {
      code.load(param, slot);
      slot += param.slots;
    }
  }

  /** A method {@link Naming#CALL}; frames have its parameters as locals. */
  static Code startCall(ClassWriter out, Signature signature, String owner) {
    return startCall(out, Naming.CALL, signature, owner);
  }

  /** The same of another name. */
  static Code startCall(ClassWriter out, String name, Signature signature, String owner) {
    MethodVisitor method =
        out.visitMethod(Opcodes.ACC_PUBLIC, name, signature.callDescriptor(), null, null);
    int count = signature.packed ? 2 : signature.params.length;
    Object[] locals = new Object[count + 1];
    locals[0] = owner;
    int slots = 1;
    for (int i = 0; i < count; i++) {
      locals[i + 1] =
          signature.packed ? i == 0 ? "[J" : Packing.OBJECTS : signature.params[i].frame;
      slots += signature.packed ? 1 : signature.params[i].slots;
    }
    return new Code(method, locals, slots);
  }

  static void returnCarrier(Code code, Signature signature) {
    switch (signature.carrier) {
      case VOID -> code.insn(Opcodes.RETURN);
      case VALUE -> code.insn(signature.results[0].ret);
      case LONGS, OBJECTS -> code.insn(Opcodes.ARETURN);
    }
  }

  private static byte[] writeLazy(Signature signature, String base) {
    String name = base + Naming.LAZY_SUFFIX;
    String instance = Naming.descriptor(Naming.INSTANCE_BASE);
    ClassWriter out = start(name, base, Opcodes.ACC_FINAL);
    out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "owner", instance, null, null)
        .visitEnd();
    out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "index", "I", null, null).visitEnd();
    out.visitField(Opcodes.ACC_PRIVATE, "target", Naming.descriptor(base), null, null).visitEnd();
    MethodVisitor constructor =
        out.visitMethod(
            Opcodes.ACC_PUBLIC, "<init>", CONSTRUCTOR.replace(")", instance + "I)"), null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 1);
    constructor.visitVarInsn(Opcodes.ALOAD, 2);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, base, "<init>", CONSTRUCTOR, false);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 3);
    constructor.visitFieldInsn(Opcodes.PUTFIELD, name, "owner", instance);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ILOAD, 4);
    constructor.visitFieldInsn(Opcodes.PUTFIELD, name, "index", "I");
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(3, 5);
    constructor.visitEnd();

    Code code = startCall(out, signature, name);
    Label known = new Label();
    code.aload(0, name);
    code.getField(name, "target", Naming.descriptor(base));
    code.jump(Opcodes.IFNONNULL, known);
    code.aload(0, name);
    code.aload(0, name);
    code.getField(name, "owner", instance);
    code.aload(0, name);
    code.getField(name, "index", "I");
    code.invokeVirtual(Naming.INSTANCE_BASE, "resolve", "(I)" + Naming.descriptor(Naming.FUNCTION));
    code.cast(base);
    code.putField(name, "target", Naming.descriptor(base));
    code.label(known, new Object[0]);
    code.aload(0, name);
    code.getField(name, "target", Naming.descriptor(base));
    loadParams(code, signature);
    code.invokeVirtual(base, Naming.CALL, signature.callDescriptor());
    returnCarrier(code, signature);
    code.end();
    out.visitEnd();
    return out.toByteArray();
  }

  /** A class with a field {@code target}, which its constructor takes behind the function type. */
  private static ClassWriter startWithTarget(String name, String base, String target) {
    ClassWriter out = start(name, base, Opcodes.ACC_FINAL);
    out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "target", target, null, null)
        .visitEnd();
    MethodVisitor constructor =
        out.visitMethod(
            Opcodes.ACC_PUBLIC, "<init>", "(" + DESCRIPTOR_OF_TYPE + target + ")V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 1);
    constructor.visitInsn(Opcodes.ACONST_NULL);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, base, "<init>", CONSTRUCTOR, false);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 2);
    constructor.visitFieldInsn(Opcodes.PUTFIELD, name, "target", target);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(3, 3);
    constructor.visitEnd();
    return out;
  }

  private static byte[] writeHostOverArrays(Signature signature, String base) {
    String name = base + Naming.ARRAYS_SUFFIX;
    String target = Naming.descriptor(Naming.HOST_ARRAYS);
    ClassWriter out = startWithTarget(name, base, target);
    Code code = startCall(out, signature, name);
    int numbers = code.firstTemporary();
    int references = numbers + 1;
    Packing.packParams(code, signature, numbers);
    code.aload(0, name);
    code.getField(name, "target", target);
    code.aload(numbers, "[J");
    code.aload(references, Packing.OBJECTS);
    code.invokeStatic(Naming.HOST_FUNCTION, "run", "(" + target + Signature.PACKED + ")V");
    for (int i = 0; i < signature.results.length; i++) {
      Packing.get(code, signature.results[i], i, numbers, references);
    }
    Packing.returnResults(code, signature, references + 1);
    code.end();
    out.visitEnd();
    return out.toByteArray();
  }

  private static byte[] writeHost(Signature signature, String base) {
    String name = base + Naming.HOST_SUFFIX;
    String handle = Naming.descriptor(HANDLE);
    ClassWriter out = startWithTarget(name, base, handle);
    Code code = startCall(out, signature, name);
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    code.handler(start, end, handler, "java/lang/Throwable");
    code.mark(start);
    code.aload(0, name);
    code.getField(name, "target", handle);
    loadParams(code, signature);
    code.invokeVirtual(HANDLE, "invokeExact", signature.callDescriptor());
    code.mark(end);
    returnCarrier(code, signature);
    code.label(handler, new Object[] {"java/lang/Throwable"});
    code.invokeStatic(Naming.TRAPS, "fromHost", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;");
    code.insn(Opcodes.ATHROW);
    code.end();
    out.visitEnd();
    return out.toByteArray();
  }
}
