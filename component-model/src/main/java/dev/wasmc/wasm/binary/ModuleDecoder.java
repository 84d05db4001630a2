package dev.wasmc.wasm.binary;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.CustomSection;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Element;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.GlobalDef;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.TableDef;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.WasmProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a core module. Modules of any feature are read; what is supported is the validator's
 * question, and so is whether the bytes of function bodies are instructions.
 */
public final class ModuleDecoder {
  private final String file;
  private final @Nullable SectionId soughtSection;
  private final int soughtIndex;
  private long found = -1;

  private List<RecType> types = List.of();
  private List<Import> imports = List.of();
  private List<Integer> functions = List.of();
  private List<TableDef> tables = List.of();
  private List<MemoryType> memories = List.of();
  private List<Integer> tags = List.of();
  private List<GlobalDef> globals = List.of();
  private List<Export> exports = List.of();
  private @Nullable Integer start;
  private List<Element> elements = List.of();
  private @Nullable Integer dataCount;
  private List<FunctionBody> bodies = List.of();
  private List<Data> datas = List.of();
  private final List<CustomSection> customs = new ArrayList<>();
  private int elementCount;

  private ModuleDecoder(String file, @Nullable SectionId soughtSection, int soughtIndex) {
    this.file = file;
    this.soughtSection = soughtSection;
    this.soughtIndex = soughtIndex;
  }

  /**
   * @param file the name for messages
   * @param bytes a whole module; it may stand inside a larger file, offsets in messages are
   *     positions in the array
   * @throws DiagnosticException with a {@link WasmProblem} where the bytes are no module
   */
  public static CoreModule decode(String file, ByteSlice bytes) {
    return new ModuleDecoder(file, null, 0).module(bytes);
  }

  /**
   * Where an item of a section starts, found by reading the module again; for messages about
   * decoded modules.
   *
   * @param bytes a module that decodes
   * @param index of the item in its section
   * @return a position in the array, or the start of the module where there is no such item
   */
  public static long offsetOf(ByteSlice bytes, SectionId section, int index) {
    ModuleDecoder decoder = new ModuleDecoder("", section, index);
    decoder.module(bytes);
    return decoder.found < 0 ? bytes.start() : decoder.found;
  }

  private CoreModule module(ByteSlice bytes) {
    FileKind.expect(FileKind.CORE_MODULE, file, bytes);
    BinaryReader in = new BinaryReader(file, bytes);
    in.bytes(FileKind.HEADER_SIZE);
    SectionId last = SectionId.CUSTOM;
    while (in.hasNext()) {
      int at = in.position();
      int code = in.u8();
      SectionId id = SectionId.ofCode(code);
      if (id == null) {
        throw in.malformed(
            Reason.UNKNOWN_SECTION,
            at,
            "0x" + Integer.toHexString(code) + " is no section of a module");
      }
      BinaryReader section = new BinaryReader(file, in.sized("a section"));
      if (id == SectionId.CUSTOM) {
        String name = section.name();
        if (customs.size() == Limit.CUSTOM_SECTIONS.max()) {
          throw DiagnosticException.error(
              Limit.CUSTOM_SECTIONS.exceededBy(customs.size() + 1), new Place.InBytes(file, at));
        }
        customs.add(new CustomSection(name, section.bytes(section.remaining()), last));
        continue;
      }
      if (id.compareTo(last) <= 0) {
        String what = id == last ? "there is a second section " : "out of order: section ";
        throw in.malformed(
            Reason.SECTION_ORDER,
            at,
            what + code + (id == last ? "" : " after section " + last.code()));
      }
      last = id;
      section(id, section);
      if (section.hasNext()) {
        throw section.malformed(
            Reason.SECTION_SIZE,
            section.position(),
            "section " + code + " has " + section.remaining() + " bytes too many");
      }
    }
    if (functions.size() != bodies.size()) {
      throw in.malformed(
          Reason.COUNT_MISMATCH,
          in.position(),
          "the module declares "
              + functions.size()
              + " functions and has "
              + bodies.size()
              + " bodies");
    }
    if (dataCount != null && dataCount != datas.size()) {
      throw in.malformed(
          Reason.COUNT_MISMATCH,
          in.position(),
          "the module announces "
              + Integer.toUnsignedString(dataCount)
              + " data segments and has "
              + datas.size());
    }
    return new CoreModule(
        types, imports, functions, tables, memories, tags, globals, exports, start, elements,
        dataCount, bodies, datas, customs, bytes);
  }

