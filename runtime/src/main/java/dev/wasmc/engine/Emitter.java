package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Writes the code of values and of what surrounds calls into one method. */
final class Emitter {
  private static final String STORE_TYPE = Naming.descriptor(Naming.STORE);

  /** The slot of a local that is used in the array of a split function. */
  static final int IN_ARRAY = -1;

  private final Layout layout;
  private final Code code;
  private final int[] slots;
  private final BitSet through;
  private final int arrays;
  private final int instanceSlot;
  private final int memorySlot;
  private final int temporary;
  private final Facts facts;
  private final MemoryEmitter memory;
  private final InPlace inPlace;
  private boolean stale;

  /**
   * @param slots the JVM local of each wasm local, or {@link #IN_ARRAY}
   * @param through the wasm locals in JVM locals that are in the array as well
   * @param contextSlot of the instance, with memory behind it
   * @param arrays the slots of the arrays of a split function
   * @param inPlace how memory is accessed
   * @param facts over the wasm locals
   */
  Emitter(
      Layout layout,
      Code code,
      int[] slots,
      BitSet through,
      int contextSlot,
      int arrays,
      InPlace inPlace,
      Facts facts) {
    this.layout = layout;
    this.code = code;
    this.slots = slots;
    this.through = through;
    this.arrays = arrays;
    this.instanceSlot = contextSlot;
    this.memorySlot = contextSlot + 1;
    this.temporary = code.firstTemporary();
    this.facts = facts;
    this.inPlace = inPlace;
    this.memory = new MemoryEmitter(layout, code, this, inPlace);
  }

  Code code() {
    return code;
  }

  MemoryEmitter memory() {
    return memory;
  }

  Facts facts() {
    return facts;
  }

  private void getLocal(int local, JvmType type) {
    if (slots[local] == IN_ARRAY) {
      Packing.get(code, type, local, arrays, arrays + 1);
    } else {
      code.load(type, slots[local]);
    }
  }

  /** Takes the value from the JVM's stack. */
  void setLocal(int local, JvmType type) {
    if (slots[local] == IN_ARRAY) {
      code.store(type, temporary);
      Packing.put(code, type, temporary, local, arrays, arrays + 1);
    } else {
      code.store(type, slots[local]);
      if (through.get(local)) {
        Packing.put(code, type, slots[local], local, arrays, arrays + 1);
      }
    }
  }

  void instance() {
    code.aload(instanceSlot, Naming.INSTANCE);
  }

  void store() {
    instance();
    code.getField(Naming.INSTANCE_BASE, "store", STORE_TYPE);
  }

  /** The arguments that every function gets. */
  void context() {
    freshMemory();
    instance();
    if (layout.hasMemory) {
      loadMemory();
    }
  }

  /** What holds memory 0. */
  void loadMemory() {
    code.aload(memorySlot, layout.shape(0).holder());
  }

  /**
   * Looks for an interruption.
   *
   * @param point of a loop, or 0 at the start of a function
   */
  void poll(int point) {
    SharedMethods.poll(code, instanceSlot, inPlace.contains(point));
  }

  /** Something was called that may have replaced the array of memory 0. */
  void staleMemory() {
    stale = layout.moves;
  }

  /**
   * What follows relies on the locals that hold memory 0; to be called where code paths meet, too.
   */
  void freshMemory() {
    if (stale) {
      reloadMemory();
    }
  }

  private void reloadMemory() {
    stale = false;
    instance();
    code.getField(Naming.INSTANCE, Layout.DATA_FIELD, Naming.descriptor(layout.shape(0).holder()));
    code.astore(memorySlot);
  }

  /** The code reached next is not reached from here. */
  void forgetStaleness() {
    stale = false;
  }

