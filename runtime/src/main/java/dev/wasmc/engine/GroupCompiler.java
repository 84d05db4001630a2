package dev.wasmc.engine;

import dev.wasmc.source.DiagnosticException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the class of a group of functions, and the classes of function objects. */
final class GroupCompiler {
  /** The JVM loads no class with a longer method. */
  private static final int MOST_LOADABLE_BYTES = 65535;

  /**
   * Shares of the limit.
   *
   * @param rest what should be left of code that is split
   * @param part what a part should not exceed
   */
  private record Aim(double rest, double part) {}

  /**
   * What splits aim at where there is a choice: the less parts call others in loops, the better.
   */
  private static final List<Aim> CHOICE =
      List.of(new Aim(0.9, 0.16), new Aim(0.9, 0.3), new Aim(0.9, 0.5), new Aim(0.9, 0.7));

  /** Functions that would be longer than so many methods are given no choice, to save time. */
  private static final int MOST_WITH_CHOICE = 20;

  /** What splits aim at, one after the other as long as a method is too long. */
  private static final List<Aim> AIMS =
      List.of(
          new Aim(0.8, 0.5),
          new Aim(0.5, 0.5),
          new Aim(0.3, 0.5),
          new Aim(0.15, 0.5),
          new Aim(0.5, 0.25),
          new Aim(0.5, 0.8),
          new Aim(0.2, 0.9));

  /** As many places for cuts there should be in as much code as a method may have. */
  private static final int PIECES = 8;

  private final Layout layout;
  private final String own;
  private final int start;
  private final int end;

  /** Null for functions as others call them. */
  private final Deferral.@Nullable Form form;

  /** Where a function is resumed. */
  private final int loop;

  private final Map<Integer, Shape> shapes = new HashMap<>();
  private final Map<Integer, String> missing = new HashMap<>();

  /** Classes for parts, by name, if one class has not enough constants for all. */
  private final Map<String, ClassWriter> further = new LinkedHashMap<>();

  private boolean spread;

  /** How a function is written, and what was tried to make its methods short enough. */
  private static final class Shape {
    final Flattener.Flat whole;
    Flattener.@Nullable Flat flat;
    SplitPlan plan = SplitPlan.NONE;
    int wholeBytes;
    int tried;
    SplitPlan best = SplitPlan.NONE;
    int bestBytes;
    boolean bestFits;

    /** Plans to try first. */
    List<SplitPlan> choice = List.of();

    boolean settled;

    /** Whether it stays whole until it has run often. */
    boolean deferred;

    /** Whether it may, if it is longer than expected. */
    boolean canBeDeferred;

    Shape(Flattener.Flat whole) {
      this.whole = whole;
    }

    /** The instructions that the plan is for. */
    Flattener.Flat source() {
      return plan.isEmpty() || flat == null ? whole : flat;
    }
  }

  private GroupCompiler(
      Layout layout, String own, int start, int end, Deferral.@Nullable Form form, int loop) {
    this.layout = layout;
    this.own = own;
    this.start = start;
    this.end = end;
    this.form = form;
    this.loop = loop;
  }

  static byte[] group(Layout layout, int group) {
    return new GroupCompiler(
            layout,
            Naming.GROUP_PREFIX + group,
            layout.groupStart(group),
            layout.groupStart(group + 1),
            null,
            0)
        .write();
  }

  /** The class of a function that has run often enough to be split. */
  static byte[] hot(Layout layout, int function) {
    return new GroupCompiler(
            layout, Naming.hot(function), function, function + 1, Deferral.Form.HOT, 0)
        .write();
  }

