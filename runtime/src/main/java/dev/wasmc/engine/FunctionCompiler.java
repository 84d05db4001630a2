package dev.wasmc.engine;

import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the methods of one function: {@code f12}, and {@code f12_0} and so on for parts that are
 * moved out.
 *
 * <p>A part gets the instance and the memory, and the function's locals in a {@code long[]} and, if
 * there are references, an {@code Object[]}; a few locals also as parameters. It loads others that
 * it holds at its start, and stores the ones it assigns where it leaves. What it returns says how
 * it left.
 */
final class FunctionCompiler {
  private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
  private static final int MOST_SLOTS = 60_000;

  /**
   * A method for which C1 has not enough virtual registers stays in the interpreter; or, if C1 had
   * compiled it without counting first, as it is, for good. C1 gives up at 10,000.
   */
  private static final int C1_REGISTERS = 9000;

  /** C2 inlines no longer method, however often it is called: its option FreqInlineSize. */
  private static final int INLINED_BYTES = 325;

  /** Of wasm, on average. */
  private static final int BYTES_OF_INSTRUCTION = 4;

  /** The length of a method that would need more locals than there can be. */
  static final int UNKNOWN = Integer.MAX_VALUE;

  private final Layout layout;
  private final Classes classes;
  private final int function;
  private final Signature signature;
  private final Deferral.@Nullable Form form;
  private final @Nullable Deferral deferral;
  private final Body body;
  private final JvmType[] localTypes;
  private final SplitPlan plan;
  private final Liveness liveness;
  private final Residence residence;

  /** Whether parts get an array of references, too. */
  private final boolean references;

  private int longest;
  private int largest;

  /** Where methods go. */
  interface Classes {
    /** The class with the method of a part; with the function's own for null. */
    ClassVisitor of(SplitPlan.@Nullable Part part);

    /** Its internal name. */
    String name(SplitPlan.Part part);
  }

