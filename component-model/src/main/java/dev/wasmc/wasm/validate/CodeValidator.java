package dev.wasmc.wasm.validate;

import static dev.wasmc.wasm.validate.TypeTable.BOTTOM;
import static dev.wasmc.wasm.validate.TypeTable.I32;
import static dev.wasmc.wasm.validate.TypeTable.NULLABLE;

import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.WasmProblem.Reason;
import dev.wasmc.wasm.binary.Limit;
import dev.wasmc.wasm.validate.OperandStack.Mismatch;
import dev.wasmc.wasm.validate.TypeTable.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Checks instruction sequences, core specification 3.4: bodies and constant expressions. Most
 * instructions are checked by their {@link Opcode#signature()}; the methods here are for those
 * whose type the context decides.
 */
final class CodeValidator {
  private static final boolean[] CONSTANT = constantOpcodes();
  private static final int SHUFFLE_LANES = 32;

  private final Reporter reporter;
  private final IndexSpaces spaces;
  private final TypeTable types;
  private final OperandStack stack;
  private final AggregateValidator aggregates;
  private final boolean[] enabled = new boolean[Opcode.values().length];

  private SectionId section = SectionId.CODE;
  private int item;
  private InstructionReader in = new InstructionReader("", ByteSlice.EMPTY);
  private boolean constant;

  private int[] locals = new int[16];
  private int localCount;

  /**
   * The locals without a value yet are those that are false; {@code assigned} lists the ones a
   * block has given a value.
   */
  private boolean[] initialized = new boolean[16];

  private int[] assigned = new int[16];
  private int assignedCount;

  CodeValidator(Reporter reporter, IndexSpaces spaces) {
    this.reporter = reporter;
    this.spaces = spaces;
    this.types = spaces.types;
    this.stack = new OperandStack(types);
    this.aggregates = new AggregateValidator(reporter, spaces, stack);
    for (Opcode opcode : Opcode.values()) {
      enabled[opcode.ordinal()] = reporter.features().has(opcode.feature());
    }
  }

  /**
   * @param index among the functions that the module defines
   */
  void function(int index, Shape type, FunctionBody body) {
    localCount = 0;
    assignedCount = 0;
    for (int param : type.operands) {
      addLocals(1, param, true);
    }
    long total = 0;
    for (Locals run : body.locals()) {
      total += Integer.toUnsignedLong(run.count());
      if (total > Limit.LOCALS.max()) {
        throw reporter.overLimit(Limit.LOCALS, total, SectionId.CODE, index);
      }
      int code = types.code(run.type(), SectionId.CODE, index);
      addLocals(run.count(), code, TypeTable.isDefaultable(code));
    }
    sequence(body.instructions(), type.results, SectionId.CODE, index, false);
  }

  void constant(ConstExpr expression, int type, SectionId ofSection, int ofItem) {
    localCount = 0;
    assignedCount = 0;
    sequence(expression.instructions(), new int[] {type}, ofSection, ofItem, true);
  }

  private void addLocals(int count, int type, boolean hasValue) {
    int end = localCount + count;
    if (end > locals.length) {
      int size = Math.max(end, locals.length * 2);
      locals = Arrays.copyOf(locals, size);
      initialized = Arrays.copyOf(initialized, size);
    }
    Arrays.fill(locals, localCount, end, type);
    Arrays.fill(initialized, localCount, end, hasValue);
    localCount = end;
  }

  private void sequence(
      ByteSlice bytes, int[] results, SectionId ofSection, int ofItem, boolean isConstant) {
    section = ofSection;
    item = ofItem;
    constant = isConstant;
    BinaryReader reader = new BinaryReader(reporter.file(), bytes);
    in = new InstructionReader(reader);
    aggregates.at(in, ofSection, ofItem);
    stack.clear();
    try {
      stack.enter(Opcode.BLOCK, TypeTable.NO_TYPES, results, 0);
      do {
        Opcode opcode = in.next();
        reporter.atInstruction(in.offset());
        step(opcode);
        if (stack.size() > Limit.OPERANDS.max()) {
          throw reporter.error(Limit.OPERANDS.exceededBy(stack.size()), in.offset());
        }
      } while (stack.depth() > 0);
    } catch (Mismatch e) {
      throw reporter.invalid(e.reason(), section, item, e.detail());
    }
    reporter.atItems();
    if (reader.hasNext()) {
      throw reader.malformed(
          Reason.BAD_CODE_END, reader.position(), "instructions follow the final end");
    }
  }

  private void step(Opcode opcode) throws Mismatch {
    int ordinal = opcode.ordinal();
    if (!enabled[ordinal]) {
      throw reporter.error(
          new WasmProblem.Unsupported(opcode.feature(), "the instruction " + opcode.mnemonic()),
          in.offset());
    }
    if (constant) {
      constantOnly(opcode);
    }
    int[] operands = Signatures.operands(opcode);
    if (operands == null) {
      context(opcode);
      return;
    }
    switch (opcode.immediate()) {
      case NONE, I32, I64, F32, F64, V128, ZERO_BYTE -> stack.pop(operands);
      case MEMARG -> memoryAccess(opcode, operands);
      case MEMARG_LANE -> {
        lane(in.lane(), Signatures.lanes(opcode));
        memoryAccess(opcode, operands);
      }
      case LANE -> {
        lane(in.lane(), Signatures.lanes(opcode));
        stack.pop(operands);
      }
      case SHUFFLE -> {
        for (int i = 0; i < Long.BYTES; i++) {
          lane((int) (in.constant() >>> (8 * i)) & 0xff, SHUFFLE_LANES);
          lane((int) (in.constantHigh() >>> (8 * i)) & 0xff, SHUFFLE_LANES);
        }
        stack.pop(operands);
      }
      case MEMORY -> {
        memory(opcode);
        return;
      }
      case MEMORY_MEMORY -> {
        boolean to64 = spaces.memory64(in.index());
        boolean from64 = spaces.memory64(in.index2());
        copy(to64, from64);
      }
      case DATA_MEMORY -> {
        boolean is64 = spaces.memory64(in.index2());
        aggregates.data(in.index());
        stack.pop(I32);
        stack.pop(I32);
        stack.pop(IndexSpaces.addressType(is64));
      }
      case DATA -> aggregates.data(in.index());
      case ELEM -> spaces.elementIndex(in.index());
      default -> throw new IllegalStateException("no rule for " + opcode);
    }
    stack.push(Signatures.results(opcode));
  }

  private void constantOnly(Opcode opcode) throws Mismatch {
    if (!CONSTANT[opcode.ordinal()]) {
      throw new Mismatch(
          InvalidReason.CONSTANT_EXPRESSION_REQUIRED,
          opcode.mnemonic() + " cannot stand in a constant expression");
    }
    switch (opcode) {
      case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL ->
          reporter.require(
              Feature.EXTENDED_CONST,
              section,
              item,
              opcode.mnemonic() + " in a constant expression");
      default -> {}
    }
  }

  private static boolean[] constantOpcodes() {
    boolean[] constant = new boolean[Opcode.values().length];
    for (Opcode opcode :
        List.of(
            Opcode.END,
            Opcode.I32_CONST,
            Opcode.I64_CONST,
            Opcode.F32_CONST,
            Opcode.F64_CONST,
            Opcode.V128_CONST,
            Opcode.REF_NULL,
            Opcode.REF_FUNC,
            Opcode.GLOBAL_GET,
            Opcode.I32_ADD,
            Opcode.I32_SUB,
            Opcode.I32_MUL,
            Opcode.I64_ADD,
            Opcode.I64_SUB,
            Opcode.I64_MUL,
            Opcode.REF_I31,
            Opcode.STRUCT_NEW,
            Opcode.STRUCT_NEW_DEFAULT,
            Opcode.ARRAY_NEW,
            Opcode.ARRAY_NEW_DEFAULT,
            Opcode.ARRAY_NEW_FIXED,
            Opcode.ANY_CONVERT_EXTERN,
            Opcode.EXTERN_CONVERT_ANY)) {
      constant[opcode.ordinal()] = true;
    }
    return constant;
  }

  private void context(Opcode opcode) throws Mismatch {
    switch (opcode) {
      case UNREACHABLE -> stack.setUnreachable();
      case BLOCK, LOOP -> enter(opcode);
      case IF -> {
        stack.pop(I32);
        enter(opcode);
      }
      case ELSE -> elseBranch();
      case END -> end();
      case BR -> {
        stack.pop(stack.label(in.index()));
        stack.setUnreachable();
      }
      case BR_IF -> {
        stack.pop(I32);
        repeat(stack.label(in.index()));
      }
      case BR_TABLE -> branchTable();
      case RETURN -> {
        stack.pop(stack.resultsAt(0));
        stack.setUnreachable();
      }
      case CALL -> call(spaces.function(spaces.functionIndex(in.index())));
      case RETURN_CALL -> tailCall(spaces.function(spaces.functionIndex(in.index())));
      case CALL_INDIRECT -> call(indirect());
      case RETURN_CALL_INDIRECT -> tailCall(indirect());
      case CALL_REF -> call(referenced());
      case RETURN_CALL_REF -> tailCall(referenced());
      case DROP -> stack.pop();
      case SELECT -> select();
      case SELECT_T -> selectTyped();
      case LOCAL_GET -> {
        int type = local(in.index());
        if (!initialized[in.index()]) {
          throw new Mismatch(
              InvalidReason.UNINITIALIZED_LOCAL, "local " + in.index() + " has no value yet");
        }
        stack.push(type);
      }
      case LOCAL_SET -> {
        stack.pop(local(in.index()));
        assign(in.index());
      }
      case LOCAL_TEE -> {
        int type = local(in.index());
        stack.pop(type);
        stack.push(type);
        assign(in.index());
      }
      case GLOBAL_GET -> {
        int index = spaces.globalIndex(in.index());
        if (constant && spaces.mutableGlobals[index]) {
          throw new Mismatch(
              InvalidReason.CONSTANT_EXPRESSION_REQUIRED,
              "global " + index + " is mutable and thus not constant");
        }
        stack.push(spaces.globals[index]);
      }
      case GLOBAL_SET -> {
        int index = spaces.globalIndex(in.index());
        if (!spaces.mutableGlobals[index]) {
          throw new Mismatch(InvalidReason.IMMUTABLE_GLOBAL, "global " + index + " is immutable");
        }
        stack.pop(spaces.globals[index]);
      }
      case TABLE_GET -> {
        int table = spaces.tableIndex(in.index());
        stack.pop(tableAddress(table));
        stack.push(spaces.tables[table]);
      }
      case TABLE_SET -> {
        int table = spaces.tableIndex(in.index());
        stack.pop(spaces.tables[table]);
        stack.pop(tableAddress(table));
      }
      case TABLE_SIZE -> stack.push(tableAddress(spaces.tableIndex(in.index())));
      case TABLE_GROW -> {
        int table = spaces.tableIndex(in.index());
        stack.pop(tableAddress(table));
        stack.pop(spaces.tables[table]);
        stack.push(tableAddress(table));
      }
      case TABLE_FILL -> {
        int table = spaces.tableIndex(in.index());
        stack.pop(tableAddress(table));
        stack.pop(spaces.tables[table]);
        stack.pop(tableAddress(table));
      }
      case TABLE_COPY -> {
        int to = spaces.tableIndex(in.index());
        int from = spaces.tableIndex(in.index2());
        fits(spaces.tables[from], spaces.tables[to]);
        copy(spaces.tables64[to], spaces.tables64[from]);
      }
      case TABLE_INIT -> {
        int table = spaces.tableIndex(in.index2());
        int segment = spaces.elementIndex(in.index());
        fits(spaces.elements[segment], spaces.tables[table]);
        stack.pop(I32);
        stack.pop(I32);
        stack.pop(tableAddress(table));
      }
      case REF_NULL -> stack.push(types.code(new RefType(true, in.heapType()), section, item));
      case REF_IS_NULL -> {
        stack.popReference();
        stack.push(I32);
      }
      case REF_FUNC -> {
        int index = spaces.functionIndex(in.index());
        if (!constant && !spaces.declaredFunctions.get(index)) {
          throw new Mismatch(
              InvalidReason.UNDECLARED_FUNCTION_REFERENCE,
              "function " + index + " is neither exported nor in a segment or an initial value");
        }
        stack.push(types.reference(false, spaces.functions[index]));
      }
      case REF_AS_NON_NULL -> {
        int type = stack.popReference();
        stack.push(type & ~NULLABLE);
      }
      case BR_ON_NULL -> {
        int type = stack.popReference();
        repeat(stack.label(in.index()));
        stack.push(type & ~NULLABLE);
      }
      case BR_ON_NON_NULL -> {
        int type = stack.popReference();
        stack.push(type & ~NULLABLE);
        repeatAllButLast(stack.label(in.index()));
      }
      case BR_ON_CAST -> branchOnCast(true);
      case BR_ON_CAST_FAIL -> branchOnCast(false);
      case TRY_TABLE -> {
        handlers();
        enter(opcode);
      }
      case THROW -> {
        stack.pop(spaces.tag(spaces.tagIndex(in.index())).operands);
        stack.setUnreachable();
      }
      case THROW_REF -> {
        stack.pop(TypeTable.EXNREF);
        stack.setUnreachable();
      }
      default -> aggregates.step(opcode);
    }
  }

  private void enter(Opcode opcode) throws Mismatch {
    if (stack.depth() > Limit.NESTED_BLOCKS.max()) {
      throw reporter.error(Limit.NESTED_BLOCKS.exceededBy(stack.depth()), in.offset());
    }
    int mark = assignedCount;
    switch (in.blockType()) {
      case BlockType.Empty.EMPTY ->
          stack.enter(opcode, TypeTable.NO_TYPES, TypeTable.NO_TYPES, mark);
      case BlockType.Result(ValType type) ->
          stack.enter(
              opcode, TypeTable.NO_TYPES, TypeTable.single(types.code(type, section, item)), mark);
      case BlockType.Function(int index) -> {
        reporter.require(Feature.MULTI_VALUE, section, item, "a block with a function type");
        Shape shape = spaces.functionType(index);
        stack.enter(opcode, shape.operands, shape.results, mark);
      }
    }
  }

  private void elseBranch() throws Mismatch {
    int frame = stack.depth() - 1;
    if (frame == 0 || stack.opcodeAt(frame) != Opcode.IF) {
      throw reporter.error(
          new WasmProblem.Malformed(Reason.BAD_CODE_END, "else without an if"), in.offset());
    }
    stack.leave();
    forget(stack.markAt(frame));
    stack.push(stack.paramsAt(frame));
    stack.enter(Opcode.ELSE, stack.paramsAt(frame), stack.resultsAt(frame), stack.markAt(frame));
  }

  private void end() throws Mismatch {
    int frame = stack.depth() - 1;
    if (stack.opcodeAt(frame) == Opcode.IF
        && !types.matches(stack.paramsAt(frame), stack.resultsAt(frame))) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          "an if without else must leave what it takes, and its type says otherwise");
    }
    stack.leave();
    forget(stack.markAt(frame));
    if (frame > 0) {
      stack.push(stack.resultsAt(frame));
    }
  }

  private void forget(int mark) {
    while (assignedCount > mark) {
      initialized[assigned[--assignedCount]] = false;
    }
  }

  private void assign(int local) {
    if (!initialized[local]) {
      initialized[local] = true;
      if (assignedCount == assigned.length) {
        assigned = Arrays.copyOf(assigned, assignedCount * 2);
      }
      assigned[assignedCount++] = local;
    }
  }

  /** Operands that a conditional branch takes along, and that stay where it is not taken. */
  private void repeat(int[] label) throws Mismatch {
    stack.pop(label);
    stack.push(label);
  }

  private void repeatAllButLast(int[] label) throws Mismatch {
    if (label.length == 0) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH, "the label takes no operand, and the branch brings one");
    }
    stack.pop(label);
    for (int i = 0; i < label.length - 1; i++) {
      stack.push(label[i]);
    }
  }

  private void branchOnCast(boolean onSuccess) throws Mismatch {
    int from = types.code(new RefType((in.castFlags() & 1) != 0, in.heapType()), section, item);
    int to = types.code(new RefType((in.castFlags() & 2) != 0, in.heapType2()), section, item);
    fits(to, from);
    int rest = (to & NULLABLE) != 0 ? from & ~NULLABLE : from;
    stack.pop(from);
    stack.push(onSuccess ? to : rest);
    repeatAllButLast(stack.label(in.index()));
    stack.push(onSuccess ? rest : to);
  }

  private void branchTable() throws Mismatch {
    stack.pop(I32);
    int count = in.labelCount();
    int arity = stack.label(in.label(count - 1)).length;
    for (int i = 0; i < count; i++) {
      if (i > 0 && in.label(i) == in.label(i - 1)) {
        continue;
      }
      int[] label = stack.label(in.label(i));
      if (label.length != arity) {
        throw new Mismatch(
            InvalidReason.TYPE_MISMATCH, "the labels take different numbers of operands");
      }
      stack.check(label);
    }
    stack.setUnreachable();
  }

  private void handlers() throws Mismatch {
    for (InstructionReader.Catch handler : in.catches()) {
      int[] given =
          handler.tag() < 0
              ? TypeTable.NO_TYPES
              : spaces.tag(spaces.tagIndex(handler.tag())).operands;
      if (handler.withReference()) {
        given = Arrays.copyOf(given, given.length + 1);
        given[given.length - 1] = TypeTable.EXNREF & ~NULLABLE;
      }
      if (!types.matches(given, stack.label(handler.label()))) {
        throw new Mismatch(
            InvalidReason.TYPE_MISMATCH, "the label takes other operands than the handler brings");
      }
    }
  }

  private void call(Shape callee) throws Mismatch {
    stack.pop(callee.operands);
    stack.push(callee.results);
  }

  private void tailCall(Shape callee) throws Mismatch {
    if (!types.matches(callee.results, stack.resultsAt(0))) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH, "the function called in tail position has other results");
    }
    stack.pop(callee.operands);
    stack.setUnreachable();
  }

  private Shape indirect() throws Mismatch {
    int table = spaces.tableIndex(in.index2());
    fits(spaces.tables[table], TypeTable.FUNCREF);
    Shape callee = spaces.functionType(in.index());
    stack.pop(tableAddress(table));
    return callee;
  }

  private Shape referenced() throws Mismatch {
    Shape callee = spaces.functionType(in.index());
    stack.pop(types.reference(true, in.index()));
    return callee;
  }

  private void select() throws Mismatch {
    stack.pop(I32);
    int second = stack.pop();
    int first = stack.pop();
    if (TypeTable.isReference(first) || TypeTable.isReference(second)) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH, "select without a type cannot be used for references");
    }
    if (first != second && first != BOTTOM && second != BOTTOM) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          "select between " + types.print(first) + " and " + types.print(second));
    }
    stack.push(first == BOTTOM ? second : first);
  }

  private void selectTyped() throws Mismatch {
    if (in.valTypes().size() != 1) {
      throw new Mismatch(InvalidReason.INVALID_RESULT_ARITY, "select must have one type");
    }
    int type = types.code(in.valTypes().getFirst(), section, item);
    stack.pop(I32);
    stack.pop(type);
    stack.pop(type);
    stack.push(type);
  }

  private void memoryAccess(Opcode opcode, int[] operands) throws Mismatch {
    boolean is64 = spaces.memory64(in.index());
    int natural = opcode.naturalAlignment();
    if (opcode.feature() == Feature.THREADS ? in.align() != natural : in.align() > natural) {
      throw new Mismatch(
          InvalidReason.ALIGNMENT,
          "the alignment of 2^"
              + in.align()
              + " bytes does not fit the natural one of 2^"
              + natural);
    }
    if (!is64 && in.memoryOffset() >>> Integer.SIZE != 0) {
      throw new Mismatch(InvalidReason.OFFSET_OUT_OF_RANGE, "the offset does not fit 32 bits");
    }
    for (int i = operands.length - 1; i > 0; i--) {
      stack.pop(operands[i]);
    }
    stack.pop(IndexSpaces.addressType(is64));
  }

  private void memory(Opcode opcode) throws Mismatch {
    int address = IndexSpaces.addressType(spaces.memory64(in.index()));
    switch (opcode) {
      case MEMORY_SIZE -> stack.push(address);
      case MEMORY_GROW -> {
        stack.pop(address);
        stack.push(address);
      }
      case MEMORY_FILL -> {
        stack.pop(address);
        stack.pop(I32);
        stack.pop(address);
      }
      default -> throw new IllegalStateException("no rule for " + opcode);
    }
  }

  private void copy(boolean to64, boolean from64) throws Mismatch {
    stack.pop(IndexSpaces.addressType(to64 && from64));
    stack.pop(IndexSpaces.addressType(from64));
    stack.pop(IndexSpaces.addressType(to64));
  }

  private void fits(int sub, int sup) throws Mismatch {
    if (!types.matches(sub, sup)) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          types.print(sup) + " is expected, but there is " + types.print(sub));
    }
  }

  private static void lane(int lane, int count) throws Mismatch {
    if (lane >= count) {
      throw new Mismatch(
          InvalidReason.INVALID_LANE, "there is no lane " + lane + " among " + count);
    }
  }

  private int tableAddress(int table) {
    return IndexSpaces.addressType(spaces.tables64[table]);
  }

  private int local(int index) throws Mismatch {
    return locals[IndexSpaces.known(index, localCount, InvalidReason.UNKNOWN_LOCAL, "local")];
  }
}
