package dev.wasmc.wasm.validate;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Element;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalDef;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.TableDef;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.binary.Limit;
import dev.wasmc.wasm.validate.TypeTable.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a module, core specification 3.5. */
public final class ModuleValidator {
  private static final long MAX_PAGES_32 = 1L << 16;
  private static final long MAX_PAGES_64 = 1L << 48;
  private static final long MAX_ELEMENTS_32 = 0xffff_ffffL;

  private final Reporter reporter;
  private final CoreModule module;
  private final List<FuncType> types = new ArrayList<>();
  private final List<FuncType> functions = new ArrayList<>();
  private final List<TableType> tables = new ArrayList<>();
  private final List<MemoryType> memories = new ArrayList<>();
  private final List<GlobalType> globals = new ArrayList<>();
  private final TypeTable typeTable;
  private final IndexSpaces spaces;
  private final CodeValidator code;
  private int functionCount;
  private int tagCount;

  private ModuleValidator(String file, CoreModule module, Features features) {
    this.reporter = new Reporter(file, module, features);
    this.module = module;
    this.typeTable = new TypeTable(reporter, module.types(), module.typeCount());
    this.spaces =
        new IndexSpaces(
            typeTable,
            count(ExternKind.FUNC, module.functions()),
            count(ExternKind.TABLE, module.tables()),
            count(ExternKind.MEMORY, module.memories()),
            count(ExternKind.GLOBAL, module.globals()),
            count(ExternKind.TAG, module.tags()),
            module.elements().size());
    this.code = new CodeValidator(reporter, spaces);
  }

  /**
   * @param file the name for messages
   * @param features what the module may use; of those that {@link Features#SUPPORTED} lacks, types
   *     other than function types have no place in the result and are refused
   * @throws DiagnosticException with a {@link ModuleProblem}, or a {@link
   *     dev.wasmc.wasm.WasmProblem} where a body is no sequence of instructions, a feature is off
   *     or a limit is exceeded
   */
  public static ValidatedModule validate(String file, CoreModule module, Features features) {
    ModuleValidator validator = new ModuleValidator(file, module, features);
    validator.check();
    return validator.result();
  }

  /** As {@link #validate}, for any feature and without a result. */
  public static void check(String file, CoreModule module, Features features) {
    new ModuleValidator(file, module, features).check();
  }

  private int count(ExternKind kind, List<?> defined) {
    int count = defined.size();
    for (Import item : module.imports()) {
      count += item.desc().kind() == kind ? 1 : 0;
    }
    return count;
  }

  private ValidatedModule result() {
    int group = 0;
    for (RecType rec : module.types()) {
      for (SubType type : rec.types()) {
        if (!(type.composite() instanceof FuncType function)) {
          reporter.require(Feature.GC, SectionId.TYPE, group, "a type other than a function type");
          throw new IllegalArgumentException("modules with structs and arrays can only be checked");
        }
        types.add(function);
      }
      group++;
    }
    for (int typeIndex : spaces.functions) {
      functions.add(types.get(typeIndex));
    }
    return new ValidatedModule(
        module,
        types,
        functions,
        tables,
        memories,
        globals,
        functions.size() - module.functions().size(),
        tables.size() - module.tables().size(),
        memories.size() - module.memories().size(),
        globals.size() - module.globals().size());
  }