  /** More locals in a method than the JVM has. */
  private static final class TooManyLocalsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLocalsException() {
      super(null, null, false, false);
    }
  }

  /**
   * @param form null for the method that others call
   * @param signature of the form
   * @param deferral of a cold form
   */
  FunctionCompiler(
      Layout layout,
      Classes classes,
      int function,
      Deferral.@Nullable Form form,
      Signature signature,
      @Nullable Deferral deferral,
      Flattener.Flat source,
      SplitPlan plan) {
    this.layout = layout;
    this.classes = classes;
    this.function = function;
    this.form = form;
    this.signature = signature;
    this.deferral = deferral;
    this.body = source.body();
    this.plan = plan;
    this.localTypes = source.types();
    this.liveness = plan.isEmpty() ? Liveness.NONE : Liveness.of(body, localTypes.length, plan);
    this.residence = new Residence(body, plan, liveness, localTypes.length);
    this.references = !plan.isEmpty() && hasReferences();
  }

  static JvmType[] localTypes(Layout layout, int function) {
    Signature signature = layout.signature(function);
    FunctionBody code = layout.body(function);
    int count = signature.params.length;
    for (Locals run : code.locals()) {
      count += run.count();
    }
    JvmType[] types = Arrays.copyOf(signature.params, count);
    int next = signature.params.length;
    for (Locals run : code.locals()) {
      Arrays.fill(types, next, next + run.count(), JvmType.of(run.type()));
      next += run.count();
    }
    return types;
  }

  /** Whether a function would be too long for a method, as far as can be guessed. */
  static boolean isLong(Layout layout, Body body) {
    int limit = layout.options.methodBytes();
    int bytes = body.count() * BYTES_OF_INSTRUCTION;
    if (bytes > limit) {
      return true;
    }
    int registers = bytes / Code.BYTES_OF_A_REGISTER;
    int accesses = layout.isRaw() ? 0 : body.count();
    int most =
        registers
            + body.loops().cardinality() * Code.METHOD_HANDLE_REGISTERS
            + accesses * Code.VAR_HANDLE_REGISTERS;
    // What is in place takes a while to find out, and most are short even if everything is.
    return share(layout, most) > limit
        && share(layout, registers + registersInPlace(layout, body)) > limit;
  }

  private static int registersInPlace(Layout layout, Body body) {
    InPlace inPlace = InPlace.of(layout, body, new SplitPlan(), null);
    int registers = 0;
    for (int at = 0; at < body.count(); at++) {
      Opcode op = body.op(at);
      if (inPlace.contains(body.point(at))) {
        registers +=
            op == Opcode.LOOP
                ? Code.METHOD_HANDLE_REGISTERS
                : op.naturalAlignment() > 0 && !layout.isRaw() ? Code.VAR_HANDLE_REGISTERS : 0;
      }
    }
    return registers;
  }

  /** The bytes that are as hard to compile as code that needs so many registers. */
  private static int share(Layout layout, long registers) {
    return (int) (registers * layout.options.methodBytes() / C1_REGISTERS);
  }

  /**
   * Gives the bytes of bytecode of the longest method, or more where one is as hard to compile as a
   * longer one; {@link #UNKNOWN} if one has no end.
   */
  int compile() {
    try {
      function();
      for (SplitPlan.Part part : plan.parts()) {
        part(part);
      }
      return largest;
    } catch (TooManyLocalsException e) {
      return UNKNOWN;
    }
  }

  /** The bytes of bytecode of the longest method, once compiled. */
  int longest() {
    return longest;
  }

  private void measure(Code code) {
    Label end = new Label();
    code.mark(end);
    int bytes = end.getOffset();
    longest = Math.max(longest, bytes);
    long registers = code.registers(bytes);
    largest = Math.max(largest, Math.max(bytes, share(layout, registers)));
    code.end();
  }

  // The function

  private void function() {
    MethodVisitor method =
        classes
            .of(null)
            .visitMethod(
                ACCESS, Deferral.name(function, form), layout.descriptor(signature), null, null);
    List<Object> frame = new ArrayList<>(List.of(layout.frame(signature)));
    int[] slots = new int[localTypes.length];
    Arrays.fill(slots, Emitter.IN_ARRAY);
    int params = signature.params.length;
    int slot = 0;
    if (signature.packed) {
      slot = 2;
    } else {
      for (int i = 0; i < params; i++) {
        slots[i] = slot;
        slot += localTypes[i].slots;
      }
    }
    int[] paramSlots = Arrays.copyOf(slots, params);
    int context = slot;
    slot += layout.context().size();
    BitSet own = residence.held(null);
    for (int i = signature.packed ? 0 : params; i < localTypes.length; i++) {
      if (own.get(i)) {
        slots[i] = slot;
        slot += localTypes[i].slots;
        frame.add(localTypes[i].frame);
      }
    }
    int arrays = slot;
    if (!plan.isEmpty()) {
      frame.add("[J");
      slot++;
      if (references) {
        frame.add(Packing.OBJECTS);
        slot++;
      }
    }
    checkSlots(slot);
    Code code = new Code(method, frame.toArray(), slot);
    BitSet through = residence.through(null);
    Emitter emitter = emitter(code, null, slots, through, context, arrays);
    initialize(code, slots, own, params);
    if (!plan.isEmpty()) {
      fillFrame(code, paramSlots, arrays);
      for (int i = 0; i < params; i++) {
        if (!own.get(i)) {
          slots[i] = Emitter.IN_ARRAY;
        }
      }
    }
    if (layout.options.depth() && form != Deferral.Form.RESUMED) {
      emitter.store();
      code.invokeVirtual(Naming.STORE, "enter", "()V");
    }
    Exits exits = new Exits(code, emitter, null, slots, new BitSet(), arrays);
    Landings landings = new Landings(code, plan);
    Translator translator =
        new Translator(
            layout,
            body,
            emitter,
            localTypes,
            plan,
            null,
            caller(null, slots, own, through, landings, arrays),
            exits);
    if (layout.options.interruptible() && body.calls()) {
      emitter.poll(0);
    }
    if (deferral != null) {
      deferral.call(code);
    }
    translator.range(0, body.count());
    emit(landings, emitter, slots, own, arrays);
    measure(code);
  }

  private Emitter emitter(
      Code code,
      SplitPlan.@Nullable Part part,
      int[] slots,
      BitSet through,
      int context,
      int arrays) {
    InPlace inPlace = deferral == null ? InPlace.of(layout, body, plan, part) : InPlace.NONE;
    return new Emitter(
        layout, code, slots, through, context, arrays, inPlace, new Facts(localTypes.length));
  }

  private static void checkSlots(int slots) {
    if (slots > MOST_SLOTS) {
      throw new TooManyLocalsException();
    }
  }

  private void initialize(Code code, int[] slots, BitSet own, int params) {
    for (int i = own.nextSetBit(0); i >= 0; i = own.nextSetBit(i + 1)) {
      JvmType type = localTypes[i];
      if (i < params) {
        if (signature.packed) {
          Packing.get(code, type, i, 0, 1);
          code.store(type, slots[i]);
        }
        continue;
      }
      zero(code, type);
      code.store(type, slots[i]);
    }
  }

  private static void zero(Code code, JvmType type) {
    switch (type) {
      case INT -> code.iconst(0);
      case LONG -> code.lconst(0);
      case FLOAT -> code.fconst(0);
      case DOUBLE -> code.dconst(0);
      case FUNCTION, EXTERN -> code.nullReference(type);
    }
  }

  /** What parts return by way of the arrays. */
  private Stream<JvmType[]> carried() {
    return Stream.concat(
        Stream.of(new JvmType[][] {signature.results}),
        plan.parts().stream()
            .flatMap(part -> part.exits().stream())
            .filter(target -> target != Body.FUNCTION)
            .map(target -> layout.carried(body, target)));
  }

  private boolean hasReferences() {
    return Stream.concat(Stream.of(new JvmType[][] {localTypes}), carried())
        .flatMap(Arrays::stream)
        .anyMatch(JvmType::isReference);
  }

  /**
   * Makes the arrays that parts work on, with the parameters in them. Results go behind the locals.
   */
  private void fillFrame(Code code, int[] paramSlots, int arrays) {
    int carried = carried().map(types -> types.length).reduce(0, Math::max);
    int length = localTypes.length + carried;
    code.iconst(length);
    code.newLongs();
    code.astore(arrays);
    if (references) {
      code.iconst(length);
      code.newObjects();
      code.astore(arrays + 1);
    }
    BitSet needed = new BitSet();
    for (SplitPlan.Part part : plan.parts()) {
      body.named(part.from(), part.to(), needed);
    }
    for (int i = 0; i < signature.params.length; i++) {
      if (!needed.get(i)) {
        continue;
      }
      if (signature.packed) {
        Packing.get(code, localTypes[i], i, 0, 1);
        code.store(localTypes[i], code.firstTemporary());
        Packing.put(code, localTypes[i], code.firstTemporary(), i, arrays, arrays + 1);
      } else {
        Packing.put(code, localTypes[i], paramSlots[i], i, arrays, arrays + 1);
      }
    }
  }

  // Parts

  private String partDescriptor(SplitPlan.Part part) {
    String entry = part.closed().isEmpty() ? "" : "I";
    StringBuilder passed = new StringBuilder();
    for (int local : residence.passed(part)) {
      passed.append(localTypes[local].descriptor);
    }
    return "("
        + entry
        + layout.contextDescriptor()
        + (references ? Signature.PACKED : "[J")
        + passed
        + ")"
        + (isSilent(part) ? "V" : "I");
  }

  /** Whether there is but one way out. */
  private static boolean isSilent(SplitPlan.Part part) {
    return part.exits().size() + (part.fallsThrough() ? 1 : 0) <= 1;
  }

  private String partName(SplitPlan.Part part) {
    return Naming.FUNCTION_PREFIX + function + "_" + part.id();
  }

  private void part(SplitPlan.Part part) {
    MethodVisitor method =
        classes.of(part).visitMethod(ACCESS, partName(part), partDescriptor(part), null, null);
    List<Object> frame = new ArrayList<>();
    int context = part.closed().isEmpty() ? 0 : 1;
    if (context == 1) {
      frame.add(Opcodes.INTEGER);
    }
    frame.addAll(layout.context());
    int arrays = context + layout.context().size();
    frame.add("[J");
    if (references) {
      frame.add(Packing.OBJECTS);
    }
    int slot = arrays + (references ? 2 : 1);
    BitSet own = residence.held(part);
    int[] slots = new int[localTypes.length];
    Arrays.fill(slots, Emitter.IN_ARRAY);
    for (int i : residence.passed(part)) {
      slots[i] = slot;
      slot += localTypes[i].slots;
      frame.add(localTypes[i].frame);
      own.clear(i);
    }
    for (int i = own.nextSetBit(0); i >= 0; i = own.nextSetBit(i + 1)) {
      slots[i] = slot;
      slot += localTypes[i].slots;
      frame.add(localTypes[i].frame);
    }
    checkSlots(slot);
    Code code = new Code(method, frame.toArray(), slot);
    BitSet through = residence.through(part);
    Emitter emitter = emitter(code, part, slots, through, context, arrays);
    BitSet live = liveness.into(part);
    own.stream()
        .forEach(local -> {
          if (live.get(local)) {
            Packing.get(code, localTypes[local], local, arrays, arrays + 1);
          } else {
            zero(code, localTypes[local]);
          }
          code.store(localTypes[local], slots[local]);
        });
    residence.passed(part).forEach(own::set);
    BitSet stale = residence.changed(part);
    stale.and(own);
    stale.and(residence.assigned(part));
    stale.andNot(through);
    Exits exits = new Exits(code, emitter, part, slots, stale, arrays);
    Landings landings = new Landings(code, plan);
    Translator translator =
        new Translator(
            layout,
            body,
            emitter,
            localTypes,
            plan,
            part,
            caller(part, slots, own, through, landings, arrays),
            exits);
    if (context == 1) {
      code.load(JvmType.INT, 0);
      translator.enter(part);
    }
    translator.range(part.from(), part.to());
    emit(landings, emitter, slots, own, arrays);
    exits.epilogue();
    if (residence.isOneOfMany(part)) {
      code.pad(INLINED_BYTES);
    }
    measure(code);
  }

  private void load(Code code, BitSet locals, int[] slots, int arrays) {
    locals.stream()
        .forEach(local -> {
          Packing.get(code, localTypes[local], local, arrays, arrays + 1);
          code.store(localTypes[local], slots[local]);
        });
  }

  private void save(Code code, BitSet locals, int[] slots, int arrays) {
    locals.stream()
        .forEach(
            local -> Packing.put(code, localTypes[local], slots[local], local, arrays, arrays + 1));
  }

  /** Writes where the cases of switches come back to. */
  private void emit(Landings landings, Emitter emitter, int[] slots, BitSet own, int arrays) {
    landings.emit((target, changed) -> {
      emitter.staleMemory();
      emitter.freshMemory();
      changed.and(liveness.at(target));
      changed.and(own);
      load(emitter.code(), changed, slots, arrays);
    });
  }

  private Translator.PartCaller caller(
      SplitPlan.@Nullable Part self,
      int[] slots,
      BitSet own,
      BitSet through,
      Landings landings,
      int arrays) {
    BitSet assigned = plan.isEmpty() ? new BitSet() : residence.assigned(self);
    return (part, translator) -> {
      Emitter emitter = translator.emitter();
      Code code = emitter.code();
      BitSet before = residence.needed(part, assigned);
      before.and(own);
      before.andNot(through);
      save(code, before, slots, arrays);
      emitter.context();
      code.aload(arrays, "[J");
      if (references) {
        code.aload(arrays + 1, Packing.OBJECTS);
      }
      for (int local : residence.passed(part)) {
        code.load(localTypes[local], slots[local]);
      }
      code.invokeStatic(classes.name(part), partName(part), partDescriptor(part));
      if (part.isCase() && !part.exits().isEmpty()) {
        BitSet changed = new BitSet();
        body.assigned(part.from(), part.to(), changed);
        changed.stream().forEach(emitter.facts()::assigned);
        landings.from(part, residence.changed(part), translator);
        return;
      }
      if (body.calls(part.from(), part.to())) {
        emitter.staleMemory();
        emitter.freshMemory();
      }
      BitSet after = new BitSet();
      body.assigned(part.from(), part.to(), after);
      after.stream().forEach(emitter.facts()::assigned);
      after.and(liveness.outOf(part));
      after.and(own);
      load(code, after, slots, arrays);
      dispatch(part, translator);
    };
  }

  /** Goes where the part wants to go; what it returned is on the stack. */
  private static void dispatch(SplitPlan.Part part, Translator translator) {
    if (!isSilent(part)) {
      translator.goOn(part.exits(), part.fallsThrough());
    } else if (!part.exits().isEmpty()) {
      translator.branchTo(part.exits().getFirst());
    } else if (!part.fallsThrough()) {
      Code code = translator.emitter().code();
      code.invokeStatic(
          Naming.TRAPS, "unreachable", "()" + Naming.descriptor(Naming.TRAP_EXCEPTION));
      code.insn(Opcodes.ATHROW);
    }
  }

  /** The ways out of the function's own method, or of a part's. */
  private final class Exits implements Translator.Exits {
    private final Code code;
    private final Emitter emitter;
    private final SplitPlan.@Nullable Part part;
    private final int[] slots;
    private final BitSet changed;
    private final int arrays;
    private final Label epilogue = new Label();
    private boolean epilogueUsed;

    /**
     * @param changed the locals that a part has to store
     */
    Exits(
        Code code,
        Emitter emitter,
        SplitPlan.@Nullable Part part,
        int[] slots,
        BitSet changed,
        int arrays) {
      this.code = code;
      this.emitter = emitter;
      this.part = part;
      this.slots = slots;
      this.changed = changed;
      this.arrays = arrays;
    }

    @Override
    public void round(int loop, int operands) {
      if (deferral != null) {
        deferral.round(emitter, loop, operands, slots, localTypes);
      }
    }

    @Override
    public void returnResults() {
      if (part == null) {
        leave();
        Packing.returnResults(code, signature, code.firstTemporary());
        return;
      }
      carryOut(signature.results, Packing.spill(code, signature.results, code.firstTemporary()));
      exit(part, plan.number(Body.FUNCTION));
    }

    @Override
    public void passReturnOn() {
      if (part != null) {
        exit(part, plan.number(Body.FUNCTION));
        return;
      }
      leave();
      carryIn(signature.results);
      Packing.returnResults(code, signature, code.firstTemporary());
    }

    private void leave() {
      if (layout.options.depth()) {
        emitter.store();
        code.invokeVirtual(Naming.STORE, "leave", "()V");
      }
    }

    @Override
    public void carryOut(JvmType[] types, int[] from) {
      for (int i = 0; i < types.length; i++) {
        Packing.put(code, types[i], from[i], localTypes.length + i, arrays, arrays + 1);
      }
    }

    @Override
    public void carryIn(JvmType[] types) {
      for (int i = 0; i < types.length; i++) {
        Packing.get(code, types[i], localTypes.length + i, arrays, arrays + 1);
      }
    }

    @Override
    public void branchOut(int target) {
      if (part == null) {
        throw new IllegalStateException("a branch out of function " + function);
      }
      toEpilogue(part, plan.number(target));
    }

    @Override
    public @Nullable Label outward() {
      if (part == null || isSilent(part)) {
        return null;
      }
      epilogueUsed = true;
      return epilogue;
    }

    @Override
    public void fallThrough() {
      if (part == null) {
        throw new IllegalStateException("function " + function + " has no end");
      }
      toEpilogue(part, part.isCase() ? plan.number(body.opener(part.to())) : 0);
    }

    private void toEpilogue(SplitPlan.Part from, int how) {
      if (!isSilent(from)) {
        code.iconst(how);
      }
      code.jump(Opcodes.GOTO, epilogue);
      epilogueUsed = true;
    }

    /** Where all branches out of a part meet, to store what it changed. */
    void epilogue() {
      if (part == null || !epilogueUsed) {
        return;
      }
      boolean silent = isSilent(part);
      code.label(epilogue, silent ? new Object[0] : new Object[] {Opcodes.INTEGER});
      save(code, changed, slots, arrays);
      code.insn(silent ? Opcodes.RETURN : Opcodes.IRETURN);
    }

    private void exit(SplitPlan.Part from, int how) {
      if (isSilent(from)) {
        code.insn(Opcodes.RETURN);
      } else {
        code.iconst(how);
        code.insn(Opcodes.IRETURN);
      }
    }
  }
}