  /** The same for what follows from the head of a loop on. */
  static byte[] resumed(Layout layout, int function, int loop) {
    return new GroupCompiler(
            layout,
            Naming.resumed(function, loop),
            function,
            function + 1,
            Deferral.Form.RESUMED,
            loop)
        .write();
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

  private static ClassWriter start(String name) {
    ClassWriter out = new ClassWriter(0);
    out.visit(
        Opcodes.V21,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        Naming.OBJECT,
        null);
    return out;
  }

  private byte @Nullable [] attempt() {
    ClassWriter out = start(own);
    further.clear();
    boolean complete = true;
    for (int function = start; function < end; function++) {
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
      further.forEach((name, more) -> layout.keep(name, more.toByteArray()));
      return out.toByteArray();
    } catch (ClassTooLargeException e) {
      if (!spread) {
        spread = true;
        return null;
      }
      missing.put(start, "it needs " + e.getConstantPoolCount() + " constants, the JVM has 65535");
      return null;
    }
  }

  private Shape read(int function) {
    Body body = Body.read(layout.code(function));
    List<JvmType> locals = List.of(FunctionCompiler.localTypes(layout, function));
    if (form == Deferral.Form.RESUMED) {
      return new Shape(new Flattener.Flat(Deferral.resumed(body, loop), locals));
    }
    Shape shape = new Shape(new Flattener.Flat(body, locals));
    boolean possible = form == null && Deferral.isPossible(layout, body, locals.size());
    shape.deferred = possible && FunctionCompiler.isLong(layout, body);
    shape.canBeDeferred = possible && !shape.deferred;
    return shape;
  }

  private Signature signature(int function) {
    Signature signature = layout.signature(function);
    return form == Deferral.Form.RESUMED
        ? signature.packedWith(FunctionCompiler.localTypes(layout, function))
        : signature;
  }

  /** Whether it stays as it is. */
  private boolean defined(ClassWriter out, int function) {
    try {
      Shape shape = shapes.get(function);
      if (shape == null) {
        shape = read(function);
        shapes.put(function, shape);
      }
      Deferral deferral = shape.deferred ? new Deferral(layout, own, function) : null;
      FunctionCompiler compiler =
          new FunctionCompiler(
              layout,
              classes(out, function),
              function,
              deferral == null ? form : Deferral.Form.COLD,
              signature(function),
              deferral,
              shape.source(),
              shape.plan);
      int largest = compiler.compile();
      if (deferral != null) {
        shape.deferred = deferral.fits(compiler.longest()) && largest != FunctionCompiler.UNKNOWN;
        if (shape.deferred) {
          deferral.write(out);
        }
        return shape.deferred;
      }
      if (largest <= layout.options.methodBytes()) {
        return true;
      }
      boolean ends = largest != FunctionCompiler.UNKNOWN;
      if (shape.canBeDeferred) {
        shape.canBeDeferred = false;
        shape.deferred = true;
        return false;
      }
      if (shape.settled && ends && compiler.longest() <= MOST_LOADABLE_BYTES) {
        return true;
      }
      if (shape.settled) {
        missing.put(
            function,
            ends
                ? "a method of "
                    + compiler.longest()
                    + " bytes is left after splitting, the JVM takes 65535"
                : "a method with too many locals is left after splitting");
      } else {
        splitAgain(shape, function, largest, compiler.longest());
      }
    } catch (UntranslatableException e) {
      missing.put(function, String.valueOf(e.getMessage()));
    } catch (DiagnosticException e) {
      missing.put(function, e.first().problem().message());
    } catch (StackOverflowError e) {
      missing.put(function, "its blocks lie too deep inside each other");
    }
    return false;
  }

  private FunctionCompiler.Classes classes(ClassWriter out, int function) {
    return new FunctionCompiler.Classes() {
      @Override
      public ClassVisitor of(SplitPlan.@Nullable Part part) {
        return part == null || !spread
            ? out
            : further.computeIfAbsent(name(part), GroupCompiler::start);
      }

      @Override
      public String name(SplitPlan.Part part) {
        return spread ? own + "_" + function + "_" + part.id() : own;
      }
    };
  }

  private void splitAgain(Shape shape, int function, int largest, int longest) {
    if (shape.tried == 0) {
      shape.wholeBytes = largest == FunctionCompiler.UNKNOWN ? 0 : largest;
    }
    int limit = layout.options.methodBytes();
    boolean fits = longest <= limit;
    if (shape.tried == 0
        || (fits && !shape.bestFits)
        || (fits == shape.bestFits && largest < shape.bestBytes)) {
      shape.best = shape.plan;
      shape.bestBytes = largest;
      shape.bestFits = fits;
    }
    Flattener.Flat flat = shape.flat;
    if (flat == null) {
      flat = Flattener.flatten(layout, function, shape.whole, limit / PIECES);
      shape.flat = flat;
    }
    if (shape.tried == 0) {
      choose(shape, function, flat, limit);
    }
    if (shape.tried < shape.choice.size()) {
      shape.plan = shape.choice.get(shape.tried);
    } else if (shape.tried < shape.choice.size() + AIMS.size()) {
      Aim aim = AIMS.get(shape.tried - shape.choice.size());
      shape.plan = plan(shape, function, flat, aim, limit);
    } else {
      shape.plan = shape.best;
      shape.settled = true;
    }
    shape.tried++;
  }

  private void choose(Shape shape, int function, Flattener.Flat flat, int limit) {
    if (shape.wholeBytes == 0 || shape.wholeBytes / limit >= MOST_WITH_CHOICE) {
      return;
    }
    record Choice(SplitPlan plan, long nesting) {}
    List<Choice> choices = new ArrayList<>();
    for (Aim aim : CHOICE) {
      SplitPlan plan = plan(shape, function, flat, aim, limit);
      choices.add(new Choice(plan, plan.nesting(flat.body())));
      if (choices.getLast().nesting() == 0) {
        break;
      }
    }
    shape.choice =
        choices.stream()
            .sorted(Comparator.comparingLong(Choice::nesting))
            .map(Choice::plan)
            .limit(2)
            .toList();
  }

  private SplitPlan plan(Shape shape, int function, Flattener.Flat flat, Aim aim, int limit) {
    return SplitPlanner.plan(
        layout,
        function,
        flat,
        shape.wholeBytes,
        (int) (aim.rest() * limit),
        (int) (aim.part() * limit));
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
      code.aload(1, Packing.OBJECTS);
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
    Signature signature = signature(function);
    MethodVisitor method =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            Deferral.name(function, form),
            layout.descriptor(signature),
            null,
            null);
    return new Code(method, new Object[0], Signature.METHOD_SLOTS);
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

    for (String method : List.of(Naming.CALL, Naming.CALL_TOO)) {
      Code code = SignatureClasses.startCall(out, method, signature, name);
      SignatureClasses.loadParams(code, signature);
      code.aload(0, name);
      code.getField(name, "instance", instance);
      if (layout.hasMemory) {
        code.dup();
        code.getField(
            Naming.INSTANCE, Layout.DATA_FIELD, Naming.descriptor(layout.shape(0).holder()));
      }
      code.invokeStatic(
          layout.ownerOf(function),
          Naming.FUNCTION_PREFIX + function,
          layout.descriptor(signature));
      SignatureClasses.returnCarrier(code, signature);
      code.end();
    }
    out.visitEnd();
    return out.toByteArray();
  }
}
