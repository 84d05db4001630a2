package dev.wasmc.engine;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of a module is found in generated code. Made once, without reading the bodies of
 * a large module.
 */
final class Layout {
  /**
   * Beyond, imports and globals are reached through arrays, since a class has at most 65,535
   * fields.
   */
  static final int MOST_FIELDS = 1000;

  /** Beyond, a module is taken to grow its memory: finding out would cost more than it gains. */
  private static final int MOST_CODE_READ = 256 << 10;

  /**
   * Functions of a class: enough to make few classes, few enough to translate little that is not
   * run.
   */
  private static final int GROUP_BYTES = 600;

  private static final int GROUP_FUNCTIONS = 16;

  /** Where a global lives. */
  enum GlobalPlace {
    /** A field of the instance. */
    FIELD,
    /** A {@link Global} in a field of the instance. */
    CELL,
    /** A {@link Global} in the instance's array. */
    DISTANT_CELL
  }

  final ValidatedModule valid;
  final EngineOptions options;

  /** Whether functions get memory 0 as a parameter. */
  final boolean hasMemory;

  /** Whether code that is called may replace what holds memory 0. */
  final boolean moves;

  private final MemoryShape[] shapes;
  private final List<String> context;
  private final String contextDescriptor;

  private final @Nullable Signature[] typeSignatures;
  private final @Nullable Signature[] functionSignatures;
  private final GlobalPlace[] globals;
  private final Map<String, byte[]> further = new ConcurrentSkipListMap<>();
  private final int[] groups;
  private final int groupCount;

  /**
   * @param shapes of the memories, see {@link #shapes}
   */
  Layout(ValidatedModule valid, EngineOptions options, List<MemoryShape> shapes) {
    this.valid = valid;
    this.options = options;
    this.typeSignatures = new Signature[valid.types().size()];
    this.functionSignatures = new Signature[valid.functions().size()];
    this.hasMemory = !valid.memories().isEmpty();
    this.shapes = shapes.toArray(MemoryShape[]::new);
    this.context =
        hasMemory ? List.of(Naming.INSTANCE, shape(0).holder()) : List.of(Naming.INSTANCE);
    this.contextDescriptor = context.stream().map(Naming::descriptor).collect(Collectors.joining());
    this.moves = hasMemory && mayMove(valid);
    this.globals = new GlobalPlace[valid.globals().size()];
    placeGlobals();
    this.groups = new int[valid.functions().size()];
    this.groupCount = group();
  }

  /**
   * Chooses how memories are reached.
   *
   * @param imported whether each imported memory is a segment, as far as that is known
   */
  static List<MemoryShape> shapes(
      ValidatedModule valid, EngineOptions options, List<Boolean> imported) {
    List<MemoryShape> shapes = new ArrayList<>();
    for (int i = 0; i < valid.memories().size(); i++) {
      boolean segment =
          i < imported.size()
              ? imported.get(i)
              : Memory.isOutside(valid.memories().get(i), options.memories());
      boolean exact =
          i == 0
              && valid.importedMemories() == 0
              && options.exactMemory()
              && !segment
              && isFixed(valid);
      MemoryShape roomy = i == 0 && options.rawMemory() ? MemoryShape.RAW : MemoryShape.ROOMY;
      shapes.add(segment ? MemoryShape.SEGMENT : exact ? MemoryShape.EXACT : roomy);
    }
    return List.copyOf(shapes);
  }

  List<MemoryShape> shapes() {
    return List.of(shapes);
  }

  MemoryShape shape(int memory) {
    return shapes[memory];
  }

  /** Whether memory 0 is reached through {@link RawAccess}. */
  boolean isRaw() {
    return hasMemory && shape(0) == MemoryShape.RAW;
  }

  /** Whether addresses in memory 0 are compared with {@link Memory#bound}. */
  boolean isBounded() {
    return hasMemory && shape(0) == MemoryShape.ROOMY;
  }

  /**
   * Whether memory 0 may grow while a function is called: by the module itself, or by another one
   * that gets at the memory and is called by way of an import or a table.
   */
  private boolean mayMove(ValidatedModule valid) {
    boolean own = shape(0) != MemoryShape.EXACT;
    boolean shared = valid.importedMemories() > 0 || isMemoryExported(valid);
    boolean calls = valid.importedFunctions() > 0 || !valid.tables().isEmpty();
    return own || (shared && calls);
  }

  private static boolean isMemoryExported(ValidatedModule valid) {
    return valid.module().exports().stream()
        .anyMatch(export -> export.kind() == ExternKind.MEMORY && export.index() == 0);
  }

