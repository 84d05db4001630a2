package dev.wasmc.engine;

import dev.wasmc.source.DiagnosticException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the class of a group of functions, and the classes of function objects. */
final class GroupCompiler {
  /** The JVM loads no class with a longer method. */
  private static final int MOST_LOADABLE_BYTES = 65535;

  /**
   * The share of the limit that splits aim at, one after the other as long as a method is too long.
   */
  private static final double[] TARGETS = {0.8, 0.5, 0.3, 0.15};

  private final Layout layout;
  private final int group;
  private final Map<Integer, Flattener.Flat> bodies = new HashMap<>();
  private final Map<Integer, SplitPlan> plans = new HashMap<>();
  private final Map<Integer, Attempts> attempts = new HashMap<>();
  private final Map<Integer, String> missing = new HashMap<>();

  /** What was tried to make the methods of a function short enough. */
  private static final class Attempts {
    final int wholeBytes;
    int count;
    int leastBytes;
    SplitPlan best = SplitPlan.NONE;

    /** What the best plan is for. */
    Flattener.Flat bestSource;

    /**
     * Whether it is to be the best plan, whose bytes may change a little with the order of
     * constants.
     */
    boolean settled;

    Attempts(int wholeBytes, Flattener.Flat source) {
      this.wholeBytes = wholeBytes;
      this.bestSource = source;
      this.leastBytes = wholeBytes;
    }
  }

  private GroupCompiler(Layout layout, int group) {
    this.layout = layout;
    this.group = group;
  }

  static byte[] group(Layout layout, int group) {
    return new GroupCompiler(layout, group).write();
  }

  /** Tries until no function asks for another plan. */
  private byte[] write() {
    while (true) {
      byte[] bytes = attempt();
      if (bytes != null) {
        return bytes;
      }
    }
  }

  private byte @Nullable [] attempt() {
    ClassWriter out = new ClassWriter(0);
    out.visit(
        Opcodes.V21,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        Naming.GROUP_PREFIX + group,
        null,
        Naming.OBJECT,
        null);
    boolean complete = true;
    int end = layout.groupStart(group + 1);
    for (int function = layout.groupStart(group); function < end; function++) {
      if (function < layout.valid.importedFunctions()) {
        imported(out, function);
      } else if (missing.containsKey(function)) {
        missing(out, function, missing.get(function));
      } else {
        complete &= defined(out, function);
      }
    }
    if (!complete) {
      return null;
    }
    try {
      return out.toByteArray();
    } catch (ClassTooLargeException e) {
      missing.put(
          layout.groupStart(group),
          "it needs " + e.getConstantPoolCount() + " constants, the JVM has 65535");
      return null;
    }
  }

  private Flattener.Flat read(int function) {
    return new Flattener.Flat(
        Body.read(layout.code(function)), List.of(FunctionCompiler.localTypes(layout, function)));
  }

  /** Whether it stays as it is. */
  private boolean defined(ClassWriter out, int function) {
    Flattener.Flat source = bodies.computeIfAbsent(function, this::read);
    Body body = source.body();
    JvmType[] localTypes = source.localTypes().toArray(new JvmType[0]);
    try {
      FunctionCompiler compiler =
          new FunctionCompiler(
              layout,
              out,
              function,
              body,
              localTypes,
              plans.getOrDefault(function, SplitPlan.NONE));
      compiler.compile();
      int largest = compiler.largest();
      if (largest <= layout.options.methodBytes()) {
        return true;
      }
      Flattener.Flat compiled = source;
      Attempts tried = attempts.computeIfAbsent(function, f -> new Attempts(largest, compiled));
      if (largest < tried.leastBytes) {
        tried.leastBytes = largest;
        tried.bestSource = compiled;
        tried.best = plans.getOrDefault(function, SplitPlan.NONE);
      }
      if (tried.count < TARGETS.length) {
        if (tried.count == 0) {
          source = Flattener.flatten(layout, body, localTypes);
          bodies.put(function, source);
        }
        int limit = layout.options.methodBytes();
        int target = (int) (TARGETS[tried.count++] * limit);
        plans.put(
            function,
            SplitPlanner.plan(
                layout,
                source.body(),
                source.localTypes().toArray(new JvmType[0]),
                tried.wholeBytes,
                target,
                limit / 2));
        return false;
      }
      if (largest <= MOST_LOADABLE_BYTES && (tried.settled || largest == tried.leastBytes)) {
        return true;
      }
      if (!tried.settled && tried.leastBytes <= MOST_LOADABLE_BYTES) {
        tried.settled = true;
        bodies.put(function, tried.bestSource);
        plans.put(function, tried.best);
        return false;
      }
      missing.put(
          function,
          "a method of "
              + tried.leastBytes
              + " bytes is left after splitting, the JVM takes 65535");
    } catch (UntranslatableException e) {
      missing.put(function, String.valueOf(e.getMessage()));
    } catch (DiagnosticException e) {
      missing.put(function, e.first().problem().message());
    }
    return false;
  }

