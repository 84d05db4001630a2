package dev.wasmc.wasm.text;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.InstructionWriter;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.text.LabelStack.Hint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instructions, core specification 6.5, flat and folded, straight into binary form. Nesting is on a
 * stack of its own, so it is bounded by memory alone.
 */
final class InstructionParser {
  private final TextCursor in;
  private final ModuleScope scope;
  private final TypeParser types;
  private final ImmediateParser immediates;
  private final InstructionWriter out = new InstructionWriter();
  private final LabelStack labels = new LabelStack();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Hint> hints = new ArrayList<>();
  private int pendingHint = Hint.NONE;

  /** What is open around the next instruction. */
  private sealed interface Frame {
    /** A block in flat form, until its {@code end}. */
    record Flat(Opcode opcode, @Nullable String label) implements Frame {}

    /** A folded instruction, whose operands are being read. */
    record Plain(Pending instruction, int hint) implements Frame {}

    /** A folded block. */
    record Block() implements Frame {}

    /** A folded {@code if}, whose condition is being read until {@code then} opens. */
    record Condition(@Nullable String label, TypeUse type, int token, int hint) implements Frame {}

    /** A folded {@code if} behind {@code then}, whose {@code else} may follow. */
    record AfterThen() implements Frame {}

    /** A folded {@code if} behind {@code else}. */
    record AfterElse() implements Frame {}

    /** Inside {@code then} or {@code else}. */
    record Arm() implements Frame {}
  }

  /**
   * An instruction that was read and is written behind its operands: types it implies come behind
   * those of its operands.
   */
  private sealed interface Pending {
    record Simple(Opcode opcode) implements Pending {}

    record Encoded(Opcode opcode, ByteSlice bytes) implements Pending {}

    record Indirect(Opcode opcode, int table, TypeUse type, int token) implements Pending {}
  }

  /**
   * @param locals the parameters and the locals of a function; an empty space elsewhere
   */
  InstructionParser(TextCursor in, ModuleScope scope, TypeParser types, IndexSpace locals) {
    this.in = in;
    this.scope = scope;
    this.types = types;
    this.immediates = new ImmediateParser(in, scope, types, locals, labels);
  }

  LabelStack labels() {
    return labels;
  }

  List<Hint> hints() {
    return hints;
  }

  /** Whether an instruction was seen that needs to know how many data segments there are. */
  boolean usesDataCount() {
    return immediates.usesDataCount();
  }

  /** Reads up to the parenthesis that closes what is around, which stays there. */
  ByteSlice sequence() {
    while (!in.atClose() || !frames.isEmpty()) {
      step();
    }
    return finish();
  }

  /** Reads one folded instruction. */
  ByteSlice folded() {
    if (!in.atOpen()) {
      throw in.unexpected("'('");
    }
    do {
      step();
    } while (!frames.isEmpty());
    return finish();
  }

  private ByteSlice finish() {
    takeHint();
    if (pendingHint != Hint.NONE) {
      throw badHint("no instruction follows");
    }
    return out.end().toSlice();
  }

  private void step() {
    takeHint();
    if (in.atClose()) {
      close();
    } else if (in.atOpen()) {
      open();
    } else {
      flat();
    }
  }

  private void close() {
    if (pendingHint != Hint.NONE) {
      throw badHint("no instruction follows");
    }
    switch (frames.pop()) {
      case Frame.Flat flat -> throw in.unexpected("'end'");
      case Frame.Condition condition -> throw in.unexpected("'(then'");
      case Frame.Plain(Pending instruction, int hint) -> write(instruction, hint);
      case Frame.Block(), Frame.AfterThen(), Frame.AfterElse() -> {
        out.end();
        labels.pop();
      }
      case Frame.Arm() -> {}
    }
    in.expectClose();
  }

  private void open() {
    switch (frames.peek()) {
      case Frame.Condition(String label, TypeUse type, int token, int hint)
          when in.atOpen("then") -> {
        in.expectOpen("then");
        frames.pop();
        addHint(hint);
        out.block(Opcode.IF, blockType(type, token));
        labels.push(label);
        frames.push(new Frame.AfterThen());
        frames.push(new Frame.Arm());
      }
      case Frame.AfterThen() -> {
        if (!in.takeOpen("else")) {
          throw in.unexpected("'(else' or ')'");
        }
        frames.pop();
        out.op(Opcode.ELSE);
        frames.push(new Frame.AfterElse());
        frames.push(new Frame.Arm());
      }
      case Frame.AfterElse() -> throw in.unexpected("')'");
      case null, default -> openInstruction();
    }
  }

  private void openInstruction() {
    in.expectOpen();
    int token = in.position();
    Opcode opcode = opcode();
    switch (opcode) {
      case BLOCK, LOOP, TRY_TABLE -> {
        header(opcode);
        frames.push(new Frame.Block());
      }
      case IF -> {
        String label = in.takeIdentifier();
        int at = in.position();
        frames.push(new Frame.Condition(label, types.typeUse(false), at, takePendingHint()));
      }
      case ELSE, END ->
          throw in.error(
              new TextProblem.UnexpectedToken("'" + opcode.mnemonic() + "'", "an instruction"),
              token);
      default -> {
        int hint = takePendingHint();
        frames.push(new Frame.Plain(read(opcode), hint));
      }
    }
  }

