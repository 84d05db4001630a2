package dev.wasmc.wasm.text;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Element;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.GlobalDef;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.InstructionWriter;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.TableDef;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a module, core specification 6.6, with all their abbreviations. {@link
 * ModuleScanner} has given the identifiers their indices; here every field is read in the order of
 * the text, which is also the order in which implied types are added.
 */
public final class ModuleParser {
  private final TextCursor in;
  private final ModuleScope scope = new ModuleScope();
  private final TypeParser types;
  private final NameSectionWriter names;
  private final CustomFields customs;

  private final List<Import> imports = new ArrayList<>();
  private final List<Integer> functions = new ArrayList<>();
  private final List<FunctionBody> bodies = new ArrayList<>();
  private final List<TableDef> tables = new ArrayList<>();
  private final List<MemoryType> memories = new ArrayList<>();
  private final List<Integer> tags = new ArrayList<>();
  private final List<GlobalDef> globals = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final List<Element> elements = new ArrayList<>();
  private final List<Data> datas = new ArrayList<>();
  private @Nullable Integer start;
  private boolean usesDataCount;

  private int nextFunction;
  private int nextTable;
  private int nextMemory;
  private int nextGlobal;
  private int nextTag;
  private int nextElement;
  private int nextData;

  private ModuleParser(TextCursor in) {
    this.in = in;
    this.types = new TypeParser(in, scope.types);
    this.names = new NameSectionWriter(scope);
    this.customs = new CustomFields(in);
  }

  /**
   * Reads an optional identifier and the fields of a module up to the closing parenthesis or the
   * end of the text, which stays there.
   *
   * <p>Throws {@link DiagnosticException} with a {@link TextProblem}.
   */
  public static CoreModule parse(TextCursor in) {
    return parse(in, in.takeIdentifier());
  }

  /** As above, where the identifier has been read. */
  public static CoreModule parse(TextCursor in, @Nullable String name) {
    return new ModuleParser(in).module(name);
  }

  private CoreModule module(@Nullable String name) {
    String annotated = in.takeNameAnnotation();
    names.module(annotated == null ? name : annotated);
    int fields = in.rawPosition();
    new ModuleScanner(in, scope, types).scan();
    in.moveTo(fields);
    customs.take();
    while (in.atOpen()) {
      field();
      customs.take();
    }
    return new CoreModule(
        scope.table.groups(),
        imports,
        functions,
        tables,
        memories,
        tags,
        globals,
        exports,
        start,
        elements,
        usesDataCount ? datas.size() : null,
        bodies,
        datas,
        customs.sections(names),
        null);
  }

  /**
   * Passes over an identifier, which is bound already, and takes the name that stands behind it.
   */
  private void identifier(IndexSpace space, int index) {
    in.takeIdentifier();
    String name = in.takeNameAnnotation();
    if (name != null) {
      space.rename(index, name);
    }
  }

  private void field() {
    in.expectOpen();
    String word = in.expectKeyword("a field of a module");
    switch (word) {
      case "type" -> typeField();
      case "rec" -> {
        while (in.takeOpen("type")) {
          typeField();
          in.expectClose();
        }
      }
      case "import" -> importField();
      case "func" -> function();
      case "table" -> table();
      case "memory" -> memory();
      case "global" -> global();
      case "tag" -> tag();
      case "export" -> export();
      case "start" -> {
        if (start != null) {
          throw in.error(new TextProblem.MultipleStart());
        }
        start = scope.functions.expect(in);
      }
      case "elem" -> element();
      case "data" -> data();
      default -> throw in.unexpected("a field of a module");
    }
    in.expectClose();
  }

  /** The scanner has read it. */
  private void typeField() {
    while (!in.atClose()) {
      if (in.atOpen()) {
        in.skipGroup();
      } else {
        in.takeIdentifier();
      }
    }
  }

  private void importField() {
    String module = in.expectName();
    String name = in.expectName();
    in.expectOpen();
    String word = in.expectKeyword("what is imported");
    ImportDesc desc =
        switch (word) {
          case "func" -> {
            int index = nextFunction++;
            identifier(scope.functions, index);
            int token = in.position();
            TypeUse use = types.typeUse(true);
            yield importedFunction(index, use, scope.resolve(in, use, token));
          }
          case "table" -> {
            identifier(scope.tables, nextTable++);
            yield new ImportDesc.Table(types.tableType());
          }
          case "memory" -> {
            identifier(scope.memories, nextMemory++);
            yield new ImportDesc.Memory(types.memoryType());
          }
          case "global" -> {
            identifier(scope.globals, nextGlobal++);
            yield new ImportDesc.Global(types.globalType());
          }
          case "tag" -> {
            identifier(scope.tags, nextTag++);
            yield new ImportDesc.Tag(typeUse());
          }
          default -> throw in.unexpected("what is imported");
        };
    in.expectClose();
    imports.add(new Import(module, name, desc));
  }