  /** Passes a call on to the imported function: a call site of its own. */
  private void imported(ClassWriter out, int function) {
    Signature signature = layout.signature(function);
    Code code = start(out, function);
    int context = 0;
    if (signature.packed) {
      context = 2;
    } else {
      for (JvmType param : signature.params) {
        context += param.slots;
      }
    }
    code.aload(context, Naming.INSTANCE);
    if (function < Layout.MOST_FIELDS) {
      code.getField(
          Naming.INSTANCE, Layout.importField(function), Naming.descriptor(signature.className()));
    } else {
      code.iconst(function);
      code.invokeVirtual(
          Naming.INSTANCE_BASE, "imported", "(I)" + Naming.descriptor(Naming.FUNCTION));
      code.cast(signature.className());
    }
    if (signature.packed) {
      code.aload(0, "[J");
      code.aload(1, "[L" + Naming.OBJECT + ";");
    } else {
      int slot = 0;
      for (JvmType param : signature.params) {
        code.load(param, slot);
        slot += param.slots;
      }
    }
    code.invokeVirtual(signature.className(), Naming.CALL, signature.callDescriptor());
    SignatureClasses.returnCarrier(code, signature);
    code.end();
  }

  private void missing(ClassWriter out, int function, String why) {
    Code code = start(out, function);
    code.string("function " + function + " cannot be translated: " + why);
    code.invokeStatic(
        Naming.TRAPS,
        "untranslatable",
        "(Ljava/lang/String;)" + Naming.descriptor(Naming.TRAP_EXCEPTION));
    code.insn(Opcodes.ATHROW);
    code.end();
  }

  /** A method without frames. */
  private Code start(ClassWriter out, int function) {
    Signature signature = layout.signature(function);
    MethodVisitor method =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            Naming.FUNCTION_PREFIX + function,
            layout.descriptor(signature),
            null,
            null);
    return new Code(method, new Object[0], Signature.MAX_SLOTS + 15);
  }

  /** The class of the object for one function, which calls it in its instance. */
  static byte[] object(Layout layout, int function) {
    Signature signature = layout.signature(function);
    String name = Naming.OBJECT_PREFIX + function;
    String base = signature.className();
    String instance = Naming.descriptor(Naming.INSTANCE);
    String constructorType = "(Ldev/wasmc/wasm/FuncType;" + Naming.descriptor(Naming.STORE) + ")V";
    ClassWriter out = new ClassWriter(0);
    out.visit(
        Opcodes.V21,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        base,
        null);
    out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "instance", instance, null, null)
        .visitEnd();
    MethodVisitor constructor =
        out.visitMethod(
            Opcodes.ACC_PUBLIC, "<init>", constructorType.replace(")", instance + ")"), null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 1);
    constructor.visitVarInsn(Opcodes.ALOAD, 2);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, base, "<init>", constructorType, false);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitVarInsn(Opcodes.ALOAD, 3);
    constructor.visitFieldInsn(Opcodes.PUTFIELD, name, "instance", instance);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(3, 4);
    constructor.visitEnd();

    Code code = SignatureClasses.startCall(out, signature, name);
    SignatureClasses.loadParams(code, signature);
    code.aload(0, name);
    code.getField(name, "instance", instance);
    if (layout.hasMemory) {
      code.dup();
      code.astore(code.firstTemporary());
      code.aload(code.firstTemporary(), Naming.INSTANCE);
      code.getField(Naming.INSTANCE, Layout.DATA_FIELD, Naming.BYTES);
      if (!layout.exact) {
        code.aload(code.firstTemporary(), Naming.INSTANCE);
        code.getField(Naming.INSTANCE, Layout.SIZE_FIELD, "I");
      }
    }
    code.invokeStatic(
        layout.ownerOf(function), Naming.FUNCTION_PREFIX + function, layout.descriptor(signature));
    SignatureClasses.returnCarrier(code, signature);
    code.end();
    out.visitEnd();
    return out.toByteArray();
  }
}
