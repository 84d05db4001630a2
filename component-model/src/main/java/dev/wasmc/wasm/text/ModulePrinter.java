package dev.wasmc.wasm.text;

import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.CustomSection;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Element;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.GlobalDef;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.NameSubsection;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.TableDef;
import dev.wasmc.wasm.text.TextWriter.Identifiers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Core modules as text: one field a line, sections in their order, flat instructions, and the names
 * of the name section as identifiers.
 *
 * <p>What the text has no form for is lost: integers that are longer than they need be, a data
 * count that no instruction needs, an explicit table 0, runs of locals that could be one, the name
 * section's own bytes.
 */
public final class ModulePrinter {
  private final TextWriter out;
  private final CoreModule module;
  private final PrintedModule printed;
  private final TypePrinter types;
  private final InstructionPrinter instructions;
  private int nextType;
  private int nextFunction;
  private int nextTable;
  private int nextMemory;
  private int nextGlobal;
  private int nextTag;

  private ModulePrinter(CoreModule module, TextWriter out) {
    this.out = out;
    this.module = module;
    this.printed = new PrintedModule(module);
    this.types = new TypePrinter(out, printed.identifiers(NameSubsection.TYPE));
    this.instructions = new InstructionPrinter(out, printed, types);
  }

  /**
   * The whole module with a final line end.
   *
   * <p>Throws {@link dev.wasmc.source.DiagnosticException} with a {@link
   * dev.wasmc.wasm.WasmProblem} where the bytes of a body are no instructions.
   */
  public static String print(CoreModule module) {
    TextWriter out = new TextWriter();
    out.line("(module");
    String name = ModuleNames.of(module).module();
    if (name != null) {
      out.add(new Identifiers(Map.of(0, name)).optional(0));
    }
    printFields(module, out);
    return out.add(")\n").toString();
  }

  /** The fields, each on a new line that is indented by one. Ends without a line end. */
  public static void printFields(CoreModule module, TextWriter out) {
    out.indent();
    new ModulePrinter(module, out).fields();
    out.outdent();
    out.line();
  }

  private void fields() {
    module.types().forEach(this::types);
    module.imports().forEach(this::imported);
    List<FunctionBody> bodies = module.bodies();
    for (int i = 0; i < Math.min(bodies.size(), module.functions().size()); i++) {
      function(module.functions().get(i), bodies.get(i));
    }
    module.tables().forEach(this::table);
    for (MemoryType memory : module.memories()) {
      out.line("(memory").add(definition(NameSubsection.MEMORY, nextMemory++)).add(" ");
      types.memoryType(memory);
      out.add(")");
    }
    for (int tag : module.tags()) {
      out.line("(tag").add(definition(NameSubsection.TAG, nextTag++));
      typeUse(tag, Map.of());
      out.add(")");
    }
    for (GlobalDef global : module.globals()) {
      out.line("(global").add(definition(NameSubsection.GLOBAL, nextGlobal++)).add(" ");
      types.globalType(global.type());
      out.add(" ");
      instructions.flat(global.init().instructions());
      out.add(")");
    }
    module.exports().forEach(this::export);
    if (module.start() != null) {
      out.line("(start ").add(reference(NameSubsection.FUNCTION, module.start())).add(")");
    }
    for (int i = 0; i < module.elements().size(); i++) {
      element(i, module.elements().get(i));
    }
    for (int i = 0; i < module.datas().size(); i++) {
      data(i, module.datas().get(i));
    }
    module.customs().forEach(this::custom);
  }

  private String definition(NameSubsection part, int index) {
    return printed.identifiers(part).definition(index);
  }

  private String reference(NameSubsection part, int index) {
    return printed.identifiers(part).reference(index);
  }

  private void types(RecType group) {
    if (group.explicit()) {
      out.line("(rec").indent();
    }
    for (SubType type : group.types()) {
      int index = nextType++;
      out.line("(type").add(definition(NameSubsection.TYPE, index)).add(" ");
      types.subType(type, printed.names().of(NameSubsection.FIELD, index));
      out.add(")");
    }
    if (group.explicit()) {
      out.outdent().line(")");
    }
  }

  /** A type by its index, with its parameters and results where it is a function type. */
  private void typeUse(int type, Map<Integer, String> localNames) {
    out.add(" (type ").add(reference(NameSubsection.TYPE, type)).add(")");
    @Nullable FuncType function = printed.function(type);
    if (function != null) {
      int params = function.params().size();
      boolean named = localNames.keySet().stream().anyMatch(index -> index >= 0 && index < params);
      types.signature(function, new Identifiers(localNames), named);
    }
  }