  void emit(Node node) {
    Opcode op = node.op();
    if (op == null) {
      return;
    }
    switch (op) {
      case LOCAL_GET -> getLocal(node.index(), node.type());
      case I32_CONST -> code.iconst((int) node.constant());
      case I64_CONST -> code.lconst(node.constant());
      case F32_CONST -> code.fconst((int) node.constant());
      case F64_CONST -> code.dconst(node.constant());
      case REF_NULL -> code.nullReference(node.type());
      case REF_FUNC -> {
        instance();
        code.iconst(node.index());
        code.invokeVirtual(
            Naming.INSTANCE_BASE, "function", "(I)" + Naming.descriptor(Naming.FUNCTION));
      }
      case GLOBAL_GET -> globalGet(node.index(), node.type());
      case SELECT -> select(node);
      case MEMORY_SIZE -> memory.size(node.index());
      case I32_EQZ, I64_EQZ, REF_IS_NULL -> truth(node);
      default -> compute(node, op);
    }
  }

  private static Node first(Node node) {
    return Objects.requireNonNull(node.a());
  }

  private static Node second(Node node) {
    return Objects.requireNonNull(node.b());
  }

  private void compute(Node node, Opcode op) {
    switch (Lowering.of(op)) {
      case null -> memory.load(node, op);
      case Lowering.Instructions(List<Integer> opcodes) -> {
        operands(node);
        point(node);
        for (int opcode : opcodes) {
          code.insn(opcode);
        }
      }
      case Lowering.Call(String owner, String name) -> {
        operands(node);
        point(node);
        divideOrCall(node, op, owner, name);
      }
      case Lowering.Comparison comparison -> truth(node);
    }
  }

  /** A division by a constant that is neither 0 nor -1 is the JVM's. */
  private void divideOrCall(Node node, Opcode op, String owner, String name) {
    Node divisor = node.b();
    boolean harmless =
        divisor != null
            && divisor.isConstant()
            && divisor.constant() != 0
            && divisor.constant() != -1;
    if (op == Opcode.I32_DIV_S && harmless) {
      code.insn(Opcodes.IDIV);
    } else if (op == Opcode.I64_DIV_S && harmless) {
      code.insn(Opcodes.LDIV);
    } else {
      code.invokeStatic(owner, name, descriptor(op));
    }
  }