  /** A type use whose parameters need no names afterwards. */
  private int typeUse() {
    int token = in.position();
    TypeUse use = types.typeUse(true);
    int index = scope.resolve(in, use, token);
    parameters(use, index);
    return index;
  }

  /** The space of a function's locals with its parameters. */
  private IndexSpace parameters(TypeUse use, int typeIndex) {
    IndexSpace locals = new IndexSpace("local");
    if (use.inline() == null) {
      FuncType type = scope.table.function(typeIndex);
      for (int i = 0; type != null && i < type.params().size(); i++) {
        locals.add();
      }
      return locals;
    }
    for (TypeUse.Parameter parameter : use.parameters()) {
      int index = locals.add();
      if (parameter != null && parameter.identifier() != null) {
        locals.bind(in, parameter.identifier(), index, parameter.token());
      }
      if (parameter != null && parameter.annotated() != null) {
        locals.rename(index, parameter.annotated());
      }
    }
    return locals;
  }

  private ImportDesc.Func importedFunction(int index, TypeUse use, int type) {
    names.function(index, parameters(use, type), new LabelStack());
    return new ImportDesc.Func(type);
  }

  private void inlineExports(ExternKind kind, int index) {
    while (in.takeOpen("export")) {
      exports.add(new Export(in.expectName(), kind, index));
      in.expectClose();
    }
  }

  /** The two names of an inline import; null where there is none. */
  private @Nullable List<String> inlineImport() {
    if (!in.takeOpen("import")) {
      return null;
    }
    List<String> found = List.of(in.expectName(), in.expectName());
    in.expectClose();
    return found;
  }

  private void imported(List<String> inline, ImportDesc desc) {
    imports.add(new Import(inline.getFirst(), inline.getLast(), desc));
  }

  private void function() {
    int index = nextFunction++;
    identifier(scope.functions, index);
    inlineExports(ExternKind.FUNC, index);
    List<String> inline = inlineImport();
    int token = in.position();
    TypeUse use = types.typeUse(true);
    int type = scope.resolve(in, use, token);
    if (inline != null) {
      imported(inline, importedFunction(index, use, type));
      return;
    }
    IndexSpace locals = parameters(use, type);
    List<Locals> runs = locals(locals);
    InstructionParser instructions = new InstructionParser(in, scope, types, locals);
    ByteSlice code = instructions.sequence();
    functions.add(type);
    bodies.add(new FunctionBody(runs, code));
    usesDataCount |= instructions.usesDataCount();
    names.function(index, locals, instructions.labels());
    customs.hints(index, runs, instructions.hints());
  }

  private List<Locals> locals(IndexSpace space) {
    List<Locals> runs = new ArrayList<>();
    while (in.takeOpen("local")) {
      String annotated = in.takeNameAnnotation();
      if (in.atIdentifier()) {
        identifier(space, space.define(in));
        run(runs, types.valType());
      } else if (annotated != null) {
        space.rename(space.add(), annotated);
        run(runs, types.valType());
      } else {
        while (!in.atClose()) {
          space.add();
          run(runs, types.valType());
        }
      }
      in.expectClose();
    }
    return runs;
  }

  private static void run(List<Locals> runs, ValType type) {
    if (!runs.isEmpty() && runs.getLast().type().equals(type)) {
      runs.set(runs.size() - 1, new Locals(runs.getLast().count() + 1, type));
    } else {
      runs.add(new Locals(1, type));
    }
  }

  private void table() {
    int index = nextTable++;
    identifier(scope.tables, index);
    inlineExports(ExternKind.TABLE, index);
    List<String> inline = inlineImport();
    if (inline != null) {
      imported(inline, new ImportDesc.Table(types.tableType()));
      return;
    }
    int before = in.position();
    boolean is64 = types.addressType();
    if (in.atInteger()) {
      in.moveTo(before);
      TableType type = types.tableType();
      tables.add(new TableDef(type, in.atClose() ? null : new ConstExpr(expression().sequence())));
      return;
    }
    RefType type = types.refType();
    in.expectOpen("elem");
    boolean indices = !in.atOpen() && isFunctionReference(type);
    Element.Items items = indices ? new Element.Functions(functionIndices()) : expressions(type);
    in.expectClose();
    nextElement++;
    elements.add(
        new Element(
            new SegmentMode.Active(index, zero(is64)), indices ? RefType.FUNC : type, items));
    long size = items.size();
    tables.add(new TableDef(new TableType(type, new Limits(size, size, false, is64)), null));
  }

  private static boolean isFunctionReference(RefType type) {
    return type.equals(RefType.FUNCREF);
  }