  private void imported(Import imported) {
    out.line("(import ").name(imported.module()).add(" ").name(imported.name()).add(" (");
    out.add(imported.desc().kind().keyword());
    switch (imported.desc()) {
      case ImportDesc.Func(int type) -> {
        int index = nextFunction++;
        out.add(definition(NameSubsection.FUNCTION, index));
        typeUse(type, printed.names().of(NameSubsection.LOCAL, index));
      }
      case ImportDesc.Table(var type) -> {
        out.add(definition(NameSubsection.TABLE, nextTable++)).add(" ");
        types.tableType(type);
      }
      case ImportDesc.Memory(var type) -> {
        out.add(definition(NameSubsection.MEMORY, nextMemory++)).add(" ");
        types.memoryType(type);
      }
      case ImportDesc.Global(var type) -> {
        out.add(definition(NameSubsection.GLOBAL, nextGlobal++)).add(" ");
        types.globalType(type);
      }
      case ImportDesc.Tag(int type) -> {
        out.add(definition(NameSubsection.TAG, nextTag++));
        typeUse(type, Map.of());
      }
    }
    out.add("))");
  }

  private void function(int type, FunctionBody body) {
    int index = nextFunction++;
    Map<Integer, String> localNames = printed.names().of(NameSubsection.LOCAL, index);
    out.line("(func").add(definition(NameSubsection.FUNCTION, index));
    typeUse(type, localNames);
    out.indent();
    FuncType function = printed.function(type);
    Identifiers locals = new Identifiers(function == null ? Map.of() : localNames);
    locals(body.locals(), locals, localNames, function == null ? 0 : function.params().size());
    instructions.body(body.instructions(), locals, printed.names().of(NameSubsection.LABEL, index));
    out.outdent().line(")");
  }

  private void locals(
      List<Locals> runs, Identifiers locals, Map<Integer, String> names, int first) {
    int index = first;
    for (Locals run : runs) {
      boolean open = false;
      for (int i = 0; i < run.count(); i++, index++) {
        boolean named = names.containsKey(index);
        if (open && named) {
          out.add(")");
        }
        if (!open || named) {
          out.line("(local").add(locals.optional(index));
        }
        out.add(" ");
        types.valType(run.type());
        out.add(named ? ")" : "");
        open = !named;
      }
      out.add(open ? ")" : "");
    }
  }

  private void table(TableDef table) {
    out.line("(table").add(definition(NameSubsection.TABLE, nextTable++)).add(" ");
    types.tableType(table.type());
    ConstExpr init = table.init();
    if (init != null) {
      out.add(" ");
      instructions.flat(init.instructions());
    }
    out.add(")");
  }

  private void export(Export export) {
    NameSubsection part =
        switch (export.kind()) {
          case FUNC -> NameSubsection.FUNCTION;
          case TABLE -> NameSubsection.TABLE;
          case MEMORY -> NameSubsection.MEMORY;
          case GLOBAL -> NameSubsection.GLOBAL;
          case TAG -> NameSubsection.TAG;
        };
    out.line("(export ").name(export.name()).add(" (").add(export.kind().keyword()).add(" ");
    out.add(reference(part, export.index())).add("))");
  }

  private void mode(SegmentMode mode, String word, NameSubsection part) {
    switch (mode) {
      case SegmentMode.Passive.PASSIVE -> {}
      case SegmentMode.Declarative.DECLARATIVE -> out.add(" declare");
      case SegmentMode.Active(int index, ConstExpr offset) -> {
        if (index != 0) {
          out.add(" (").add(word).add(" ").add(reference(part, index)).add(")");
        }
        out.add(" ");
        instructions.expression("offset", offset.instructions());
      }
    }
  }

  private void element(int index, Element element) {
    out.line("(elem").add(definition(NameSubsection.ELEMENT, index));
    mode(element.mode(), "table", NameSubsection.TABLE);
    switch (element.items()) {
      case Element.Functions(List<Integer> functions) -> {
        out.add(" func");
        for (int function : functions) {
          out.add(" ").add(reference(NameSubsection.FUNCTION, function));
        }
      }
      case Element.Expressions(List<ConstExpr> expressions) -> {
        out.add(" ");
        types.valType(element.type());
        for (ConstExpr expression : expressions) {
          out.add(" ");
          instructions.expression("item", expression.instructions());
        }
      }
    }
    out.add(")");
  }

  private void data(int index, Data data) {
    out.line("(data").add(definition(NameSubsection.DATA, index));
    mode(data.mode(), "memory", NameSubsection.MEMORY);
    out.add(" ").bytes(data.bytes()).add(")");
  }

  private void custom(CustomSection custom) {
    if (custom.name().equals(ModuleNames.SECTION)) {
      return;
    }
    out.line("(@custom ").name(custom.name()).add(" (");
    if (custom.after() == SectionId.CUSTOM) {
      out.add("before first");
    } else {
      out.add("after ").add(CustomFields.keyword(custom.after()));
    }
    out.add(") ").bytes(custom.bytes()).add(")");
  }
}
