package dev.wasmc.component.text;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonBuiltin;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.StartDef;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.text.ModulePrinter;
import dev.wasmc.wasm.text.TextWriter;
import dev.wasmc.wasm.text.TextWriter.Identifiers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Components as text: one definition a line in their order, everything by index, and the names of
 * the name section as identifiers. What {@link ModulePrinter} loses of core modules is lost here
 * too.
 */
public final class ComponentPrinter {
  private static final Sort CORE_FUNC = new Sort.Core(CoreSort.FUNC);

  private final TextWriter out = new TextWriter();
  private final Deque<Open> open = new ArrayDeque<>();
  private final TypeText types;

  /** A component that is being printed. */
  private record Open(Iterator<Definition> definitions, PrintScope scope) {}

  private ComponentPrinter() {
    this.types = new TypeText(out, new PrintScope(null));
  }

  /**
   * The whole component with a final line end.
   *
   * <p>Throws {@link dev.wasmc.source.DiagnosticException} with a {@link
   * dev.wasmc.wasm.WasmProblem} where the bytes of a core function are no instructions.
   */
  public static String print(Component component) {
    ComponentPrinter printer = new ComponentPrinter();
    printer.out.line("(component");
    ComponentNames.of(component)
        .component()
        .ifPresent(name -> printer.out.add(new Identifiers(Map.of(0, name)).optional(0)));
    printer.run(component);
    return printer.out.add("\n").toString();
  }

  private void run(Component root) {
    open(root);
    while (!open.isEmpty()) {
      Open current = open.element();
      types.scope(current.scope());
      if (current.definitions().hasNext()) {
        definition(current.definitions().next());
      } else {
        open.pop();
        out.outdent().line(")");
      }
    }
  }

  private void open(Component component) {
    open.push(
        new Open(component.definitions().iterator(), new PrintScope(ComponentNames.of(component))));
    out.indent();
  }

  private PrintScope scope() {
    return types.scope();
  }

  private void definition(Definition definition) {
    switch (definition) {
      case CustomDef(String name, var bytes, int _) -> {
        if (!name.equals(ComponentNames.SECTION)) {
          out.line("(@custom ").name(name).add(" ").bytes(bytes).add(")");
        }
      }
      case NestedComponent(Component component, int _) -> {
        out.line("(component").add(scope().define(Sort.COMPONENT));
        open(component);
      }
      case CoreModuleDef(CoreModule module, int _) -> {
        out.line("(core module").add(scope().define(Sort.CORE_MODULE));
        ModulePrinter.printFields(module, out);
        out.add(")");
      }
      case CoreTypeDef type -> {
        out.line();
        types.coreType(type);
      }
      case TypeDef type -> {
        out.line();
        types.typeField(type.type());
      }
      case Alias alias -> {
        out.line();
        types.alias(alias);
      }
      case CoreInstanceDef instance -> coreInstance(instance);
      case InstanceDef instance -> instance(instance);
      case Canon canon -> canon(canon);
      case StartDef start -> start(start);
      case ImportDef imported -> {
        types.externName(out.line("(import "), imported.name()).add(" ");
        types.described(imported.desc());
        out.add(")");
      }
      case ExportDef export -> export(export);
    }
  }

  private void coreInstance(CoreInstanceDef instance) {
    String defined = scope().define(new Sort.Core(CoreSort.INSTANCE));
    out.line("(core instance").add(defined);
    switch (instance.expr()) {
      case CoreInstanceDef.Instantiate(int module, List<CoreInstanceDef.Arg> args) -> {
        out.add(" (instantiate ").add(scope().core(CoreSort.MODULE, module)).indent();
        for (CoreInstanceDef.Arg arg : args) {
          out.line("(with ").name(arg.name()).add(" (instance ");
          out.add(scope().core(CoreSort.INSTANCE, arg.instance())).add("))");
        }
        closeLines(args.isEmpty(), "))");
      }
      case CoreInstanceDef.FromExports(List<CoreInstanceDef.InlineExport> exports) -> {
        out.indent();
        for (CoreInstanceDef.InlineExport export : exports) {
          out.line("(export ").name(export.name()).add(" (").add(export.sort().keyword()).add(" ");
          out.add(scope().core(export.sort(), export.index())).add("))");
        }
        closeLines(exports.isEmpty(), ")");
      }
    }
  }

  private void closeLines(boolean empty, String close) {
    out.outdent();
    if (empty) {
      out.add(close);
    } else {
      out.line(close);
    }
  }

  private TextWriter item(SortIndex item) {
    return out.add("(")
        .add(item.sort().keyword())
        .add(" ")
        .add(scope().reference(item.sort(), item.index()))
        .add(")");
  }

