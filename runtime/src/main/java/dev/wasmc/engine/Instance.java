package dev.wasmc.engine;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Element;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.GlobalDef;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.TableDef;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a module. Each module has a generated subclass with its state in fields.
 *
 * <p>After a trap it can still be used, as core wasm has it; whether it should be is for the layers
 * above to say.
 */
public abstract class Instance {
  /** For generated code. */
  public final Store store;

  /** For generated code: {@link Memory#bound} of memory 0, where its code compares with that. */
  public int bound;

  /** For generated code: the size of memory 0 in bytes, where its code compares with that. */
  public long end;

  protected final Memory[] memories;
  protected final Table[] tables;
  protected final Global[] globals;
  protected final Function[] imports;

  private final CompiledModule module;
  private final @Nullable Function[] functions;
  private final ByteSlice[] datas;
  private final @Nullable Object[][] elements;
  private final Map<String, Export> exports = new LinkedHashMap<>();

  /** For generated classes. */
  protected Instance(CompiledModule module, Store store) {
    ValidatedModule valid = module.valid();
    this.module = module;
    this.store = store;
    this.memories = new Memory[valid.memories().size()];
    this.tables = new Table[valid.tables().size()];
    this.globals = new Global[valid.globals().size()];
    this.imports = new Function[valid.importedFunctions()];
    this.functions = new Function[valid.functions().size()];
    this.datas = new ByteSlice[valid.module().datas().size()];
    this.elements = new Object[valid.module().elements().size()][];
    for (Export export : valid.module().exports()) {
      exports.put(export.name(), export);
    }
  }

  public CompiledModule module() {
    return module;
  }

  /** Names in the order of the module. */
  public List<String> exportNames() {
    return List.copyOf(exports.keySet());
  }

  /** Null where nothing is exported by that name. */
  public @Nullable Extern export(String name) {
    Export export = exports.get(name);
    if (export == null) {
      return null;
    }
    return switch (export.kind()) {
      case FUNC -> resolve(export.index());
      case TABLE -> tables[export.index()];
      case MEMORY -> memories[export.index()];
      case GLOBAL -> globals[export.index()];
      case TAG -> null;
    };
  }

  /**
   * @throws IllegalArgumentException where no function is exported by that name
   */
  public Function function(String name) {
    if (export(name) instanceof Function function) {
      return function;
    }
    throw new IllegalArgumentException("no function \"" + name + "\" is exported");
  }

  /** Fills the subclass's fields from the arrays. */
  public abstract void bind();

  /** Takes over what holds memory 0, and where it ends. */
  public abstract void refreshMemory();

  /** Sets a global that is a field. */
  public abstract void setGlobal(int global, long bits, @Nullable Object reference);

  // For generated code

  public final Global global(int index) {
    return globals[index];
  }

  public final Function imported(int index) {
    return imports[index];
  }

  /** A reference to a function of the module. */
  public final Function function(int index) {
    Function known = functions[index];
    if (known == null) {
      known =
          index < imports.length
              ? imports[index]
              : module.lazyMaker(index).make(module.valid().functions().get(index), this, index);
      functions[index] = known;
    }
    return known;
  }

  /** The same with a class of its own, which calls faster; replaces the other in the tables. */
  public final Function resolve(int index) {
    if (index < imports.length) {
      return imports[index];
    }
    Function known = functions[index];
    if (known != null && module.isResolved(known)) {
      return known;
    }
    Function resolved = module.object(index, this);
    if (known != null) {
      for (Table table : tables) {
        table.replace(known, resolved);
      }
    }
    functions[index] = resolved;
    return resolved;
  }

  public final void memoryInit(int memory, int segment, int destination, int source, int count) {
    ByteSlice bytes = datas[segment];
    memories[memory].init(destination, bytes.array(), bytes.start(), bytes.length(), source, count);
  }

  public final void dataDrop(int segment) {
    datas[segment] = ByteSlice.EMPTY;
  }

  public final void tableInit(int table, int segment, int destination, int source, int count) {
    tables[table].init(destination, elements[segment], source, count);
  }

