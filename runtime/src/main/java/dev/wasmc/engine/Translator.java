package dev.wasmc.engine;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Translates a range of a function's instructions into a method: the whole function, or a part that
 * was moved out.
 *
 * <p>Wasm locals are JVM locals and the wasm operand stack is the JVM's, except that values stay
 * trees ({@link Node}) until an effect, a label or a use needs them; so comparisons melt into
 * jumps, and addresses keep their base. What is on the JVM's stack is always at the bottom, the
 * trees are above. Code that cannot be reached is skipped.
 */
final class Translator {
  /** Deeper nests of loops are not searched for what they assign: all is taken to change. */
  private static final int MOST_LOOP_SEARCHES = 6;

  /** How a translation leaves its method: a function and its parts differ in that. */
  interface Exits {
    /** The results of the function are on the stack, alone or above others. */
    void returnResults();

    /** Keeps what a branch out of the range carries, from slots. */
    void carryOut(JvmType[] types, int[] slots);

    /** Puts on the stack what a branch out of a part carried. */
    void carryIn(JvmType[] types);

    /** A branch out of the range, the stack being empty. */
    void branchOut(int target);

    /** The end of the range is reached. */
    void fallThrough();
  }

  private final Layout layout;
  private final Body body;
  private final Emitter emitter;
  private final Code code;
  private final JvmType[] localTypes;
  private final Exits exits;
  private final SplitPlan plan;
  private final PartCaller parts;
  private final boolean segments;
  private final SplitPlan.@Nullable Part self;
  private final OperandStack stack;
  private final EffectTranslator effects;
  private final List<Control> controls = new ArrayList<>();
  private boolean live = true;
  private int loops;
  private int at;

  /** Writes a call of a moved-out part. */
  interface PartCaller {
    void call(SplitPlan.Part part, Translator translator);
  }

  Translator(
      Layout layout,
      Body body,
      Emitter emitter,
      JvmType[] localTypes,
      SplitPlan plan,
      SplitPlan.@Nullable Part self,
      PartCaller parts,
      Exits exits) {
    this.layout = layout;
    this.body = body;
    this.emitter = emitter;
    this.code = emitter.code();
    this.stack = new OperandStack(emitter);
    this.effects = new EffectTranslator(layout, body, emitter, stack);
    this.localTypes = localTypes;
    this.plan = plan;
    this.self = self;
    this.parts = parts;
    this.exits = exits;
    this.segments = layout.options.fuel();
  }

  /**
   * Translates the instructions of a range.
   *
   * @param from an instruction before which the operand stack is empty
   */
  void range(int from, int to) {
    chargeAt(from);
    for (at = from; at < to; ) {
      SplitPlan.Part part = plan.startingAt(at, self);
      if (part != null && live) {
        stack.flush();
        if (!part.closed().isEmpty()) {
          chooseEntry(part);
        }
        parts.call(part, this);
        at = part.to();
        live = part.fallsThrough();
        if (at < to) {
          chargeAt(at);
        }
        continue;
      }
      at = instruction(body.op(at));
      if (at < to) {
        chargeAt(at);
      }
    }
    if (live) {
      stack.flush();
      exits.fallThrough();
    }
  }

  /**
   * Puts the number of the entry on the stack: 0 from here, then one for each block that ends in
   * the part.
   */
  private void chooseEntry(SplitPlan.Part part) {
    emitter.freshMemory();
    Label call = new Label();
    code.iconst(0);
    code.jump(Opcodes.GOTO, call);
    int known = emitter.facts().position();
    int entry = 0;
    for (int block : part.closed()) {
      Control control = controls.removeLast();
      if (control.at != block) {
        throw new IllegalStateException("block " + block + " is not the innermost");
      }
      entry++;
      if (control.used) {
        known = Math.min(known, control.factsAtLabel);
        code.label(control.label, new Object[0]);
        code.iconst(entry);
        code.jump(Opcodes.GOTO, call);
      }
    }
    facts(known);
    code.label(call, new Object[] {Opcodes.INTEGER});
  }

  /** The start of a part that has several entries; the number is on the stack. */
  void enter(SplitPlan.Part part) {
    List<Integer> closed = part.closed();
    Label[] entries = new Label[closed.size()];
    for (int i = closed.size() - 1; i >= 0; i--) {
      JvmType[] nothing = new JvmType[0];
      Control control =
          new Control(
              Opcode.BLOCK, closed.get(i), 0, nothing, nothing, new Object[0], new Object[0], 0);
      controls.add(control);
      leave(control);
      entries[i] = control.label;
    }
    Label start = new Label();
    Label[] all = new Label[entries.length + 1];
    all[0] = start;
    System.arraycopy(entries, 0, all, 1, entries.length);
    code.tableSwitch(all, start);
    code.label(start, new Object[0]);
  }