  private void check() {
    if (module.bodies().size() != module.functions().size()) {
      throw reporter.error(
          new WasmProblem.Malformed(
              WasmProblem.Reason.COUNT_MISMATCH, "there are more or fewer bodies than functions"),
          0);
    }
    spaces.announcedDatas = module.dataCount() == null ? -1 : module.datas().size();
    if (module.dataCount() != null) {
      reporter.require(Feature.BULK_MEMORY, SectionId.DATA_COUNT, 0, "the data count section");
    }
    imports();
    for (int i = 0; i < module.functions().size(); i++) {
      function(module.functions().get(i), SectionId.FUNCTION, i);
    }
    declareFunctions();
    for (int i = 0; i < module.tables().size(); i++) {
      TableDef def = module.tables().get(i);
      ConstExpr init = def.init();
      int element = table(def.type(), SectionId.TABLE, i);
      if (init != null) {
        reporter.require(
            Feature.FUNCTION_REFERENCES, SectionId.TABLE, i, "a table with an initial value");
        code.constant(init, element, SectionId.TABLE, i);
      } else if (!TypeTable.isDefaultable(element)) {
        throw reporter.invalid(
            InvalidReason.TYPE_MISMATCH,
            SectionId.TABLE,
            i,
            "elements that cannot be null need an initial value");
      }
    }
    for (int i = 0; i < module.memories().size(); i++) {
      memory(module.memories().get(i), SectionId.MEMORY, i);
    }
    for (int i = 0; i < module.tags().size(); i++) {
      tag(module.tags().get(i), SectionId.TAG, i);
    }
    for (int i = 0; i < module.globals().size(); i++) {
      GlobalDef def = module.globals().get(i);
      int type = typeTable.code(def.type().type(), SectionId.GLOBAL, i);
      code.constant(def.init(), type, SectionId.GLOBAL, i);
      global(def.type(), type);
    }
    exports();
    start();
    for (int i = 0; i < module.elements().size(); i++) {
      spaces.elements[i] = elementType(module.elements().get(i), i);
    }
    for (int i = 0; i < module.elements().size(); i++) {
      element(i, module.elements().get(i));
    }
    for (int i = 0; i < module.datas().size(); i++) {
      data(i, module.datas().get(i));
    }
    int imported = functionCount - module.functions().size();
    for (int i = 0; i < module.bodies().size(); i++) {
      code.function(i, spaces.function(imported + i), module.bodies().get(i));
    }
  }

  private void imports() {
    for (int i = 0; i < module.imports().size(); i++) {
      switch (module.imports().get(i).desc()) {
        case ImportDesc.Func(int typeIndex) -> function(typeIndex, SectionId.IMPORT, i);
        case ImportDesc.Table(TableType type) -> table(type, SectionId.IMPORT, i);
        case ImportDesc.Memory(MemoryType type) -> memory(type, SectionId.IMPORT, i);
        case ImportDesc.Global(GlobalType type) -> {
          if (type.mutable()) {
            reporter.require(
                Feature.MUTABLE_GLOBAL, SectionId.IMPORT, i, "the import of a mutable global");
          }
          global(type, typeTable.code(type.type(), SectionId.IMPORT, i));
        }
        case ImportDesc.Tag(int typeIndex) -> tag(typeIndex, SectionId.IMPORT, i);
      }
    }
  }

  private void function(int typeIndex, SectionId section, int item) {
    functionType(typeIndex, section, item);
    spaces.functions[functionCount++] = typeIndex;
  }

  private Shape functionType(int typeIndex, SectionId section, int item) {
    Shape shape = typeTable.shape(typeIndex);
    if (shape == null) {
      throw reporter.invalid(
          InvalidReason.UNKNOWN_TYPE,
          section,
          item,
          "there is no type " + Integer.toUnsignedString(typeIndex));
    }
    if (!shape.isFunction()) {
      throw reporter.invalid(
          InvalidReason.UNKNOWN_TYPE,
          section,
          item,
          "type " + typeIndex + " is not a function type");
    }
    return shape;
  }

  private int table(TableType type, SectionId section, int item) {
    if (!tables.isEmpty()) {
      reporter.require(Feature.REFERENCE_TYPES, section, item, "a second table");
    }
    boolean plain = type.element().equals(RefType.FUNCREF);
    int element = plain ? TypeTable.FUNCREF : typeTable.code(type.element(), section, item);
    Limits limits = type.limits();
    limits(
        limits,
        limits.is64() ? -1L : MAX_ELEMENTS_32,
        InvalidReason.TABLE_SIZE,
        "elements",
        section,
        item);
    spaces.tables[tables.size()] = element;
    spaces.tables64[tables.size()] = limits.is64();
    tables.add(type);
    return element;
  }