  private void flat() {
    Frame frame = frames.peek();
    if (frame instanceof Frame.Plain
        || frame instanceof Frame.Condition
        || frame instanceof Frame.AfterThen
        || frame instanceof Frame.AfterElse) {
      throw in.unexpected("'(' or ')'");
    }
    int token = in.position();
    Opcode opcode = opcode();
    switch (opcode) {
      case BLOCK, LOOP, IF, TRY_TABLE -> {
        String label = header(opcode);
        frames.push(new Frame.Flat(opcode, label));
      }
      case ELSE -> {
        if (!(frames.poll() instanceof Frame.Flat(Opcode opened, String label))
            || opened != Opcode.IF) {
          throw in.error(new TextProblem.UnexpectedToken("'else'", "an instruction"), token);
        }
        repeatedLabel(label);
        out.op(Opcode.ELSE);
        frames.push(new Frame.Flat(Opcode.ELSE, label));
      }
      case END -> {
        if (!(frames.poll() instanceof Frame.Flat(Opcode opened, String label))) {
          throw in.error(new TextProblem.UnexpectedToken("'end'", "an instruction"), token);
        }
        repeatedLabel(label);
        out.end();
        labels.pop();
      }
      default -> {
        int hint = takePendingHint();
        write(read(opcode), hint);
      }
    }
  }

  private Opcode opcode() {
    if (!in.atKeyword()) {
      throw in.unexpected("an instruction");
    }
    List<Opcode> found = Opcode.ofMnemonic(in.tokenText());
    if (found.isEmpty()) {
      throw in.error(new TextProblem.UnknownOperator(in.tokenText()));
    }
    in.expectKeyword("an instruction");
    return found.getFirst();
  }

  /** The rest of a block's first line. */
  private @Nullable String header(Opcode opcode) {
    int hint = takePendingHint();
    if (opcode == Opcode.IF) {
      addHint(hint);
    } else if (hint != Hint.NONE) {
      throw badHint("it belongs to a conditional branch");
    }
    String label = in.takeIdentifier();
    int token = in.position();
    BlockType type = blockType(types.typeUse(false), token);
    if (opcode == Opcode.TRY_TABLE) {
      List<InstructionReader.Catch> catches = immediates.catches();
      out.tryTable(type, catches);
    } else {
      out.block(opcode, type);
    }
    labels.push(label);
    return label;
  }

  private void repeatedLabel(@Nullable String label) {
    if (in.atIdentifier() && !in.peekIdentifier().equals(label)) {
      throw in.error(new TextProblem.MismatchingLabel(in.peekIdentifier()));
    }
    in.takeIdentifier();
  }

  private BlockType blockType(TypeUse use, int token) {
    FuncType inline = use.inline();
    if (use.index() == null && (inline == null || inline.params().isEmpty())) {
      if (inline == null || inline.results().isEmpty()) {
        return BlockType.Empty.EMPTY;
      }
      if (inline.results().size() == 1) {
        return new BlockType.Result(inline.results().getFirst());
      }
    }
    return new BlockType.Function(scope.resolve(in, use, token));
  }

  private Pending read(Opcode opcode) {
    if (opcode.immediate() == Immediate.NONE && opcode != Opcode.SELECT) {
      return new Pending.Simple(opcode);
    }
    if (opcode.immediate() == Immediate.TYPE_TABLE) {
      int table = scope.tables.expectOr(in, 0);
      int token = in.position();
      return new Pending.Indirect(opcode, table, types.typeUse(false), token);
    }
    InstructionWriter bytes = new InstructionWriter();
    immediates.read(opcode, bytes);
    return new Pending.Encoded(opcode, bytes.toSlice());
  }

  private void write(Pending instruction, int hint) {
    if (hint != Hint.NONE) {
      if (!(instruction instanceof Pending.Encoded encoded) || encoded.opcode() != Opcode.BR_IF) {
        throw badHint("it belongs to a conditional branch");
      }
      addHint(hint);
    }
    switch (instruction) {
      case Pending.Simple(Opcode opcode) -> out.op(opcode);
      case Pending.Encoded(Opcode opcode, ByteSlice bytes) -> out.raw(bytes);
      case Pending.Indirect(Opcode opcode, int table, TypeUse type, int token) ->
          out.op(opcode, scope.resolve(in, type, token), table);
    }
  }

  private void takeHint() {
    for (TextCursor annotation = in.takeAnnotation(Hint.ANNOTATION);
        annotation != null;
        annotation = in.takeAnnotation(Hint.ANNOTATION)) {
      if (pendingHint != Hint.NONE) {
        throw badHint("there are two for one instruction");
      }
      ByteSlice value = annotation.expectString();
      if (value.length() != 1 || value.at(0) > 1) {
        throw badHint("its value is one byte, 0 or 1");
      }
      annotation.expectClose();
      pendingHint = value.at(0);
    }
  }

  private int takePendingHint() {
    int hint = pendingHint;
    pendingHint = Hint.NONE;
    return hint;
  }

  private void addHint(int hint) {
    if (hint != Hint.NONE) {
      hints.add(new Hint(out.size(), hint));
    }
  }

  private DiagnosticException badHint(String detail) {
    return in.error(new TextProblem.BadAnnotation(Hint.ANNOTATION, detail));
  }
}