  private static boolean endsSegment(Opcode op) {
    return switch (op) {
      case LOOP, IF, ELSE, END, BR, BR_IF, BR_TABLE, RETURN, UNREACHABLE -> true;
      default -> false;
    };
  }

  /**
   * Takes fuel for what is executed up to the next place where control may part or meet, where such
   * a stretch starts. Parts that start or end in the middle of one change nothing.
   */
  private void chargeAt(int from) {
    boolean starts = from == 0 || endsSegment(body.op(from - 1));
    if (!segments || !live || !starts || plan.startingAt(from, self) != null) {
      return;
    }
    int count = 0;
    for (int i = from; i < body.count(); i++) {
      if (!body.isAdded(i)) {
        count++;
      }
      if (endsSegment(body.op(i))) {
        break;
      }
    }
    if (count > 0) {
      emitter.store();
      code.iconst(count);
      code.invokeVirtual(Naming.STORE, "charge", "(I)V");
    }
  }

  private int instruction(Opcode op) {
    if (!live) {
      return dead(op);
    }
    switch (op) {
      case NOP -> {}
      case BLOCK -> block();
      case LOOP -> loop();
      case IF -> branchOnIf();
      case ELSE -> otherwise();
      case END -> end();
      case UNREACHABLE -> {
        stack.settle();
        code.line(body.point(at));
        code.invokeStatic(
            Naming.TRAPS, "unreachable", "()" + Naming.descriptor(Naming.TRAP_EXCEPTION));
        code.insn(Opcodes.ATHROW);
        die();
      }
      case BR -> {
        stack.flush();
        branch(body.index(at));
        die();
      }
      case BR_IF -> branchIf();
      case BR_TABLE -> branchTable();
      case RETURN -> {
        stack.flush();
        exits.returnResults();
        die();
      }
      case LOCAL_GET -> stack.push(Node.local(localTypes[body.index(at)], body.index(at)));
      case LOCAL_SET -> set(body.index(at));
      case LOCAL_TEE -> {
        int local = body.index(at);
        set(local);
        stack.push(Node.local(localTypes[local], local));
      }
      case DROP -> {
        Node node = stack.pop();
        if (node.isOnStack() || node.delicate()) {
          stack.settle();
          emitter.emit(node);
          code.drop();
        }
      }
      default -> value(op);
    }
    return at + 1;
  }

  private void die() {
    live = false;
    emitter.forgetStaleness();
  }

  private void set(int local) {
    Node value = stack.pop();
    stack.settleFor(local, value);
    emitter.emit(value);
    emitter.setLocal(local, localTypes[local]);
    Facts facts = emitter.facts();
    if (value.isLocal() && value.index() == local) {
      return;
    }
    facts.assigned(local);
    if (value.isLocal()) {
      facts.learn(local, facts.reach(value.index()));
    }
  }

  // Values

  private void value(Opcode op) {
    switch (op) {
      case I32_CONST -> stack.push(Node.constant(JvmType.INT, body.constant(at)));
      case I64_CONST -> stack.push(Node.constant(JvmType.LONG, body.constant(at)));
      case F32_CONST -> stack.push(Node.constant(JvmType.FLOAT, body.constant(at)));
      case F64_CONST -> stack.push(Node.constant(JvmType.DOUBLE, body.constant(at)));
      case REF_NULL -> stack.push(Node.constant(JvmType.of(body.valTypes(at).getFirst()), 0));
      case REF_FUNC -> leaf(op, JvmType.FUNCTION, false);
      case GLOBAL_GET ->
          leaf(
              op,
              layout.globalType(body.index(at)),
              layout.valid.globals().get(body.index(at)).mutable());
      case MEMORY_SIZE -> leaf(op, JvmType.INT, true);
      case REF_IS_NULL -> {
        Node reference = stack.pop();
        stack.push(Node.of(op, JvmType.INT, 0, 0, 0, false, reference, null, null));
      }
      case SELECT, SELECT_T -> {
        Node condition = stack.pop();
        Node b = stack.pop();
        Node a = stack.pop();
        stack.push(Node.of(Opcode.SELECT, a.type(), 0, 0, 0, false, a, b, condition));
      }
      case GLOBAL_SET -> {
        Node value = stack.pop();
        stack.settle();
        emitter.globalSet(body.index(at), value);
      }
      case CALL -> effects.call(at);
      case CALL_INDIRECT -> effects.callIndirect(at);
      default -> {
        String signature = op.signature();
        if (signature == null || Lowering.of(op) == null) {
          effects.special(op, at);
        } else {
          compute(op, signature);
        }
      }
    }
  }

