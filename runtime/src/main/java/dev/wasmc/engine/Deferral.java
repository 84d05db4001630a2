package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts off what it costs to split a function: one that runs rarely stays whole, in the interpreter.
 *
 * <p>Method {@code f12} leads to {@code f12_cold}, which counts its calls and the rounds of its
 * loops; once there were many, to {@code f12_hot} in a class of its own, which is split. A loop
 * that is running by then goes on in {@code f12_resumed}, again in a class of its own: what follows
 * from the head of the loop on, as a function whose parameters are all locals.
 */
final class Deferral {
  private static final String COUNT = "n";

  /** What resumes gets some code to take the locals over. */
  private static final int MOST_BYTES = 50_000;

  /** So that a method is left before HotSpot's compilers look at it: after 200 calls. */
  private static final int ROUNDS_OF_A_CALL = 10;

  private static final int MOST_LOCALS = 500;

  private final Layout layout;
  private final String owner;
  private final int function;
  private boolean impossible;

  /**
   * @param owner the internal name of the class with the methods
   */
  Deferral(Layout layout, String owner, int function) {
    this.layout = layout;
    this.owner = owner;
    this.function = function;
  }

  /** Which of the methods of a function that is not simply translated. */
  enum Form {
    COLD,
    HOT,
    RESUMED;

    /** Behind the name of the function's method; as a part's is. */
    String suffix() {
      return switch (this) {
        case COLD -> "_cold";
        case HOT -> "_hot";
        case RESUMED -> "_resumed";
      };
    }
  }

  /** The name of a function's method. */
  static String name(int function, @Nullable Form form) {
    return Naming.FUNCTION_PREFIX + function + (form == null ? "" : form.suffix());
  }

  /**
   * Whether most of a function is in loops, as Go has it, where it pays; and a loop that runs can
   * be left at its head for another method that goes on there. Not from inside of another loop:
   * what the outer one repeats is not behind the head of the inner.
   */
  static boolean isPossible(Layout layout, Body body, int locals) {
    EngineOptions options = layout.options;
    if (options.splitAfter() == 0 || options.fuel() || locals > MOST_LOCALS) {
      return false;
    }
    int inLoops = 0;
    BitSet loops = body.loops();
    for (int at = loops.nextSetBit(0); at >= 0; at = loops.nextSetBit(at + 1)) {
      if (!isResumable(layout, body, at)) {
        return false;
      }
      inLoops += body.end(at) - at;
    }
    return inLoops > body.count() / 2;
  }

  private static boolean isResumable(Layout layout, Body body, int loop) {
    for (int at = loop; at != Body.FUNCTION; at = body.parent(at)) {
      boolean isLoop = body.op(at) == Opcode.LOOP;
      if (isLoop != (at == loop) || layout.params(body.blockType(at)).length > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the whole function can be a method. */
  boolean fits(int bytes) {
    return !impossible && bytes <= MOST_BYTES;
  }

  /** What follows from the head of a loop on. */
  static Body resumed(Body body, int loop) {
    Body rest = Body.empty();
    BitSet enclosing = new BitSet();
    for (int at = body.parent(loop); at != Body.FUNCTION; at = body.parent(at)) {
      enclosing.set(at);
    }
    enclosing.stream().forEach(at -> rest.appendBlock(body, at));
    for (int at = loop; at < body.count(); at++) {
      if (body.op(at) == Opcode.ELSE && enclosing.get(body.opener(at))) {
        at = body.endOfElse(at);
      }
      rest.append(body, at);
    }
    return rest;
  }

  private String counter() {
    return COUNT + function;
  }

  private void count(Code code, int rounds) {
    code.getStatic(owner, counter(), "I");
    code.iconst(rounds);
    code.insn(Opcodes.IADD);
    code.dup();
    code.putStatic(owner, counter(), "I");
  }

  /** At the start of the cold method. */
  void call(Code code) {
    count(code, ROUNDS_OF_A_CALL);
    code.drop();
  }

  /**
   * At the head of a loop.
   *
   * @param operands how many are on the stack
   * @param slots of the locals, negative for those that are not used
   */
  void round(Emitter emitter, int loop, int operands, int[] slots, JvmType[] locals) {
    if (operands > 0) {
      impossible = true;
      return;
    }
    Code code = emitter.code();
    Label goOn = new Label();
    count(code, 1);
    code.iconst(layout.options.splitAfter());
    code.jump(Opcodes.IF_ICMPLT, goOn);
    int arrays = code.firstTemporary();
    code.iconst(locals.length);
    code.newLongs();
    code.astore(arrays);
    code.iconst(Arrays.stream(locals).anyMatch(JvmType::isReference) ? locals.length : 0);
    code.newObjects();
    code.astore(arrays + 1);
    for (int i = 0; i < locals.length; i++) {
      if (slots[i] >= 0) {
        Packing.put(code, locals[i], slots[i], i, arrays, arrays + 1);
      }
    }
    code.aload(arrays, "[J");
    code.aload(arrays + 1, Packing.OBJECTS);
    emitter.context();
    Signature own = layout.signature(function);
    code.invokeStatic(
        Naming.resumed(function, loop),
        name(function, Form.RESUMED),
        layout.descriptor(own.packedWith(locals)));
    SignatureClasses.returnCarrier(code, own);
    code.label(goOn, new Object[0]);
  }

  /** Writes what leads to the cold method or to the hot one. */
  void write(ClassVisitor out) {
    out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, counter(), "I", null, null).visitEnd();
    Signature signature = layout.signature(function);
    MethodVisitor method =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            name(function, null),
            layout.descriptor(signature),
            null,
            null);
    Object[] frame = layout.frame(signature);
    Code code = new Code(method, frame, Signature.METHOD_SLOTS);
    Label hot = new Label();
    code.getStatic(owner, counter(), "I");
    code.iconst(layout.options.splitAfter());
    code.jump(Opcodes.IF_ICMPGE, hot);
    pass(code, signature, owner, Form.COLD);
    code.label(hot, new Object[0]);
    pass(code, signature, Naming.hot(function), Form.HOT);
    code.end();
  }

  private void pass(Code code, Signature signature, String to, Form form) {
    int slot = 0;
    for (Object type : layout.frame(signature)) {
      slot = code.loadFrame(type, slot);
    }
    code.invokeStatic(to, name(function, form), layout.descriptor(signature));
    SignatureClasses.returnCarrier(code, signature);
  }
}