  private static boolean isFixed(ValidatedModule valid) {
    Long max = valid.memories().getFirst().limits().max();
    if (max != null && max == valid.memories().getFirst().limits().min()) {
      return true;
    }
    long bytes = 0;
    for (FunctionBody body : valid.module().bodies()) {
      bytes += body.instructions().length();
    }
    if (bytes > MOST_CODE_READ) {
      return false;
    }
    for (FunctionBody body : valid.module().bodies()) {
      InstructionReader reader = new InstructionReader("", body.instructions());
      while (reader.hasNext()) {
        if (reader.next() == Opcode.MEMORY_GROW && reader.index() == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void placeGlobals() {
    BitSet exported = new BitSet();
    for (Export export : valid.module().exports()) {
      if (export.kind() == ExternKind.GLOBAL) {
        exported.set(export.index());
      }
    }
    for (int i = 0; i < globals.length; i++) {
      boolean shared =
          i < valid.importedGlobals() || exported.get(i) || !valid.globals().get(i).mutable();
      globals[i] =
          i >= MOST_FIELDS
              ? GlobalPlace.DISTANT_CELL
              : shared ? GlobalPlace.CELL : GlobalPlace.FIELD;
    }
  }

  private int group() {
    int group = 0;
    int bytes = 0;
    int functions = 0;
    for (int i = 0; i < groups.length; i++) {
      int size = i < valid.importedFunctions() ? 20 : code(i).length();
      if (functions > 0 && (bytes + size > GROUP_BYTES || functions == GROUP_FUNCTIONS)) {
        group++;
        bytes = 0;
        functions = 0;
      }
      groups[i] = group;
      bytes += size;
      functions++;
    }
    return groups.length == 0 ? 0 : group + 1;
  }

  int groupCount() {
    return groupCount;
  }

  int groupOf(int function) {
    return groups[function];
  }

  /** The first function of a group; of the number of groups, the number of functions. */
  int groupStart(int group) {
    int low = 0;
    int high = groups.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (groups[middle] < group) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Keeps a class that belongs to a group until it is asked for. */
  void keep(String name, byte[] classFile) {
    further.put(name, classFile);
  }

  /** What is kept by now. */
  Stream<byte[]> further() {
    return further.values().stream();
  }

  /** Null for a class that belongs to no group. */
  byte @Nullable [] further(String name) {
    return further.get(name);
  }

  FunctionBody body(int function) {
    return valid.module().bodies().get(function - valid.importedFunctions());
  }

  ByteSlice code(int function) {
    return body(function).instructions();
  }

  Signature typeSignature(int type) {
    Signature known = typeSignatures[type];
    if (known == null) {
      known = Signature.of(valid.types().get(type));
      typeSignatures[type] = known;
    }
    return known;
  }

  Signature signature(int function) {
    Signature known = functionSignatures[function];
    if (known == null) {
      known = Signature.of(functionType(function));
      functionSignatures[function] = known;
    }
    return known;
  }

  FuncType functionType(int function) {
    return valid.functions().get(function);
  }

  JvmType globalType(int global) {
    return JvmType.of(valid.globals().get(global).type());
  }

  GlobalPlace globalPlace(int global) {
    return globals[global];
  }

  /** The internal name of the class with a function's method. */
  String ownerOf(int function) {
    return Naming.GROUP_PREFIX + groups[function];
  }

  /** The types of what every function gets behind its parameters, a slot each. */
  List<String> context() {
    return context;
  }

  String contextDescriptor() {
    return contextDescriptor;
  }

  String descriptor(Signature signature) {
    return "("
        + signature.paramDescriptors()
        + contextDescriptor
        + ")"
        + signature.resultDescriptor();
  }

  /** What frames of a method with this signature start with. */
  Object[] frame(Signature signature) {
    List<Object> frame = new ArrayList<>();
    if (signature.packed) {
      frame.addAll(List.of("[J", Packing.OBJECTS));
    } else {
      for (JvmType param : signature.params) {
        frame.add(param.frame);
      }
    }
    frame.addAll(context);
    return frame.toArray();
  }

  /** Names of the fields of instances. */
  static String memoryField(int memory) {
    return "m" + memory;
  }

  static String tableField(int table) {
    return "t" + table;
  }

  static String globalField(int global) {
    return "g" + global;
  }

  static String importField(int function) {
    return "i" + function;
  }

  /** What holds memory 0, kept up to date in the instance. */
  static final String DATA_FIELD = "data";

  /** The constant call of {@link Interruption}. */
  static final String POLL_FIELD = "poll";

  /** Its {@link Memory#bound} likewise, in the base class. */
  static final String BOUND_FIELD = "bound";

  /** Its size likewise, for {@link MemoryShape#RAW}. */
  static final String END_FIELD = "end";

  /** The constant through which raw memory is reached. */
  static final String RAW_FIELD = "raw";

  JvmType[] params(BlockType type) {
    return type instanceof BlockType.Function(int index)
        ? Signature.types(valid.types().get(index).params())
        : new JvmType[0];
  }

  JvmType[] results(BlockType type) {
    return switch (type) {
      case BlockType.Empty empty -> new JvmType[0];
      case BlockType.Result(ValType result) -> new JvmType[] {JvmType.of(result)};
      case BlockType.Function(int index) -> Signature.types(valid.types().get(index).results());
    };
  }

  /** What a branch to a structured instruction carries. */
  JvmType[] carried(Body body, int target) {
    BlockType type = body.blockType(target);
    return body.op(target) == Opcode.LOOP ? params(type) : results(type);
  }

  List<FuncType> types() {
    return valid.types();
  }
}