  private void leaf(Opcode op, JvmType type, boolean delicate) {
    stack.push(Node.of(op, type, 0, body.index(at), 0, delicate, null, null, null));
  }

  private void compute(Opcode op, String signature) {
    int colon = signature.indexOf(':');
    Node b = colon == 2 ? stack.pop() : null;
    Node a = stack.pop();
    JvmType type = JvmType.ofLetter(signature.charAt(colon + 1));
    int point = body.point(at);
    stack.push(Node.of(op, type, 0, 0, point, point > 0, a, b, null));
  }

  // Control

  private Control open(Opcode op) {
    BlockType type = body.blockType(at);
    JvmType[] params = layout.params(type);
    JvmType[] results = layout.results(type);
    int height = stack.size() - params.length;
    Object[] below = stack.frameTypes(height);
    Control control =
        new Control(
            op,
            at,
            height,
            params,
            results,
            join(below, params),
            join(below, op == Opcode.LOOP ? params : results),
            emitter.facts().position());
    controls.add(control);
    return control;
  }

  private static Object[] join(Object[] below, JvmType[] above) {
    Object[] all = java.util.Arrays.copyOf(below, below.length + above.length);
    for (int i = 0; i < above.length; i++) {
      all[below.length + i] = above[i].frame;
    }
    return all;
  }

  private void block() {
    stack.flush();
    open(Opcode.BLOCK);
  }

  private void loop() {
    stack.flush();
    emitter.freshMemory();
    Control control = open(Opcode.LOOP);
    Facts facts = emitter.facts();
    if (++loops > MOST_LOOP_SEARCHES) {
      facts.assignedAll();
    } else {
      BitSet assigned = new BitSet();
      body.assigned(at, body.end(at), assigned);
      assigned.stream().forEach(facts::assigned);
    }
    code.label(control.label, control.labelTypes);
    if (layout.options.interruptible()) {
      code.line(body.point(at));
      poll();
    }
  }

  /** Looks for an interruption. */
  void poll() {
    emitter.store();
    code.invokeVirtual(Naming.STORE, "poll", "()V");
  }

  private void branchOnIf() {
    Node condition = stack.pop();
    stack.flush();
    emitter.freshMemory();
    Control control = open(Opcode.IF);
    emitter.jump(condition, false, control.otherwise);
    control.factsAtStart = emitter.facts().position();
  }

  private void otherwise() {
    Control control = controls.getLast();
    if (live) {
      stack.flush();
      emitter.freshMemory();
      code.jump(Opcodes.GOTO, control.label);
      leave(control);
    }
    startElse(control);
  }

  private void startElse(Control control) {
    control.hasElse = true;
    facts(control.factsAtStart);
    stack.truncate(control.height);
    stack.pushed(control.params);
    emitter.forgetStaleness();
    code.label(control.otherwise, control.startTypes);
    live = true;
  }

  private void leave(Control control) {
    control.used = true;
    control.factsAtLabel = Math.min(control.factsAtLabel, emitter.facts().position());
  }

  /** Forgets what was learnt since; all labels that are still open lose it too. */
  private void facts(int position) {
    emitter.facts().backTo(position);
    for (Control control : controls) {
      if (control.used) {
        control.factsAtLabel = Math.min(control.factsAtLabel, position);
      }
    }
  }

  private void end() {
    if (controls.isEmpty()) {
      // The end of the function, also where nothing branches there.
      stack.flush();
      exits.returnResults();
      die();
      return;
    }
    Control control = controls.removeLast();
    if (control.op == Opcode.LOOP) {
      loops--;
    }
    if (live) {
      stack.flush();
      emitter.freshMemory();
    }
    if (control.op == Opcode.IF && !control.hasElse) {
      if (live) {
        leave(control);
        // Both ways lead to what follows, with the parameters as results.
      }
      emitter.forgetStaleness();
      code.label(control.otherwise, control.startTypes);
      control.used = true;
      control.factsAtLabel = Math.min(control.factsAtLabel, control.factsAtStart);
      live = true;
    }
    boolean joined = control.op != Opcode.LOOP && control.used;
    if (joined) {
      if (live) {
        control.factsAtLabel = Math.min(control.factsAtLabel, emitter.facts().position());
      }
      facts(Math.min(control.factsAtLabel, emitter.facts().position()));
      emitter.forgetStaleness();
      code.label(control.label, control.labelTypes);
      live = true;
    }
    if (live) {
      stack.truncate(control.height);
      stack.pushed(control.results);
    }
  }