  private static ConstExpr zero(boolean is64) {
    InstructionWriter out = new InstructionWriter();
    return new ConstExpr((is64 ? out.i64Const(0) : out.i32Const(0)).end().toSlice());
  }

  private void memory() {
    int index = nextMemory++;
    identifier(scope.memories, index);
    inlineExports(ExternKind.MEMORY, index);
    List<String> inline = inlineImport();
    if (inline != null) {
      imported(inline, new ImportDesc.Memory(types.memoryType()));
      return;
    }
    int before = in.position();
    boolean is64 = types.addressType();
    if (!in.takeOpen("data")) {
      in.moveTo(before);
      memories.add(types.memoryType());
      return;
    }
    ByteSlice bytes = in.strings();
    in.expectClose();
    long pages = ((long) bytes.length() + MemoryType.PAGE_SIZE - 1) / MemoryType.PAGE_SIZE;
    memories.add(new MemoryType(new Limits(pages, pages, false, is64)));
    nextData++;
    datas.add(new Data(new SegmentMode.Active(index, zero(is64)), bytes));
  }

  private void global() {
    int index = nextGlobal++;
    identifier(scope.globals, index);
    inlineExports(ExternKind.GLOBAL, index);
    List<String> inline = inlineImport();
    GlobalType type = types.globalType();
    if (inline != null) {
      imported(inline, new ImportDesc.Global(type));
    } else {
      globals.add(new GlobalDef(type, new ConstExpr(expression().sequence())));
    }
  }

  private void tag() {
    int index = nextTag++;
    identifier(scope.tags, index);
    inlineExports(ExternKind.TAG, index);
    List<String> inline = inlineImport();
    int type = typeUse();
    if (inline != null) {
      imported(inline, new ImportDesc.Tag(type));
    } else {
      tags.add(type);
    }
  }

  private void export() {
    String name = in.expectName();
    in.expectOpen();
    String word = in.expectKeyword("what is exported");
    for (ExternKind kind : ExternKind.values()) {
      if (kind.keyword().equals(word)) {
        exports.add(new Export(name, kind, scope.of(kind).expect(in)));
        in.expectClose();
        return;
      }
    }
    throw in.unexpected("what is exported");
  }

  private void element() {
    identifier(scope.elements, nextElement++);
    SegmentMode mode = SegmentMode.Passive.PASSIVE;
    boolean tableOmitted = false;
    if (in.take("declare")) {
      mode = SegmentMode.Declarative.DECLARATIVE;
    } else if (in.atInteger() || (in.atOpen() && !TypeParser.atRefType(in))) {
      tableOmitted = !in.atOpen("table");
      mode = active("table", scope.tables);
    }
    if (in.take("func") || (tableOmitted && !TypeParser.atRefType(in))) {
      elements.add(new Element(mode, RefType.FUNC, new Element.Functions(functionIndices())));
      return;
    }
    RefType type = types.refType();
    elements.add(new Element(mode, type, expressions(type)));
  }

  /**
   * A segment's memory or table, and its offset. A plain number is how the first version of the
   * text format wrote the index.
   */
  private SegmentMode active(String word, IndexSpace space) {
    int index = 0;
    if (in.atInteger()) {
      index = in.expectU32();
    } else if (in.takeOpen(word)) {
      index = space.expect(in);
      in.expectClose();
    }
    return new SegmentMode.Active(index, expression("offset"));
  }

  /** Instructions in parentheses behind a word, or one folded instruction. */
  private ConstExpr expression(String word) {
    if (in.takeOpen(word)) {
      ConstExpr expression = new ConstExpr(expression().sequence());
      in.expectClose();
      return expression;
    }
    return new ConstExpr(expression().folded());
  }

  private InstructionParser expression() {
    return new InstructionParser(in, scope, types, new IndexSpace("local"));
  }

  private List<Integer> functionIndices() {
    List<Integer> indices = new ArrayList<>();
    while (!in.atClose()) {
      indices.add(scope.functions.expect(in));
    }
    return indices;
  }

  private Element.Expressions expressions(RefType type) {
    List<ConstExpr> expressions = new ArrayList<>();
    while (!in.atClose()) {
      if (in.atIndex() && !isFunctionReference(type)) {
        InstructionWriter out =
            new InstructionWriter().op(Opcode.REF_FUNC, scope.functions.expect(in));
        expressions.add(new ConstExpr(out.end().toSlice()));
      } else {
        expressions.add(expression("item"));
      }
    }
    return new Element.Expressions(expressions);
  }

  private void data() {
    identifier(scope.datas, nextData++);
    SegmentMode mode =
        in.atString() || in.atClose()
            ? SegmentMode.Passive.PASSIVE
            : active("memory", scope.memories);
    BinaryWriter bytes = new BinaryWriter();
    while (in.atString()) {
      in.expectString(bytes);
    }
    datas.add(new Data(mode, bytes.toSlice()));
  }
}
