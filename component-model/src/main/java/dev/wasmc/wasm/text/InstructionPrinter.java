package dev.wasmc.wasm.text;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.HeapType;
import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.NameSubsection;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.text.TextWriter.Identifiers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instructions as text, in flat form. */
final class InstructionPrinter {
  private static final Identifiers NO_NAMES = new Identifiers(Map.of());

  private final TextWriter out;
  private final PrintedModule module;
  private final TypePrinter types;

  InstructionPrinter(TextWriter out, PrintedModule module, TypePrinter types) {
    this.out = out;
    this.module = module;
    this.types = types;
  }

  /**
   * The body of a function, a line for each instruction.
   *
   * @param labels the names of its blocks in the order in which they start
   */
  void body(ByteSlice instructions, Identifiers locals, Map<Integer, String> labels) {
    InstructionReader in = new InstructionReader(module.file(), instructions);
    int depth = 0;
    int blocks = 0;
    while (in.hasNext()) {
      Opcode opcode = in.next();
      if (opcode == Opcode.END && --depth < 0) {
        break;
      }
      if (opcode == Opcode.END || opcode == Opcode.ELSE) {
        out.outdent();
      }
      out.line(opcode.mnemonic());
      switch (opcode) {
        case BLOCK, LOOP, IF, TRY_TABLE -> {
          String label = labels.get(blocks++);
          if (label != null && !label.isEmpty()) {
            out.add(" ").add(Identifiers.identifier(label));
          }
          immediates(in, opcode, locals);
          depth++;
          out.add(" ;; label = @").add(depth).indent();
        }
        case ELSE -> out.indent();
        case END -> {}
        default -> {
          immediates(in, opcode, locals);
          target(in, opcode, depth);
        }
      }
    }
    for (; depth > 0; depth--) {
      out.outdent();
    }
  }

  /** Which block a plain branch goes to. */
  private void target(InstructionReader in, Opcode opcode, int depth) {
    switch (opcode.immediate()) {
      case LABEL, BR_ON_CAST -> {
        int target = depth - in.index();
        if (in.index() >= 0 && target > 0) {
          out.add(" (;@").add(target).add(";)");
        }
      }
      default -> {}
    }
  }

  /** A constant expression on one line: {@code (word i1 i2)}, or one instruction in parentheses. */
  void expression(String word, ByteSlice instructions) {
    InstructionReader in = new InstructionReader(module.file(), instructions);
    Opcode first = in.hasNext() ? in.next() : Opcode.END;
    boolean plain = first != Opcode.END && first.immediate() != Immediate.BLOCK;
    boolean single = plain && in.hasNext() && in.next() == Opcode.END;
    out.add(single ? "(" : "(" + word + " ");
    flat(instructions);
    out.add(")");
  }

  /** The instructions of a constant expression behind each other. */
  void flat(ByteSlice instructions) {
    InstructionReader in = new InstructionReader(module.file(), instructions);
    int depth = 0;
    boolean space = false;
    while (in.hasNext()) {
      Opcode opcode = in.next();
      if (opcode == Opcode.END && --depth < 0) {
        return;
      }
      out.add(space ? " " : "").add(opcode.mnemonic());
      space = true;
      if (opcode != Opcode.END && opcode != Opcode.ELSE) {
        immediates(in, opcode, NO_NAMES);
      }
      switch (opcode) {
        case BLOCK, LOOP, IF, TRY_TABLE -> depth++;
        default -> {}
      }
    }
  }

  private void index(NameSubsection part, int index) {
    out.add(" ").add(module.identifiers(part).reference(index));
  }

  private void indexUnlessZero(NameSubsection part, int index) {
    if (index != 0) {
      index(part, index);
    }
  }

  private void pairUnlessZero(NameSubsection part, int first, int second) {
    if (first != 0 || second != 0) {
      index(part, first);
      index(part, second);
    }
  }

  private void number(int number) {
    out.add(" ").add(number);
  }

