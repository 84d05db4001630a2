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
  private final List<Node> stack = new ArrayList<>();
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
    charge(from, to);
    for (at = from; at < to; ) {
      SplitPlan.Part part = plan.startingAt(at, self);
      if (part != null && live) {
        flush();
        if (!part.closed().isEmpty()) {
          chooseEntry(part);
        }
        parts.call(part, this);
        at = part.to();
        live = part.fallsThrough();
        charge(at, to);
        continue;
      }
      int next = instruction(body.op(at));
      if (segments && live && endsSegment(body.op(at))) {
        charge(next, to);
      }
      at = next;
    }
    if (live) {
      flush();
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

  /** Takes fuel for what is executed up to the next place where control may part or meet. */
  private void charge(int from, int to) {
    if (!segments || !live) {
      return;
    }
    int count = 0;
    for (int i = from; i < to; ) {
      if (plan.startingAt(i, self) != null) {
        break;
      }
      count++;
      if (endsSegment(body.op(i++))) {
        break;
      }
    }
    if (count > 0) {
      emitter.store();
      code.iconst(count);
      code.invokeVirtual(Naming.STORE, "charge", "(I)V");
    }
  }

  // The operand stack

  private void push(Node node) {
    if (node.needsStack() || node.weight() > Node.MAX_WEIGHT) {
      flush();
      emitter.emit(node);
      stack.add(Node.onStack(node.type()));
    } else {
      stack.add(node);
    }
  }

  private Node pop() {
    return stack.removeLast();
  }

  private void pushed(JvmType[] types) {
    for (JvmType type : types) {
      stack.add(Node.onStack(type));
    }
  }

  private void truncate(int height) {
    while (stack.size() > height) {
      stack.removeLast();
    }
  }

  /** Writes the code of all values. */
  void flush() {
    flush(stack.size());
  }

  private void flush(int below) {
    for (int i = 0; i < below; i++) {
      Node node = stack.get(i);
      if (!node.isOnStack()) {
        emitter.emit(node);
        stack.set(i, Node.onStack(node.type()));
      }
    }
  }

  /** Before an effect without a result, its operands taken off. */
  private void settle() {
    for (int i = stack.size(); i > 0; i--) {
      if (stack.get(i - 1).delicate()) {
        flush(i);
        return;
      }
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
        settle();
        code.line(body.point(at));
        code.invokeStatic(
            Naming.TRAPS, "unreachable", "()" + Naming.descriptor(Naming.TRAP_EXCEPTION));
        code.insn(Opcodes.ATHROW);
        die();
      }
      case BR -> {
        flush();
        branch(body.index(at));
        die();
      }
      case BR_IF -> branchIf();
      case BR_TABLE -> branchTable();
      case RETURN -> {
        flush();
        exits.returnResults();
        die();
      }
      case LOCAL_GET -> push(Node.local(localTypes[body.index(at)], body.index(at)));
      case LOCAL_SET -> set(body.index(at));
      case LOCAL_TEE -> {
        int local = body.index(at);
        set(local);
        push(Node.local(localTypes[local], local));
      }
      case DROP -> {
        Node node = pop();
        if (node.isOnStack() || node.delicate()) {
          settle();
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
    Node value = pop();
    for (int i = stack.size(); i > 0; i--) {
      Node below = stack.get(i - 1);
      if (below.reads(local) || (below.delicate() && value.delicate())) {
        flush(i);
        break;
      }
    }
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
      case I32_CONST -> push(Node.constant(JvmType.INT, body.constant(at)));
      case I64_CONST -> push(Node.constant(JvmType.LONG, body.constant(at)));
      case F32_CONST -> push(Node.constant(JvmType.FLOAT, body.constant(at)));
      case F64_CONST -> push(Node.constant(JvmType.DOUBLE, body.constant(at)));
      case REF_NULL -> push(Node.constant(JvmType.of(body.valTypes(at).getFirst()), 0));
      case REF_FUNC -> leaf(op, JvmType.FUNCTION, false);
      case GLOBAL_GET ->
          leaf(
              op,
              layout.globalType(body.index(at)),
              layout.valid.globals().get(body.index(at)).mutable());
      case MEMORY_SIZE -> leaf(op, JvmType.INT, true);
      case REF_IS_NULL -> {
        Node reference = pop();
        push(Node.of(op, JvmType.INT, 0, 0, 0, false, reference, null, null));
      }
      case SELECT, SELECT_T -> {
        Node condition = pop();
        Node b = pop();
        Node a = pop();
        push(Node.of(Opcode.SELECT, a.type(), 0, 0, 0, false, a, b, condition));
      }
      case GLOBAL_SET -> {
        Node value = pop();
        settle();
        emitter.globalSet(body.index(at), value);
      }
      case CALL -> call();
      case CALL_INDIRECT -> callIndirect();
      default -> {
        String signature = op.signature();
        if (signature == null || Lowering.of(op) == null) {
          special(op);
        } else {
          compute(op, signature, 0, 0);
        }
      }
    }
  }

  private void leaf(Opcode op, JvmType type, boolean delicate) {
    push(Node.of(op, type, 0, body.index(at), 0, delicate, null, null, null));
  }

  private void compute(Opcode op, String signature, long constant, int index) {
    int colon = signature.indexOf(':');
    Node b = colon == 2 ? pop() : null;
    Node a = pop();
    JvmType type = JvmType.ofLetter(signature.charAt(colon + 1));
    int point = body.point(at);
    push(Node.of(op, type, constant, index, point, point > 0, a, b, null));
  }

  /** What has effects beyond locals, or needs the context. */
  private void special(Opcode op) {
    switch (op) {
      case MEMORY_GROW -> {
        Node delta = pop();
        stack.add(delta);
        flush();
        code.store(JvmType.INT, code.firstTemporary());
        emitter.memory(body.index(at));
        code.load(JvmType.INT, code.firstTemporary());
        code.invokeVirtual(Naming.MEMORY, "grow", "(I)I");
        truncate(stack.size() - 1);
        stack.add(Node.onStack(JvmType.INT));
        emitter.staleMemory();
      }
      case MEMORY_FILL ->
          bulk(3, () -> emitter.memory(body.index(at)), Naming.MEMORY, "fill", "(III)V");
      case MEMORY_COPY ->
          underTop(
              3,
              () -> emitter.memory(body.index(at)),
              () -> emitter.memory(body.index2(at)),
              Naming.MEMORY,
              "copy",
              "(I" + Naming.descriptor(Naming.MEMORY) + "II)V");
      case MEMORY_INIT -> segment(3, body.index2(at), body.index(at), "memoryInit");
      case TABLE_INIT -> segment(3, body.index2(at), body.index(at), "tableInit");
      case DATA_DROP -> segment(0, body.index(at), -1, "dataDrop");
      case ELEM_DROP -> segment(0, body.index(at), -1, "elementDrop");
      case TABLE_COPY ->
          underTop(
              3,
              () -> emitter.table(body.index(at)),
              () -> emitter.table(body.index2(at)),
              Naming.TABLE,
              "copy",
              "(I" + Naming.descriptor(Naming.TABLE) + "II)V");
      case TABLE_FILL ->
          bulk(3, this::table, Naming.TABLE, "fill", "(I" + JvmType.EXTERN.descriptor + "I)V");
      case TABLE_SET ->
          bulk(2, this::table, Naming.TABLE, "set", "(I" + JvmType.EXTERN.descriptor + ")V");
      case TABLE_SIZE -> {
        flush();
        table();
        code.invokeVirtual(Naming.TABLE, "size", "()I");
        stack.add(Node.onStack(JvmType.INT));
      }
      case TABLE_GET -> {
        bulk(1, this::table, Naming.TABLE, "get", "(I)" + JvmType.EXTERN.descriptor);
        JvmType type = JvmType.of(layout.valid.tables().get(body.index(at)).element());
        if (type == JvmType.FUNCTION) {
          code.cast(Naming.FUNCTION);
        }
        stack.add(Node.onStack(type));
      }
      case TABLE_GROW -> {
        bulk(2, this::table, Naming.TABLE, "grow", "(" + JvmType.EXTERN.descriptor + "I)I");
        stack.add(Node.onStack(JvmType.INT));
      }
      default -> memoryAccess(op);
    }
  }

  private void table() {
    emitter.table(body.index(at));
  }

  private void memoryAccess(Opcode op) {
    String signature = op.signature();
    if (signature == null
        || signature.indexOf('v') >= 0
        || op.feature() != dev.wasmc.wasm.Feature.MVP) {
      throw new UntranslatableException(
          "the instruction " + op.mnemonic() + " needs the feature " + op.feature().label());
    }
    if (signature.endsWith(":")) {
      Node value = pop();
      Node address = pop();
      settle();
      emitter.storeTo(op, address, value, body.constant(at), body.index(at), body.point(at));
    } else {
      compute(op, signature, body.constant(at), body.index(at));
    }
  }

  /** A method of an object, with the topmost values as arguments. */
  private void bulk(
      int arguments, Runnable receiver, String owner, String name, String descriptor) {
    flush();
    int base = stack.size() - arguments;
    int[] slots = spill(base, stack.size());
    receiver.run();
    for (int i = 0; i < arguments; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
    }
    truncate(base);
    code.line(body.point(at));
    code.invokeVirtual(owner, name, descriptor);
  }

  /** Likewise, with another object behind the first argument. */
  private void underTop(
      int arguments,
      Runnable receiver,
      Runnable other,
      String owner,
      String name,
      String descriptor) {
    flush();
    int base = stack.size() - arguments;
    int[] slots = spill(base, stack.size());
    receiver.run();
    for (int i = 0; i < arguments; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
      if (i == 0) {
        other.run();
      }
    }
    truncate(base);
    code.line(body.point(at));
    code.invokeVirtual(owner, name, descriptor);
  }

  /**
   * A method of the instance with the values and the index of a segment, and of what it goes to.
   */
  private void segment(int arguments, int first, int second, String name) {
    flush();
    int base = stack.size() - arguments;
    int[] slots = spill(base, stack.size());
    emitter.instance();
    code.iconst(first);
    if (second >= 0) {
      code.iconst(second);
    }
    for (int i = 0; i < arguments; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
    }
    truncate(base);
    code.line(body.point(at));
    code.invokeVirtual(
        Naming.INSTANCE_BASE, name, "(I" + (second >= 0 ? "I" : "") + "I".repeat(arguments) + ")V");
  }

  /** Moves values from the JVM's stack into temporary slots. */
  private int[] spill(int from, int to) {
    int[] slots = new int[to - from];
    int slot = code.firstTemporary();
    for (int i = to - 1; i >= from; i--) {
      slots[i - from] = slot;
      JvmType type = stack.get(i).type();
      code.store(type, slot);
      slot += type.slots;
    }
    return slots;
  }

  // Calls

  private void call() {
    int function = body.index(at);
    Signature signature = layout.signature(function);
    flush();
    if (signature.packed) {
      packArguments(signature);
    }
    emitter.context();
    code.line(body.point(at));
    code.invokeStatic(
        layout.ownerOf(function), Naming.FUNCTION_PREFIX + function, layout.descriptor(signature));
    truncate(stack.size() - signature.params.length);
    called(signature);
  }

  private void callIndirect() {
    Signature signature = layout.typeSignature(body.index(at));
    flush();
    int arguments = signature.params.length;
    int base = stack.size() - arguments - 1;
    int index = code.firstTemporary();
    code.store(JvmType.INT, index);
    truncate(stack.size() - 1);
    int arrays = index + 1;
    int[] slots = new int[arguments];
    if (signature.packed) {
      packArguments(signature);
      code.astore(arrays + 1);
      code.astore(arrays);
    } else {
      int slot = arrays;
      for (int i = arguments - 1; i >= 0; i--) {
        slots[i] = slot;
        code.store(signature.params[i], slot);
        slot += signature.params[i].slots;
      }
    }
    emitter.table(body.index2(at));
    code.load(JvmType.INT, index);
    code.line(body.point(at));
    code.invokeVirtual(Naming.TABLE, "callee", "(I)" + JvmType.EXTERN.descriptor);
    code.cast(signature.className());
    if (signature.packed) {
      code.aload(arrays, "[J");
      code.aload(arrays + 1, "[L" + Naming.OBJECT + ";");
    } else {
      for (int i = 0; i < arguments; i++) {
        code.load(signature.params[i], slots[i]);
      }
    }
    code.invokeVirtual(signature.className(), Naming.CALL, signature.callDescriptor());
    truncate(base);
    called(signature);
  }

  /** Replaces the arguments on the JVM's stack by two arrays. */
  private void packArguments(Signature signature) {
    Packing.pack(code, signature.params, code.firstTemporary() + 1);
  }

  private void called(Signature signature) {
    emitter.staleMemory();
    if (signature.results.length > 1) {
      Packing.unpackResults(code, signature, code.firstTemporary());
    }
    pushed(signature.results);
  }

  // Control

  private Control open(Opcode op) {
    BlockType type = body.blockType(at);
    JvmType[] params = layout.params(type);
    JvmType[] results = layout.results(type);
    int height = stack.size() - params.length;
    Object[] below = frameTypes(height);
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

  private Object[] frameTypes(int height) {
    Object[] types = new Object[height];
    for (int i = 0; i < height; i++) {
      types[i] = stack.get(i).type().frame;
    }
    return types;
  }

  private static Object[] join(Object[] below, JvmType[] above) {
    Object[] all = java.util.Arrays.copyOf(below, below.length + above.length);
    for (int i = 0; i < above.length; i++) {
      all[below.length + i] = above[i].frame;
    }
    return all;
  }

  private void block() {
    flush();
    open(Opcode.BLOCK);
  }

  private void loop() {
    flush();
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
    Node condition = pop();
    flush();
    emitter.freshMemory();
    Control control = open(Opcode.IF);
    emitter.jump(condition, false, control.otherwise);
    control.factsAtStart = emitter.facts().position();
  }

  private void otherwise() {
    Control control = controls.getLast();
    if (live) {
      flush();
      emitter.freshMemory();
      code.jump(Opcodes.GOTO, control.label);
      leave(control);
    }
    startElse(control);
  }

  private void startElse(Control control) {
    control.hasElse = true;
    facts(control.factsAtStart);
    truncate(control.height);
    pushed(control.params);
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
      flush();
      exits.returnResults();
      die();
      return;
    }
    Control control = controls.removeLast();
    if (control.op == Opcode.LOOP) {
      loops--;
    }
    if (live) {
      flush();
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
      truncate(control.height);
      pushed(control.results);
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
    int[] slots = spill(base, stack.size());
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
    int[] slots = spill(base, stack.size());
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
    Node condition = pop();
    flush();
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
    Object[] types = frameTypes(stack.size());
    branch(depth);
    emitter.forgetStaleness();
    code.label(stay, types);
  }

  private void branchTable() {
    Node index = pop();
    flush();
    emitter.freshMemory();
    emitter.emit(index);
    int[] depths = body.labels(at);
    Object[] types = frameTypes(stack.size());
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