  private void section(SectionId id, BinaryReader in) {
    switch (id) {
      case CUSTOM -> throw new IllegalStateException("custom sections are read by the caller");
      case TYPE -> types = types(in);
      case IMPORT -> imports = items(id, in, Limit.IMPORTS, ModuleDecoder::importItem);
      case FUNCTION -> functions = items(id, in, Limit.FUNCTIONS, BinaryReader::u32);
      case TABLE -> tables = items(id, in, Limit.TABLES, ModuleDecoder::table);
      case MEMORY -> memories = items(id, in, Limit.MEMORIES, TypeSection::memoryType);
      case TAG -> tags = items(id, in, Limit.TAGS, TypeSection::tag);
      case GLOBAL ->
          globals =
              items(
                  id,
                  in,
                  Limit.GLOBALS,
                  r -> new GlobalDef(TypeSection.globalType(r), constExpr(r)));
      case EXPORT -> exports = items(id, in, Limit.EXPORTS, ModuleDecoder::export);
      case START -> {
        mark(id, 0, in);
        start = in.u32();
      }
      case ELEMENT -> elements = items(id, in, Limit.ELEMENT_SEGMENTS, this::element);
      case DATA_COUNT -> dataCount = in.u32();
      case CODE -> bodies = items(id, in, Limit.FUNCTIONS, this::body);
      case DATA -> datas = items(id, in, Limit.DATA_SEGMENTS, ModuleDecoder::data);
    }
  }

  private void mark(SectionId section, int index, BinaryReader in) {
    if (section == soughtSection && index == soughtIndex) {
      found = in.position();
    }
  }

