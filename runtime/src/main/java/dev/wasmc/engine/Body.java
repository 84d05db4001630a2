package dev.wasmc.engine;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.ValType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The instructions of a function in arrays, with what belongs together joined: the form that
 * planner and translator work on.
 */
final class Body {
  /**
   * {@link #parent} of instructions that no structured instruction encloses, and the identity of
   * the function's own label.
   */
  static final int FUNCTION = -1;

  /** Without instructions. */
  static final Body EMPTY = new Body(0);

  private static final int MOST_POINTS = 65535;
  private static final int LEAST_ROOM = 16;

  /** Most instructions are no longer. */
  private static final int MOST_USUAL_BYTES = 2;

  /** What a stack trace can show; these are numbered from 1 through the function. */
  private static final Set<Opcode> POINTS =
      Arrays.stream(Opcode.values())
          .filter(Body::isPoint)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Opcode.class)));

  /** Instructions from one to before another. */
  record Range(int from, int to) {}

  private Opcode[] ops;
  private int[] index;
  private int[] index2;
  private long[] constant;
  private int[] match;
  private int[] parent;
  private int[] point;
  private final Map<Integer, int[]> labels = new HashMap<>();
  private final Map<Integer, BlockType> blockTypes = new HashMap<>();
  private final Map<Integer, List<ValType>> valTypes = new HashMap<>();
  private final Map<Integer, Integer> openers = new HashMap<>();
  private final BitSet loops = new BitSet();
  private final BitSet added = new BitSet();
  private int count;

  /** The innermost structured instruction that has no end yet. */
  private int current = FUNCTION;

  /**
   * @param room how many instructions there may be before it grows
   */
  private Body(int room) {
    ops = new Opcode[room];
    index = new int[room];
    index2 = new int[room];
    constant = new long[room];
    match = new int[room];
    parent = new int[room];
    point = new int[room];
  }

  /** To append to. */
  static Body empty() {
    return new Body(LEAST_ROOM);
  }

  static Body read(ByteSlice code) {
    Body body = new Body(LEAST_ROOM + code.length() / MOST_USUAL_BYTES);
    InstructionReader reader = new InstructionReader("", code);
    int points = 0;
    while (reader.hasNext()) {
      Opcode op = reader.next();
      int at = body.add(op, reader.index(), reader.index2(), reader.constant());
      body.point[at] = POINTS.contains(op) ? Math.min(++points, MOST_POINTS) : 0;
      switch (op.immediate()) {
        case LABELS -> {
          int[] targets = new int[reader.labelCount()];
          for (int i = 0; i < targets.length; i++) {
            targets[i] = reader.label(i);
          }
          body.labels.put(at, targets);
        }
        case VALTYPES -> body.valTypes.put(at, reader.valTypes());
        case HEAP -> body.valTypes.put(at, List.of(new RefType(true, reader.heapType())));
        case BLOCK -> body.blockTypes.put(at, reader.blockType());
        default -> {}
      }
    }
    return body;
  }

  /** Appends an instruction of another body. */
  void append(Body from, int other) {
    int at = add(from.ops[other], from.index[other], from.index2[other], from.constant[other]);
    point[at] = from.point[other];
    copy(from.labels, other, labels, at);
    copy(from.blockTypes, other, blockTypes, at);
    copy(from.valTypes, other, valTypes, at);
  }

  /** Appends a block in place of a structured instruction of another body. */
  void appendBlock(Body from, int other) {
    copy(from.blockTypes, other, blockTypes, add(Opcode.BLOCK, 0, 0, 0));
  }

  private static <T> void copy(Map<Integer, T> from, int other, Map<Integer, T> to, int at) {
    T value = from.get(other);
    if (value != null) {
      to.put(at, value);
    }
  }

  /** Appends {@code local.get} or {@code local.set} that the module does not have. */
  void appendLocal(Opcode op, int local) {
    added.set(add(op, local, 0, 0));
  }

  /** Whether it calls anything: a function that does not, and has no loop, soon ends. */
  boolean calls() {
    for (int i = 0; i < count; i++) {
      switch (ops[i]) {
        case CALL, CALL_INDIRECT, CALL_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether the module does not have the instruction. */
  boolean isAdded(int at) {
    return added.get(at);
  }

  private int add(Opcode op, int first, int second, long bits) {
    if (count == ops.length) {
      int length = Math.max(LEAST_ROOM, count * 2);
      ops = Arrays.copyOf(ops, length);
      index = Arrays.copyOf(index, length);
      index2 = Arrays.copyOf(index2, length);
      constant = Arrays.copyOf(constant, length);
      match = Arrays.copyOf(match, length);
      parent = Arrays.copyOf(parent, length);
      point = Arrays.copyOf(point, length);
    }
    int at = count++;
    ops[at] = op;
    index[at] = first;
    index2[at] = second;
    constant[at] = bits;
    parent[at] = current;
    switch (op) {
      case LOOP -> {
        loops.set(at);
        current = at;
      }
      case BLOCK, IF -> current = at;
      case ELSE -> {
        match[current] = at;
        openers.put(at, current);
        parent[at] = parent[current];
      }
      case END -> {
        if (current != FUNCTION) {
          int opener = match[current] > current ? match[current] : current;
          match[opener] = at;
          match[at] = current;
          parent[at] = parent[current];
          current = parent[current];
        }
      }
      default -> {}
    }
    return at;
  }

  private static boolean isPoint(Opcode op) {
    return switch (op) {
      case UNREACHABLE, LOOP, CALL, CALL_INDIRECT, TABLE_GET, TABLE_SET -> true;
      case MEMORY_INIT, MEMORY_COPY, MEMORY_FILL, TABLE_INIT, TABLE_COPY, TABLE_FILL -> true;
      default -> op.immediate() == Immediate.MEMARG || Lowering.traps(op);
    };
  }

  /**
   * Where the instruction with this number is, as a position in the module.
   *
   * @return -1 for a number that none has, or that several have
   */
  static int offsetOfPoint(ByteSlice code, int wanted) {
    if (wanted < 1 || wanted >= MOST_POINTS) {
      return -1;
    }
    InstructionReader reader = new InstructionReader("", code);
    int points = 0;
    while (reader.hasNext()) {
      if (POINTS.contains(reader.next()) && ++points == wanted) {
        return reader.offset();
      }
    }
    return -1;
  }

  int count() {
    return count;
  }

  /** Where loops begin; not to be changed. */
  BitSet loops() {
    return loops;
  }

  Opcode op(int at) {
    return ops[at];
  }

  int index(int at) {
    return index[at];
  }

  int index2(int at) {
    return index2[at];
  }

  long constant(int at) {
    return constant[at];
  }

  /** The number of the instruction, from 1, if it can trap or call; 0 otherwise. */
  int point(int at) {
    return point[at];
  }

  /**
   * The structured instruction around this one; its {@code else} and {@code end} have the same as
   * itself.
   */
  int parent(int at) {
    return parent[at];
  }

  /** Of a structured instruction: its {@code end}. */
  int end(int at) {
    int next = match[at];
    return ops[next] == Opcode.ELSE ? match[next] : next;
  }

  /** Of an {@code if}: its {@code else}, or its {@code end} where it has none. */
  int otherwise(int at) {
    return match[at];
  }

  /** Of an {@code else}: the {@code end}. */
  int endOfElse(int at) {
    return match[at];
  }

  /** Of an {@code else} or an {@code end}, but the function's: the structured instruction. */
  int opener(int at) {
    int opener = match[at];
    if (ops[at] == Opcode.ELSE) {
      return openers.getOrDefault(at, opener);
    }
    return opener;
  }

  int[] labels(int at) {
    int[] targets = labels.get(at);
    return targets == null ? new int[0] : targets;
  }

  BlockType blockType(int at) {
    return blockTypes.getOrDefault(at, BlockType.Empty.EMPTY);
  }

  /** Of a {@code select} with types; of {@code ref.null} its type. */
  List<ValType> valTypes(int at) {
    return valTypes.getOrDefault(at, List.of());
  }

  /** Adds the locals that instructions of a range assign. */
  void assigned(int from, int to, BitSet into) {
    for (int i = from; i < to; i++) {
      if (ops[i] == Opcode.LOCAL_SET || ops[i] == Opcode.LOCAL_TEE) {
        into.set(index[i]);
      }
    }
  }

  /** Whether instructions of a range may lead to a growth of memory. */
  boolean calls(int from, int to) {
    for (int i = from; i < to; i++) {
      switch (ops[i]) {
        case CALL, CALL_INDIRECT, MEMORY_GROW -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Adds the locals that instructions of a range name. */
  void named(int from, int to, BitSet into) {
    for (int i = from; i < to; i++) {
      if (ops[i].immediate() == Immediate.LOCAL) {
        into.set(index[i]);
      }
    }
  }

  @Override
  public String toString() {
    return count + " instructions";
  }

  /** The targets of a {@code br_table}; the walk outwards is the same for all. */
  int[] targets(int at) {
    int[] depths = labels(at);
    int most = 0;
    for (int depth : depths) {
      most = Math.max(most, depth);
    }
    int[] outwards = new int[most + 1];
    int target = parent[at];
    for (int depth = 0; depth <= most; depth++) {
      outwards[depth] = target;
      target = target == FUNCTION ? FUNCTION : parent[target];
    }
    int[] targets = new int[depths.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = outwards[depths[i]];
    }
    return targets;
  }

  /** The target of a branch: the structured instruction, or {@link #FUNCTION}. */
  int target(int at, int depth) {
    int target = parent[at];
    for (int i = 0; i < depth; i++) {
      target = parent[target];
    }
    return target;
  }
}