  public final void elementDrop(int segment) {
    elements[segment] = new Object[0];
  }

  // Instantiation, core specification 4.5.4

  void instantiate(List<Extern> externs, Layout layout) {
    ValidatedModule valid = module.valid();
    adopt(externs);
    for (int i = valid.importedMemories(); i < memories.length; i++) {
      memories[i] = Memory.create(store, valid.memories().get(i), layout.shape(i));
    }
    List<GlobalDef> definedGlobals = valid.module().globals();
    for (int i = 0; i < definedGlobals.size(); i++) {
      GlobalDef global = definedGlobals.get(i);
      int index = valid.importedGlobals() + i;
      globals[index] = evaluate(global.type(), global.init());
    }
    List<TableDef> definedTables = valid.module().tables();
    for (int i = 0; i < definedTables.size(); i++) {
      TableDef table = definedTables.get(i);
      ConstExpr init = table.init();
      tables[valid.importedTables() + i] =
          Table.create(store, table.type(), init == null ? null : Constants.reference(this, init));
    }
    bind();
    for (int i = 0; i < definedGlobals.size(); i++) {
      int index = valid.importedGlobals() + i;
      if (layout.globalPlace(index) == Layout.GlobalPlace.FIELD) {
        setGlobal(index, globals[index].bits(), globals[index].reference());
      }
    }
    if (memories.length > 0) {
      refreshMemory();
      memories[0].addUser(this);
    }
    segments(valid);
    Integer start = valid.module().start();
    if (start != null) {
      resolve(start).call();
    }
  }

  private void adopt(List<Extern> externs) {
    int nextFunction = 0;
    int nextTable = 0;
    int nextMemory = 0;
    int nextGlobal = 0;
    for (Extern extern : externs) {
      switch (extern) {
        case Function function -> imports[nextFunction++] = function;
        case Table table -> tables[nextTable++] = table;
        case Memory memory -> memories[nextMemory++] = memory;
        case Global global -> globals[nextGlobal++] = global;
      }
    }
  }

  private Global evaluate(GlobalType type, ConstExpr init) {
    boolean reference = JvmType.of(type.type()).isReference();
    return reference
        ? Global.create(type, 0, Constants.reference(this, init))
        : Global.create(type, Constants.number(this, init), null);
  }

  private void segments(ValidatedModule valid) {
    List<Element> elementSegments = valid.module().elements();
    for (int i = 0; i < elementSegments.size(); i++) {
      elements[i] =
          elementSegments.get(i).mode() instanceof SegmentMode.Declarative
              ? new Object[0]
              : values(elementSegments.get(i));
    }
    List<Data> dataSegments = valid.module().datas();
    for (int i = 0; i < dataSegments.size(); i++) {
      datas[i] = dataSegments.get(i).bytes();
    }
    for (int i = 0; i < elementSegments.size(); i++) {
      if (elementSegments.get(i).mode()
          instanceof SegmentMode.Active(int table, ConstExpr offset)) {
        tableInit(table, i, (int) Constants.number(this, offset), 0, elements[i].length);
        elementDrop(i);
      }
    }
    for (int i = 0; i < dataSegments.size(); i++) {
      if (dataSegments.get(i).mode() instanceof SegmentMode.Active(int memory, ConstExpr offset)) {
        memoryInit(memory, i, (int) Constants.number(this, offset), 0, datas[i].length());
        dataDrop(i);
      }
    }
  }

  private @Nullable Object[] values(Element segment) {
    @Nullable Object[] values = new Object[segment.items().size()];
    switch (segment.items()) {
      case Element.Functions(List<Integer> indices) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = function(indices.get(i));
        }
      }
      case Element.Expressions(List<ConstExpr> expressions) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Constants.reference(this, expressions.get(i));
        }
      }
    }
    return values;
  }

  static DiagnosticException overLimit(String what, long wanted, long allowed) {
    return DiagnosticException.error(
        new EngineProblem.OverLimit(what, wanted, allowed), Place.Nowhere.NOWHERE);
  }
}
