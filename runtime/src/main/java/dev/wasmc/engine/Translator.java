package dev.wasmc.engine;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** The head of a loop, where code may leave the method for one that goes on there. */
    void round(int loop, int operands);

    /** The results of the function are on the stack, alone or above others. */
    void returnResults();

    /** Keeps what a branch out of the range carries, from slots. */
    void carryOut(JvmType[] types, int[] slots);

    /** Puts on the stack what a branch out of a part carried. */
    void carryIn(JvmType[] types);

    /** A branch out of the range, the stack being empty. */
    void branchOut(int target);

    /**
     * Where branches out of the range meet, with the number of the target on the stack; null where
     * there is no such place.
     */
    @Nullable Label outward();

    /** Returns what an inner part has kept. */
    void passReturnOn();

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
  private final Map<Integer, Label> entries = new HashMap<>();
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
        if (!live) {
          emitter.forgetStaleness();
        }
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
      if (self != null && self.isCase()) {
        chargeAt(to);
      }
      exits.fallThrough();
    }
  }

  /** The label before the call of a part with several entries, with the number on the stack. */
  private Label entry(SplitPlan.Part part) {
    return entries.computeIfAbsent(part.id(), id -> new Label());
  }

  /** Puts the number of the entry on the stack: 0 from here, else of a block that ends there. */
  private void chooseEntry(SplitPlan.Part part) {
    emitter.freshMemory();
    Label call = entry(part);
    code.iconst(0);
    code.jump(Opcodes.GOTO, call);
    int known = emitter.facts().position();
    for (int block : part.closed()) {
      Control control = controls.removeLast();
      if (control.at != block) {
        throw new IllegalStateException("block " + block + " is not the innermost");
      }
      if (control.used || control.entered) {
        known = Math.min(known, control.factsAtLabel);
      }
      if (control.used) {
        code.label(control.label, new Object[0]);
        code.iconst(plan.number(block));
        code.jump(Opcodes.GOTO, call);
      }
    }
    facts(known);
    code.label(call, new Object[] {Opcodes.INTEGER});
  }

  /** The start of a part that has several entries; the number is on the stack. */
  void enter(SplitPlan.Part part) {
    Ways ways = new Ways(code);
    JvmType[] nothing = new JvmType[0];
    Object[] none = new Object[0];
    for (int block : part.closed().reversed()) {
      Control control = new Control(Opcode.BLOCK, block, 0, nothing, nothing, none, none, 0);
      controls.add(control);
      SplitPlan.Part inner = plan.closing(block, part);
      if (inner == null) {
        leave(control);
        ways.jump(plan.number(block), control.label);
      } else {
        enter(control, inner, plan.number(block), ways);
      }
    }
    ways.behind();
    ways.emit();
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
    Object[] all = Arrays.copyOf(below, below.length + above.length);
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
      emitter.poll(body.point(at));
    }
    exits.round(at, stack.size());
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
      if (control.used || control.entered) {
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
      land(control);
      code.label(control.label, control.labelTypes);
      live = true;
    }
    if (live) {
      stack.truncate(control.height);
      stack.pushed(control.results);
    }
  }

  /**
   * Here, not where the jump is: no jump leads back with operands on the stack, since HotSpot
   * cannot go over to compiled code there.
   */
  private void land(Control control) {
    if (control.landing == null) {
      return;
    }
    if (live) {
      code.jump(Opcodes.GOTO, control.label);
    }
    code.label(control.landing, new Object[0]);
    exits.carryIn(control.carried());
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
    Ways ways = new Ways(code, stack.frameTypes(stack.size()));
    int[] numbers = BranchTable.isLong(depths.length) ? longTable(depths, ways) : null;
    if (numbers == null) {
      for (int i = 0; i < depths.length; i++) {
        shortWay(depths[i], i, ways);
      }
      ways.emitTable();
    } else {
      BranchTable.emit(code, numbers);
      ways.emit();
    }
    die();
  }

  private void shortWay(int depth, int number, Ways ways) {
    if (isDirect(depth)) {
      Control target = controls.get(controls.size() - 1 - depth);
      leave(target);
      ways.jump(number, target.label);
    } else {
      ways.stub(number, depth, () -> branch(depth));
    }
  }

  /** The numbers of all targets, or null where they are too many. */
  private int @Nullable [] longTable(int[] depths, Ways ways) {
    int[] numbers = new int[depths.length];
    int[] targets = body.targets(at);
    Map<Integer, Integer> known = new LinkedHashMap<>();
    for (int i = 0; i < depths.length; i++) {
      int next = plan.isEmpty() ? known.size() : plan.number(targets[i]);
      Integer number = known.putIfAbsent(depths[i], next);
      numbers[i] = number == null ? next : number;
      if (numbers[i] > Character.MAX_VALUE) {
        return null;
      }
    }
    known.forEach((depth, number) -> longWay(depth, number, ways));
    return numbers;
  }

  private void longWay(int depth, int number, Ways ways) {
    if (!isDirect(depth)) {
      ways.stub(number, depth, () -> branch(depth));
      return;
    }
    Control target = controls.get(controls.size() - 1 - depth);
    SplitPlan.Part part = plan.closing(target.at, self);
    if (part != null && stack.size() == 0) {
      enter(target, part, number, ways);
    } else {
      leave(target);
      ways.jump(number, target.label);
    }
  }

  private void enter(Control target, SplitPlan.Part part, int number, Ways ways) {
    target.entered = true;
    target.factsAtLabel = Math.min(target.factsAtLabel, emitter.facts().position());
    ways.keeping(number, entry(part));
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
   * Branches that a part asks its caller for, by the number on the stack: the operand stack is
   * empty, and nothing is carried.
   */
  void goOn(List<Integer> targets, boolean behind) {
    Ways ways = new Ways(code);
    if (behind) {
      ways.behind();
    }
    for (int target : targets) {
      goOn(target, plan.number(target), ways);
    }
    ways.emit();
  }

  private void goOn(int target, int number, Ways ways) {
    Control control = open(target);
    SplitPlan.Part part = control == null ? null : plan.closing(target, self);
    Label outward = control == null && target != Body.FUNCTION ? exits.outward() : null;
    if (control != null && part != null) {
      enter(control, part, number, ways);
    } else if (outward != null) {
      ways.keeping(number, outward);
    } else {
      ways.stub(number, number, () -> branchTo(target));
    }
  }

  /** Likewise, one. */
  void branchTo(int target) {
    Control control = open(target);
    if (target == Body.FUNCTION) {
      exits.passReturnOn();
    } else if (control == null) {
      exits.branchOut(target);
    } else {
      exits.carryIn(control.carried());
      code.jump(Opcodes.GOTO, control.label);
      leave(control);
    }
  }

  /**
   * Counts as a branch to a structured instruction, the operand stack being empty, and gives what
   * writes it, anywhere in the method.
   */
  Runnable branchLater(int target) {
    Control control = open(target);
    if (control == null) {
      return () -> branchTo(target);
    }
    leave(control);
    if (control.carried().length == 0) {
      return () -> code.jump(Opcodes.GOTO, control.label);
    }
    Label landing = control.landing == null ? new Label() : control.landing;
    control.landing = landing;
    return () -> code.jump(Opcodes.GOTO, landing);
  }

  /** Whether it is a structured instruction that was begun here and has no end yet. */
  boolean isOpen(int target) {
    return open(target) != null;
  }

  private @Nullable Control open(int target) {
    int low = 0;
    int high = controls.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = controls.get(middle).at;
      if (found == target) {
        return controls.get(middle);
      }
      if (found < target) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }
}