  private void branch(int depth) {
    int local = controls.size();
    if (depth >= local) {
      int target = body.target(at, depth);
      if (target == Body.FUNCTION) {
        exits.returnResults();
      } else {
        branchOut(target);
      }
      return;
    }
    Control target = controls.get(local - 1 - depth);
    emitter.freshMemory();
    dropSurplus(target);
    code.jump(Opcodes.GOTO, target.label);
    leave(target);
  }

  private void branchOut(int target) {
    int carried = carried(target).length;
    int base = stack.size() - carried;
    int[] slots = stack.spill(base, stack.size());
    for (int i = base; i > 0; i--) {
      code.drop();
    }
    exits.carryOut(carried(target), slots);
    exits.branchOut(target);
  }

  /** What a branch to a structured instruction carries. */
  private JvmType[] carried(int target) {
    return layout.carried(body, target);
  }

  private boolean hasSurplus(Control target) {
    return stack.size() - target.carried().length > target.height;
  }

  private void dropSurplus(Control target) {
    if (!hasSurplus(target)) {
      return;
    }
    int carried = target.carried().length;
    int base = stack.size() - carried;
    int[] slots = stack.spill(base, stack.size());
    for (int i = base; i > target.height; i--) {
      code.drop();
    }
    for (int i = 0; i < carried; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
    }
  }

  /** Whether a branch is a plain jump. */
  private boolean isDirect(int depth) {
    return depth < controls.size() && !hasSurplus(controls.get(controls.size() - 1 - depth));
  }

  private void branchIf() {
    Node condition = stack.pop();
    stack.flush();
    emitter.freshMemory();
    int depth = body.index(at);
    if (isDirect(depth)) {
      Control target = controls.get(controls.size() - 1 - depth);
      emitter.jump(condition, true, target.label);
      leave(target);
      return;
    }
    Label stay = new Label();
    emitter.jump(condition, false, stay);
    Object[] types = stack.frameTypes(stack.size());
    branch(depth);
    emitter.forgetStaleness();
    code.label(stay, types);
  }

  private void branchTable() {
    Node index = stack.pop();
    stack.flush();
    emitter.freshMemory();
    emitter.emit(index);
    int[] depths = body.labels(at);
    Object[] types = stack.frameTypes(stack.size());
    java.util.Map<Integer, Label> stubs = new java.util.LinkedHashMap<>();
    Label[] labels = new Label[depths.length - 1];
    Label other = new Label();
    for (int i = 0; i < depths.length; i++) {
      Label label;
      if (isDirect(depths[i])) {
        Control target = controls.get(controls.size() - 1 - depths[i]);
        leave(target);
        label = target.label;
      } else {
        label = stubs.computeIfAbsent(depths[i], depth -> new Label());
      }
      if (i < labels.length) {
        labels[i] = label;
      } else {
        other = label;
      }
    }
    if (labels.length == 0) {
      code.drop();
      code.jump(Opcodes.GOTO, other);
    } else {
      code.tableSwitch(labels, other);
    }
    stubs.forEach((depth, label) -> {
      code.label(label, types);
      branch(depth);
    });
    die();
  }

  // Unreachable code

  private int dead(Opcode op) {
    switch (op) {
      case BLOCK, LOOP, IF -> {
        return body.end(at) + 1;
      }
      case ELSE -> startElse(controls.getLast());
      case END -> {
        if (!controls.isEmpty()) {
          end();
        }
      }
      default -> {}
    }
    return at + 1;
  }

  Emitter emitter() {
    return emitter;
  }

  /**
   * A branch that a part asks its caller for: the operand stack is empty, and nothing is carried.
   */
  void branchTo(int target) {
    for (Control control : controls) {
      if (control.at == target) {
        exits.carryIn(control.carried());
        code.jump(Opcodes.GOTO, control.label);
        leave(control);
        return;
      }
    }
    exits.branchOut(target);
  }
}