  private void instance(InstanceDef instance) {
    String defined = scope().define(Sort.INSTANCE);
    out.line("(instance").add(defined);
    switch (instance.expr()) {
      case InstanceDef.Instantiate(int component, List<InstanceDef.Arg> args) -> {
        out.add(" (instantiate ").add(scope().reference(Sort.COMPONENT, component)).indent();
        for (InstanceDef.Arg arg : args) {
          out.line("(with ").name(arg.name()).add(" ");
          item(arg.value()).add(")");
        }
        closeLines(args.isEmpty(), "))");
      }
      case InstanceDef.FromExports(List<InstanceDef.InlineExport> exports) -> {
        out.indent();
        for (InstanceDef.InlineExport export : exports) {
          types.externName(out.line("(export "), export.name()).add(" ");
          item(export.value()).add(")");
        }
        closeLines(exports.isEmpty(), ")");
      }
    }
  }

  private void start(StartDef start) {
    out.line("(start ").add(scope().reference(Sort.FUNC, start.function()));
    for (int arg : start.args()) {
      out.add(" (value ").add(scope().reference(Sort.VALUE, arg)).add(")");
    }
    for (int i = 0; i < start.results(); i++) {
      out.add(" (result (value").add(scope().define(Sort.VALUE)).add("))");
    }
    out.add(")");
  }

  private void export(ExportDef export) {
    SortIndex value = export.value();
    String reference = scope().reference(value.sort(), value.index());
    ExternDesc ascribed = export.ascribed();
    String ascription = ascribed == null ? "" : types.ascription(ascribed);
    out.line("(export").add(scope().define(value.sort())).add(" ");
    types.externName(out, export.name());
    out.add(" (")
        .add(value.sort().keyword())
        .add(" ")
        .add(reference)
        .add(")")
        .add(ascription)
        .add(")");
  }

  private void canon(Canon canon) {
    switch (canon) {
      case Canon.Lift(int function, List<CanonOption> options, int type, int _) -> {
        out.line("(func").add(scope().define(Sort.FUNC)).add(" ");
        types.typeUse(type);
        out.add(" (canon lift (core func ").add(scope().core(CoreSort.FUNC, function)).add(")");
        options(options);
      }
      case Canon.Lower(int function, List<CanonOption> options, int _) -> {
        coreFunction("lower (func ").add(scope().reference(Sort.FUNC, function)).add(")");
        options(options);
      }
      case Canon.ResourceNew(int resource, int _) -> resource("resource.new ", resource);
      case Canon.ResourceDrop(int resource, int _) -> resource("resource.drop ", resource);
      case Canon.ResourceRep(int resource, int _) -> resource("resource.rep ", resource);
      case Canon.Builtin builtin -> builtin(builtin);
    }
    out.add("))");
  }

  private TextWriter coreFunction(String text) {
    return out.line("(core func").add(scope().define(CORE_FUNC)).add(" (canon ").add(text);
  }

  private void resource(String word, int resource) {
    coreFunction(word).add(scope().reference(Sort.TYPE, resource));
  }

  private void builtin(Canon.Builtin builtin) {
    coreFunction(builtin.kind().keyword());
    Iterator<Canon.Operand> operands = builtin.operands().iterator();
    for (CanonBuiltin.Shape shape : builtin.kind().shapes()) {
      switch (shape) {
        case RESERVED -> {}
        case OPTIONS -> options(builtin.options());
        default -> operand(shape, operands.next());
      }
    }
  }

  private void operand(CanonBuiltin.Shape shape, Canon.Operand operand) {
    switch (operand) {
      case Canon.Operand.Index(int index) -> {
        switch (shape) {
          case TYPE -> out.add(" ").add(scope().reference(Sort.TYPE, index));
          case CORE_TYPE -> out.add(" ").add(scope().core(CoreSort.TYPE, index));
          case TABLE -> out.add(" (core table ").add(scope().core(CoreSort.TABLE, index)).add(")");
          case MEMORY -> out.add(" (memory ").add(scope().core(CoreSort.MEMORY, index)).add(")");
          default -> out.add(" ").add(index);
        }
      }
      case Canon.Operand.CoreValueType(var type) -> {
        out.add(" ");
        types.coreTypes().valType(type);
      }
      case Canon.Operand.Result(var type) -> {
        if (type != null) {
          out.add(" (result ");
          types.valType(type).add(")");
        }
      }
      case Canon.Operand.Flag(boolean set) ->
          out.add(set ? shape == CanonBuiltin.Shape.ASYNC_FLAG ? " async" : " shared" : "");
    }
  }

  private void options(List<CanonOption> options) {
    for (CanonOption option : options) {
      out.add(" ");
      switch (option) {
        case CanonOption.Encoding(var encoding) ->
            out.add("string-encoding=").add(encoding.keyword());
        case CanonOption.Memory(int memory) ->
            out.add("(memory ").add(scope().core(CoreSort.MEMORY, memory)).add(")");
        case CanonOption.Realloc(int function) -> function("realloc", function);
        case CanonOption.PostReturn(int function) -> function("post-return", function);
        case CanonOption.Callback(int function) -> function("callback", function);
        case CanonOption.Async.ASYNC -> out.add("async");
      }
    }
  }

  private void function(String word, int function) {
    out.add("(").add(word).add(" ").add(scope().core(CoreSort.FUNC, function)).add(")");
  }
}