  private void memory(MemoryType type, SectionId section, int item) {
    if (!memories.isEmpty()) {
      reporter.require(Feature.MULTI_MEMORY, section, item, "a second memory");
    }
    Limits limits = type.limits();
    limits(
        limits,
        limits.is64() ? MAX_PAGES_64 : MAX_PAGES_32,
        InvalidReason.MEMORY_SIZE,
        "pages",
        section,
        item);
    if (memories.size() == Limit.MEMORIES.max()) {
      throw reporter.overLimit(Limit.MEMORIES, memories.size() + 1, section, item);
    }
    spaces.memories64[memories.size()] = limits.is64();
    memories.add(type);
  }

  private void limits(
      Limits limits, long bound, InvalidReason size, String unit, SectionId section, int item) {
    if (limits.is64()) {
      reporter.require(Feature.MEMORY64, section, item, "a 64-bit address type");
    }
    if (limits.shared()) {
      reporter.require(Feature.THREADS, section, item, "a shared memory");
    }
    Long max = limits.max();
    if (limits.shared() && max == null) {
      throw reporter.invalid(
          InvalidReason.SHARED_MEMORY, section, item, "a shared memory must have a maximum");
    }
    long greatest = max != null && Long.compareUnsigned(max, limits.min()) > 0 ? max : limits.min();
    if (Long.compareUnsigned(greatest, bound) > 0) {
      throw reporter.invalid(
          size, section, item, "the limits go beyond " + Long.toUnsignedString(bound) + " " + unit);
    }
    if (max != null && Long.compareUnsigned(limits.min(), max) > 0) {
      throw reporter.invalid(
          InvalidReason.LIMITS, section, item, "the minimum is greater than the maximum");
    }
  }

  private void global(GlobalType type, int code) {
    spaces.globals[globals.size()] = code;
    spaces.mutableGlobals[globals.size()] = type.mutable();
    globals.add(type);
    spaces.visibleGlobals = globals.size();
  }

  private void tag(int typeIndex, SectionId section, int item) {
    reporter.require(Feature.EXCEPTIONS, section, item, "a tag");
    if (functionType(typeIndex, section, item).results.length != 0) {
      throw reporter.invalid(
          InvalidReason.TAG_RESULT, section, item, "the type of a tag must have no results");
    }
    spaces.tags[tagCount++] = typeIndex;
  }