  private void immediates(InstructionReader in, Opcode opcode, Identifiers locals) {
    switch (opcode.immediate()) {
      case NONE, ZERO_BYTE -> {}
      case BLOCK -> blockType(in.blockType());
      case TRY_TABLE -> {
        blockType(in.blockType());
        in.catches().forEach(this::handler);
      }
      case LABEL -> number(in.index());
      case LABELS -> {
        for (int i = 0; i < in.labelCount(); i++) {
          number(in.label(i));
        }
      }
      case FUNC -> index(NameSubsection.FUNCTION, in.index());
      case TYPE -> index(NameSubsection.TYPE, in.index());
      case TYPE_TABLE -> {
        indexUnlessZero(NameSubsection.TABLE, in.index2());
        typeUse(in.index());
      }
      case LOCAL -> out.add(" ").add(locals.reference(in.index()));
      case GLOBAL -> index(NameSubsection.GLOBAL, in.index());
      case TABLE -> index(NameSubsection.TABLE, in.index());
      case TABLE_TABLE -> pairUnlessZero(NameSubsection.TABLE, in.index(), in.index2());
      case MEMORY -> indexUnlessZero(NameSubsection.MEMORY, in.index());
      case MEMORY_MEMORY -> pairUnlessZero(NameSubsection.MEMORY, in.index(), in.index2());
      case MEMARG -> memory(in, opcode);
      case MEMARG_LANE -> {
        memory(in, opcode);
        number(in.lane());
      }
      case DATA -> index(NameSubsection.DATA, in.index());
      case DATA_MEMORY -> {
        indexUnlessZero(NameSubsection.MEMORY, in.index2());
        index(NameSubsection.DATA, in.index());
      }
      case ELEM -> index(NameSubsection.ELEMENT, in.index());
      case ELEM_TABLE -> {
        indexUnlessZero(NameSubsection.TABLE, in.index2());
        index(NameSubsection.ELEMENT, in.index());
      }
      case TAG -> index(NameSubsection.TAG, in.index());
      case I32, I64 -> out.add(" ").add(Long.toString(in.constant()));
      case F32 -> out.add(" ").add(FloatText.f32((int) in.constant()));
      case F64 -> out.add(" ").add(FloatText.f64(in.constant()));
      case V128 -> {
        out.add(" i32x4");
        vectorLane(in.constant());
        vectorLane(in.constant() >>> 32);
        vectorLane(in.constantHigh());
        vectorLane(in.constantHigh() >>> 32);
      }
      case SHUFFLE -> {
        for (int i = 0; i < 16; i++) {
          long half = i < 8 ? in.constant() : in.constantHigh();
          number((int) (half >>> (8 * (i & 7))) & 0xff);
        }
      }
      case LANE -> number(in.lane());
      case VALTYPES -> {
        if (in.valTypes().isEmpty()) {
          out.add(" (result)");
        }
        types.group(" (result", in.valTypes());
      }
      case HEAP -> heap(in, opcode);
      case BR_ON_CAST -> {
        number(in.index());
        reference((in.castFlags() & 1) != 0, in.heapType());
        reference((in.castFlags() & 2) != 0, in.heapType2());
      }
      case TYPE_FIELD, TYPE_COUNT -> {
        index(NameSubsection.TYPE, in.index());
        number(in.index2());
      }
      case TYPE_DATA -> {
        index(NameSubsection.TYPE, in.index());
        index(NameSubsection.DATA, in.index2());
      }
      case TYPE_ELEM -> {
        index(NameSubsection.TYPE, in.index());
        index(NameSubsection.ELEMENT, in.index2());
      }
      case TYPE_TYPE -> {
        index(NameSubsection.TYPE, in.index());
        index(NameSubsection.TYPE, in.index2());
      }
    }
  }

  private void vectorLane(long lane) {
    out.add(String.format(Locale.ROOT, " 0x%08x", (int) lane));
  }

  private void handler(InstructionReader.Catch handler) {
    out.add(handler.tag() < 0 ? " (catch_all" : " (catch")
        .add(handler.withReference() ? "_ref" : "");
    if (handler.tag() >= 0) {
      index(NameSubsection.TAG, handler.tag());
    }
    number(handler.label());
    out.add(")");
  }

  private void heap(InstructionReader in, Opcode opcode) {
    switch (opcode) {
      case REF_TEST, REF_CAST -> reference(false, in.heapType());
      case REF_TEST_NULL, REF_CAST_NULL -> reference(true, in.heapType());
      default -> {
        out.add(" ");
        types.heapType(in.heapType());
      }
    }
  }

  private void reference(boolean nullable, HeapType heap) {
    out.add(" ");
    types.valType(new RefType(nullable, heap));
  }

  private void memory(InstructionReader in, Opcode opcode) {
    indexUnlessZero(NameSubsection.MEMORY, in.index());
    if (in.memoryOffset() != 0) {
      out.add(" offset=").add(Long.toUnsignedString(in.memoryOffset()));
    }
    if (in.align() != opcode.naturalAlignment()) {
      out.add(" align=").add(Long.toUnsignedString(1L << in.align()));
    }
  }

  private void blockType(BlockType type) {
    switch (type) {
      case BlockType.Empty.EMPTY -> {}
      case BlockType.Result(var result) -> types.group(" (result", List.of(result));
      case BlockType.Function(int index) -> typeUse(index);
    }
  }

  /** A type by its index, and what it is where that is known. */
  private void typeUse(int index) {
    out.add(" (type ").add(module.identifiers(NameSubsection.TYPE).reference(index)).add(")");
    @Nullable FuncType type = module.function(index);
    if (type != null) {
      types.signature(type, NO_NAMES, false);
    }
  }
}