  private <T> List<T> items(
      SectionId section, BinaryReader in, Limit limit, Function<BinaryReader, T> item) {
    int count = in.count(limit.max(), limit.plural());
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      mark(section, i, in);
      items.add(item.apply(in));
    }
    return items;
  }

  private List<RecType> types(BinaryReader in) {
    int count = in.count(Limit.TYPES.max(), Limit.TYPES.plural());
    List<RecType> groups = new ArrayList<>(count);
    int total = 0;
    for (int i = 0; i < count; i++) {
      int at = in.position();
      mark(SectionId.TYPE, i, in);
      RecType group = TypeSection.recType(in);
      total += group.types().size();
      if (total > Limit.TYPES.max()) {
        throw DiagnosticException.error(Limit.TYPES.exceededBy(total), new Place.InBytes(file, at));
      }
      groups.add(group);
    }
    return groups;
  }

  private static Import importItem(BinaryReader in) {
    String module = in.name();
    String name = in.name();
    return new Import(module, name, TypeSection.importDesc(in));
  }

  private static Export export(BinaryReader in) {
    String name = in.name();
    ExternKind kind = TypeSection.kind(in, "export");
    return new Export(name, kind, in.u32());
  }

  private static TableDef table(BinaryReader in) {
    if (in.peek() != TypeSection.TABLE_WITH_INIT) {
      return new TableDef(TypeSection.tableType(in), null);
    }
    in.u8();
    int at = in.position();
    if (in.u8() != 0) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "a zero byte is expected in front of a table with an initial value");
    }
    TableType type = TypeSection.tableType(in);
    return new TableDef(type, constExpr(in));
  }

  private static ConstExpr constExpr(BinaryReader in) {
    int at = in.position();
    InstructionReader instructions = new InstructionReader(in);
    for (int depth = 1; depth > 0; ) {
      Opcode opcode = instructions.next();
      switch (opcode.immediate()) {
        case BLOCK, TRY_TABLE -> depth++;
        case NONE -> depth -= opcode == Opcode.END ? 1 : 0;
        default -> {}
      }
    }
    return new ConstExpr(in.since(at));
  }

  private Element element(BinaryReader in) {
    int at = in.position();
    int flags = in.u32();
    if (Integer.compareUnsigned(flags, 7) > 0) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "the flags of an element segment must be from 0 to 7");
    }
    boolean active = (flags & 1) == 0;
    boolean explicit = (flags & 2) != 0;
    boolean expressions = (flags & 4) != 0;
    SegmentMode mode;
    if (active) {
      int table = explicit ? in.u32() : 0;
      mode = new SegmentMode.Active(table, constExpr(in));
    } else {
      mode = explicit ? SegmentMode.Declarative.DECLARATIVE : SegmentMode.Passive.PASSIVE;
    }
    RefType type = expressions ? RefType.FUNCREF : RefType.FUNC;
    if (!active || explicit) {
      if (expressions) {
        type = TypeCodes.readRefType(in);
      } else {
        kindOfElements(in);
      }
    }
    int countAt = in.position();
    int count = in.count(Limit.ELEMENTS.max(), Limit.ELEMENTS.plural());
    elementCount += count;
    if (elementCount > Limit.ELEMENTS.max()) {
      throw DiagnosticException.error(
          Limit.ELEMENTS.exceededBy(elementCount), new Place.InBytes(file, countAt));
    }
    if (expressions) {
      List<ConstExpr> items = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        items.add(constExpr(in));
      }
      return new Element(mode, type, new Element.Expressions(items));
    }
    List<Integer> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(in.u32());
    }
    return new Element(mode, type, new Element.Functions(items));
  }

  private static void kindOfElements(BinaryReader in) {
    int at = in.position();
    if (in.u8() != 0) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "the kind of an element segment must be zero, for functions");
    }
  }

  private static Data data(BinaryReader in) {
    int at = in.position();
    SegmentMode mode =
        switch (in.u32()) {
          case 0 -> new SegmentMode.Active(0, constExpr(in));
          case 1 -> SegmentMode.Passive.PASSIVE;
          case 2 -> {
            int memory = in.u32();
            yield new SegmentMode.Active(memory, constExpr(in));
          }
          default ->
              throw in.malformed(
                  Reason.BAD_FLAG, at, "the flags of a data segment must be from 0 to 2");
        };
    return new Data(mode, in.sized("a data segment"));
  }

  private FunctionBody body(BinaryReader in) {
    int at = in.position();
    ByteSlice slice = in.sized("a function body");
    if (slice.length() > Limit.FUNCTION_BODY.max()) {
      throw DiagnosticException.error(
          Limit.FUNCTION_BODY.exceededBy(slice.length()), new Place.InBytes(file, at));
    }
    BinaryReader body = new BinaryReader(file, slice);
    int runs = body.count(Limit.LOCALS.max(), "groups of locals");
    List<Locals> locals = new ArrayList<>(runs);
    long total = 0;
    for (int i = 0; i < runs; i++) {
      int runAt = body.position();
      int count = body.u32();
      total += Integer.toUnsignedLong(count);
      if (total > 0xffff_ffffL) {
        throw body.malformed(
            Reason.INTEGER_TOO_LARGE, runAt, "too many locals, their number does not fit 32 bits");
      }
      locals.add(new Locals(count, TypeCodes.readValType(body)));
    }
    if (total > Limit.LOCALS.max()) {
      throw DiagnosticException.error(Limit.LOCALS.exceededBy(total), new Place.InBytes(file, at));
    }
    int first = body.position();
    if (!body.hasNext() || slice.at(slice.length() - 1) != Opcode.END.code()) {
      throw body.malformed(
          Reason.BAD_CODE_END, body.end(), "a function body must end with the instruction end");
    }
    return new FunctionBody(locals, ByteSlice.of(slice.array(), first, slice.end()));
  }
}