  /**
   * Of the JVM method for an instruction. The JDK counts shifts and rotations in ints; so do our
   * own methods where it matters.
   */
  private static String descriptor(Opcode op) {
    String signature = Objects.requireNonNull(op.signature());
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < signature.length(); i++) {
      char c = signature.charAt(i);
      out.append(c == ':' ? ")" : JvmType.ofLetter(c).descriptor);
    }
    return out.toString();
  }

  private void operands(Node node) {
    emit(first(node));
    if (node.b() != null) {
      emit(node.b());
    }
  }

  private void point(Node node) {
    if (node.point() > 0) {
      code.line(node.point());
    }
  }

  private void truth(Node node) {
    Label yes = new Label();
    Label join = new Label();
    jump(node, true, yes);
    Object[] before = code.snapshot();
    code.iconst(0);
    Object[] after = code.snapshot();
    code.jump(Opcodes.GOTO, join);
    code.label(yes, before);
    code.iconst(1);
    code.label(join, after);
  }

  /**
   * Jumps where the i32 of the node, as a truth value, is {@code sense}.
   *
   * <p>An opcode for jumps is turned into its opposite by flipping its lowest bit behind the first.
   */
  void jump(Node node, boolean sense, Label label) {
    Opcode op = node.op();
    if (op == Opcode.I32_EQZ) {
      jump(first(node), !sense, label);
      return;
    }
    if (op == Opcode.REF_IS_NULL) {
      emit(first(node));
      code.jump(sense ? Opcodes.IFNULL : Opcodes.IFNONNULL, label);
      return;
    }
    if (op == Opcode.I64_EQZ) {
      emit(first(node));
      code.lconst(0);
      code.insn(Opcodes.LCMP);
      code.jump(sense ? Opcodes.IFEQ : Opcodes.IFNE, label);
      return;
    }
    if (op != null && Lowering.of(op) instanceof Lowering.Comparison comparison) {
      compareAndJump(node, comparison, sense, label);
      return;
    }
    emit(node);
    code.jump(sense ? Opcodes.IFNE : Opcodes.IFEQ, label);
  }

  private void compareAndJump(
      Node node, Lowering.Comparison comparison, boolean sense, Label label) {
    int jump = sense ? comparison.jump() : opposite(comparison.jump());
    emit(first(node));
    Node right = second(node);
    boolean ints = comparison.prefix() == 0;
    if (ints && comparison.unsigned() == null && right.isConstant() && right.constant() == 0) {
      code.jump(jump, label);
      return;
    }
    emit(right);
    if (comparison.unsigned() != null) {
      String type = ints ? "I" : "J";
      code.invokeStatic(comparison.unsigned(), "compareUnsigned", "(" + type + type + ")I");
      code.jump(jump, label);
    } else if (ints) {
      code.jump(jump + (Opcodes.IF_ICMPEQ - Opcodes.IFEQ), label);
    } else {
      code.insn(comparison.prefix());
      code.jump(jump, label);
    }
  }

  private static int opposite(int jump) {
    return ((jump + 1) ^ 1) - 1;
  }

  private void select(Node node) {
    Node a = first(node);
    Node b = second(node);
    Node condition = Objects.requireNonNull(node.c());
    Label yes = new Label();
    Label join = new Label();
    if (a.isLeaf() && b.isLeaf()) {
      jump(condition, true, yes);
      Object[] before = code.snapshot();
      emit(b);
      code.jump(Opcodes.GOTO, join);
      code.label(yes, before);
      emit(a);
      code.label(join, with(before, node.type()));
      return;
    }
    emit(a);
    emit(b);
    jump(condition, true, yes);
    Object[] both = code.snapshot();
    both[both.length - 1] = node.type().frame;
    both[both.length - 2] = node.type().frame;
    code.swap();
    code.label(yes, both);
    code.drop();
  }

  private static Object[] with(Object[] types, JvmType type) {
    Object[] longer = java.util.Arrays.copyOf(types, types.length + 1);
    longer[types.length] = type.frame;
    return longer;
  }

  void memory(int memory) {
    instance();
    code.getField(Naming.INSTANCE, Layout.memoryField(memory), Naming.descriptor(Naming.MEMORY));
  }

  void table(int table) {
    instance();
    code.getField(Naming.INSTANCE, Layout.tableField(table), Naming.descriptor(Naming.TABLE));
  }

  private void globalCell(int global) {
    instance();
    if (layout.globalPlace(global) == Layout.GlobalPlace.CELL) {
      code.getField(Naming.INSTANCE, Layout.globalField(global), Naming.descriptor(Naming.GLOBAL));
    } else {
      code.iconst(global);
      code.invokeVirtual(Naming.INSTANCE_BASE, "global", "(I)" + Naming.descriptor(Naming.GLOBAL));
    }
  }

  private void globalGet(int global, JvmType type) {
    if (layout.globalPlace(global) == Layout.GlobalPlace.FIELD) {
      instance();
      code.getField(Naming.INSTANCE, Layout.globalField(global), type.descriptor);
      return;
    }
    globalCell(global);
    code.getField(
        Naming.GLOBAL,
        Global.field(type),
        type.isReference() ? JvmType.EXTERN.descriptor : type.descriptor);
    if (type == JvmType.FUNCTION) {
      code.cast(Naming.FUNCTION);
    }
  }

  /** The value may be on the stack already. */
  void globalSet(int global, Node value) {
    JvmType type = layout.globalType(global);
    boolean field = layout.globalPlace(global) == Layout.GlobalPlace.FIELD;
    boolean under = value.isOnStack();
    if (under) {
      code.store(type, temporary);
    }
    if (field) {
      instance();
    } else {
      globalCell(global);
    }
    if (under) {
      code.load(type, temporary);
    } else {
      emit(value);
    }
    if (field) {
      code.putField(Naming.INSTANCE, Layout.globalField(global), type.descriptor);
    } else {
      code.putField(
          Naming.GLOBAL,
          Global.field(type),
          type.isReference() ? JvmType.EXTERN.descriptor : type.descriptor);
    }
  }
}