  private void exports() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < module.exports().size(); i++) {
      Export export = module.exports().get(i);
      int index = export.index();
      switch (export.kind()) {
        case FUNC ->
            exists(index, functionCount, InvalidReason.UNKNOWN_FUNCTION, SectionId.EXPORT, i);
        case TABLE ->
            exists(index, tables.size(), InvalidReason.UNKNOWN_TABLE, SectionId.EXPORT, i);
        case MEMORY ->
            exists(index, memories.size(), InvalidReason.UNKNOWN_MEMORY, SectionId.EXPORT, i);
        case GLOBAL -> {
          exists(index, globals.size(), InvalidReason.UNKNOWN_GLOBAL, SectionId.EXPORT, i);
          if (globals.get(index).mutable()) {
            reporter.require(
                Feature.MUTABLE_GLOBAL, SectionId.EXPORT, i, "the export of a mutable global");
          }
        }
        case TAG -> exists(index, tagCount, InvalidReason.UNKNOWN_TAG, SectionId.EXPORT, i);
      }
      if (!names.add(export.name())) {
        throw reporter.invalid(
            InvalidReason.DUPLICATE_EXPORT,
            SectionId.EXPORT,
            i,
            "the name \"" + export.name() + "\" is exported twice");
      }
    }
  }

  private void exists(int index, int count, InvalidReason reason, SectionId section, int item) {
    if (index < 0 || index >= count) {
      throw reporter.invalid(
          reason, section, item, reason.phrase() + " " + Integer.toUnsignedString(index));
    }
  }

  private void start() {
    Integer start = module.start();
    if (start == null) {
      return;
    }
    exists(start, functionCount, InvalidReason.UNKNOWN_FUNCTION, SectionId.START, 0);
    Shape type = spaces.function(start);
    if (type.operands.length != 0 || type.results.length != 0) {
      throw reporter.invalid(
          InvalidReason.START_FUNCTION,
          SectionId.START,
          0,
          "the function must have neither parameters nor results");
    }
  }

  private int elementType(Element element, int item) {
    return switch (element.items()) {
      case Element.Functions functionsOf -> TypeTable.FUNCREF & ~TypeTable.NULLABLE;
      case Element.Expressions expressions ->
          typeTable.code(element.type(), SectionId.ELEMENT, item);
    };
  }

  private void element(int index, Element element) {
    int type = spaces.elements[index];
    if (element.mode() instanceof SegmentMode.Active(int table, ConstExpr offset)) {
      exists(table, tables.size(), InvalidReason.UNKNOWN_TABLE, SectionId.ELEMENT, index);
      if (!typeTable.matches(type, spaces.tables[table])) {
        throw reporter.invalid(
            InvalidReason.TYPE_MISMATCH,
            SectionId.ELEMENT,
            index,
            "elements of type "
                + typeTable.print(type)
                + " in a table of "
                + typeTable.print(spaces.tables[table]));
      }
      code.constant(
          offset, IndexSpaces.addressType(spaces.tables64[table]), SectionId.ELEMENT, index);
    } else {
      reporter.require(
          Feature.BULK_MEMORY, SectionId.ELEMENT, index, "a segment that is not active");
    }
    switch (element.items()) {
      case Element.Functions(List<Integer> indices) -> {
        for (int function : indices) {
          exists(function, functionCount, InvalidReason.UNKNOWN_FUNCTION, SectionId.ELEMENT, index);
        }
      }
      case Element.Expressions(List<ConstExpr> expressions) -> {
        reporter.require(
            Feature.REFERENCE_TYPES, SectionId.ELEMENT, index, "a segment of expressions");
        for (ConstExpr expression : expressions) {
          code.constant(expression, type, SectionId.ELEMENT, index);
        }
      }
    }
  }

  private void data(int index, Data data) {
    if (data.mode() instanceof SegmentMode.Active(int memory, ConstExpr offset)) {
      exists(memory, memories.size(), InvalidReason.UNKNOWN_MEMORY, SectionId.DATA, index);
      code.constant(
          offset, IndexSpaces.addressType(spaces.memories64[memory]), SectionId.DATA, index);
    } else {
      reporter.require(Feature.BULK_MEMORY, SectionId.DATA, index, "a segment that is not active");
    }
  }

  private void declareFunctions() {
    for (Export export : module.exports()) {
      if (export.kind() == ExternKind.FUNC) {
        declare(export.index());
      }
    }
    for (GlobalDef global : module.globals()) {
      declare(global.init());
    }
    for (TableDef table : module.tables()) {
      ConstExpr init = table.init();
      if (init != null) {
        declare(init);
      }
    }
    for (Element element : module.elements()) {
      switch (element.items()) {
        case Element.Functions(List<Integer> indices) -> indices.forEach(this::declare);
        case Element.Expressions(List<ConstExpr> expressions) -> expressions.forEach(this::declare);
      }
    }
  }

  private void declare(ConstExpr expression) {
    InstructionReader in = new InstructionReader(reporter.file(), expression.instructions());
    while (in.hasNext()) {
      if (in.next() == Opcode.REF_FUNC) {
        declare(in.index());
      }
    }
  }

  private void declare(int function) {
    if (function >= 0 && function < functionCount) {
      spaces.declaredFunctions.set(function);
    }
  }
}
