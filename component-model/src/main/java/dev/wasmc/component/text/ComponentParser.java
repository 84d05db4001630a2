package dev.wasmc.component.text;

import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.StartDef;
import dev.wasmc.component.binary.ComponentLimit;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.text.CustomFields;
import dev.wasmc.wasm.text.ModuleParser;
import dev.wasmc.wasm.text.TextCursor;
import dev.wasmc.wasm.text.TextProblem;
import dev.wasmc.wasm.text.WastModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text format of components. Components inside components are on a stack of their own.
 */
public final class ComponentParser {
  private static final Sort CORE_INSTANCE = new Sort.Core(CoreSort.INSTANCE);

  private final TextCursor in;
  private final Deque<Open> open = new ArrayDeque<>();
  private final References references;
  private final CoreTypeReader coreTypes;
  private final TypeReader types;
  private final CanonReader canons;

  /**
   * A component that is being read.
   *
   * @param displayName in its own name section
   * @param binding in the component around it
   * @param exported the inline exports of the component itself
   * @param pending the inline exports of its definitions, which stand at its end
   */
  private record Open(
      Scope scope,
      @Nullable String displayName,
      Scope.Binding binding,
      List<ExternName> exported,
      List<Pending> pending,
      int at) {}

  private record Pending(ExternName name, SortIndex value, int at) {}

  private ComponentParser(TextCursor in, Scope root) {
    this.in = in;
    this.references = new References(in, root);
    this.coreTypes = new CoreTypeReader(in, references);
    this.types = new TypeReader(in, references, coreTypes);
    this.canons = new CanonReader(in, references, types);
  }

  /**
   * A whole text: {@code (component …)}, or the fields of a component alone.
   *
   * <p>Throws {@link dev.wasmc.source.DiagnosticException} with a {@link TextProblem} where the
   * text is malformed. Nothing is validated.
   */
  public static Component parse(SourceFile file) {
    TextCursor in = TextCursor.over(file);
    Component component;
    if (in.takeOpen("component")) {
      component = parse(in, Scope.Binding.take(in));
      in.expectClose();
    } else {
      component = parse(in, Scope.Binding.NONE);
    }
    in.expectEnd();
    in.refuseUnclaimedAnnotations();
    return component;
  }

  /**
   * A component in the text of a script.
   *
   * @param name its identifier there
   */
  public static Component parse(WastModule.Text text, @Nullable String name) {
    TextCursor in = text.cursor();
    int from = in.position();
    Component component = parse(in, new Scope.Binding(name, 0, in.takeNameAnnotation()));
    int end = in.position();
    in.expectClose();
    in.refuseUnclaimedAnnotations(from, end);
    return component;
  }

  private static Component parse(TextCursor in, Scope.Binding binding) {
    return new ComponentParser(in, Scope.component(null, binding.identifier())).component(binding);
  }

  /** Reads fields up to the closing parenthesis or the end of the text, which stays there. */
  private Component component(Scope.Binding binding) {
    open(references.scope(), binding, List.of(), in.offset());
    while (true) {
      customs();
      if (in.atOpen()) {
        field();
        continue;
      }
      Open finished = open.pop();
      Component component = close(finished);
      if (open.isEmpty()) {
        return component;
      }
      in.expectClose();
      references.scope(current().scope());
      current().scope().definitions().add(new NestedComponent(component, finished.at()));
      int index = current().scope().define(in, Sort.COMPONENT, finished.binding());
      exportAtEnd(finished.exported(), Sort.COMPONENT, index, finished.at());
    }
  }

  private void open(Scope scope, Scope.Binding binding, List<ExternName> exported, int at) {
    if (open.size() > ComponentLimit.NESTING.max()) {
      throw in.error(
          new TextProblem.OverLimit("the nesting of components", ComponentLimit.NESTING.max()));
    }
    String displayName = binding.annotated() == null ? binding.identifier() : binding.annotated();
    open.push(new Open(scope, displayName, binding, exported, new ArrayList<>(), at));
    references.scope(scope);
  }

  private Open current() {
    return open.element();
  }

  private Scope scope() {
    return references.scope();
  }

  private Component close(Open finished) {
    Scope scope = finished.scope();
    for (Pending export : finished.pending()) {
      scope.definitions().add(new ExportDef(export.name(), export.value(), null, export.at()));
      scope.define(in, export.value().sort(), Scope.Binding.NONE);
    }
    CustomDef names = ComponentNameWriter.section(finished.displayName(), scope, in.offset());
    if (names != null) {
      scope.definitions().add(names);
    }
    return new Component(scope.definitions(), null);
  }

  private void exportAtEnd(List<ExternName> names, Sort sort, int index, int at) {
    for (ExternName name : names) {
      current().pending().add(new Pending(name, new SortIndex(sort, index), at));
    }
  }

  private void customs() {
    while (true) {
      TextCursor custom = in.takeAnnotation("custom");
      if (custom != null) {
        String name = custom.expectName();
        CustomDef section = new CustomDef(name, custom.strings(), custom.offset());
        custom.expectClose();
        scope().definitions().add(section);
        continue;
      }
      TextCursor producers = in.takeAnnotation("producers");
      if (producers == null) {
        return;
      }
      int at = producers.offset();
      scope().definitions().add(new CustomDef("producers", CustomFields.producers(producers), at));
    }
  }

  /** One field; of a component inside, its beginning. */
  private void field() {
    int at = in.offset();
    in.expectOpen();
    if (in.atKeyword("component")) {
      if (nested(at)) {
        return;
      }
    } else if (in.atKeyword("core")) {
      core(at);
    } else {
      plain(at);
    }
    in.expectClose();
  }

  private void plain(int at) {
    String word = in.expectKeyword("a definition");
    switch (word) {
      case "instance" -> instance(at);
      case "alias" -> references.alias(at, null, Scope.Binding.NONE);
      case "type" -> {
        Scope.Binding binding = Scope.Binding.take(in);
        List<ExternName> exported = inlineExports();
        int index = inverted(Sort.TYPE, at, binding);
        exportAtEnd(exported, Sort.TYPE, index >= 0 ? index : types.field(at, binding), at);
      }
      case "import" -> {
        ExternName name = types.externName();
        TypeReader.Described described = types.described();
        imported(name, described.desc(), described.sort(), described.binding(), at);
      }
      case "export" -> export(at);
      case "func" -> function(at);
      case "canon" -> canons.field(at);
      case "start" -> start(at);
      case "value" -> {
        Scope.Binding binding = Scope.Binding.take(in);
        List<ExternName> exported = inlineExports();
        ExternName name = inlineImport();
        int index =
            name == null
                ? expectInverted(Sort.VALUE, at, binding)
                : imported(name, types.desc(Sort.VALUE), Sort.VALUE, binding, at);
        exportAtEnd(exported, Sort.VALUE, index, at);
      }
      default -> throw in.unexpected("a definition of a component");
    }
  }

  private void core(int at) {
    TextCursor ahead = in.peek();
    switch (ahead.atKeyword() ? ahead.tokenText() : "") {
      case "type", "rec" -> coreTypes.field(at);
      case "module" -> coreModule(at);
      case "instance" -> coreInstance(at);
      case "func" -> {
        in.expect("core");
        in.expect("func");
        Scope.Binding binding = Scope.Binding.take(in);
        if (inverted(new Sort.Core(CoreSort.FUNC), at, binding) < 0) {
          canons.coreFunction(at, binding);
        }
      }
      default -> {
        in.expect("core");
        Sort sort = new Sort.Core(references.coreExportSort());
        expectInverted(sort, at, Scope.Binding.take(in));
      }
    }
  }

  /** The index of what {@code (alias …)} behind an identifier makes; -1 where none stands here. */
  private int inverted(Sort sort, int at, Scope.Binding binding) {
    if (!in.takeOpen("alias")) {
      return -1;
    }
    int index = references.alias(at, sort, binding);
    in.expectClose();
    return index;
  }

  private int expectInverted(Sort sort, int at, Scope.Binding binding) {
    int index = inverted(sort, at, binding);
    if (index < 0) {
      throw in.unexpected("'(alias'");
    }
    return index;
  }

  private List<ExternName> inlineExports() {
    List<ExternName> names = new ArrayList<>();
    while (types.atInline("export")) {
      in.expectOpen("export");
      names.add(types.externName());
      in.expectClose();
    }
    return names;
  }

  private @Nullable ExternName inlineImport() {
    if (!types.atInline("import")) {
      return null;
    }
    in.expectOpen("import");
    ExternName name = types.externName();
    in.expectClose();
    return name;
  }

  private int imported(ExternName name, ExternDesc desc, Sort sort, Scope.Binding binding, int at) {
    scope().definitions().add(new ImportDef(name, desc, at));
    return scope().define(in, sort, binding);
  }

  /** Whether a component was opened; else it is an import or an alias, and has been read. */
  private boolean nested(int at) {
    in.expect("component");
    Scope.Binding binding = Scope.Binding.take(in);
    List<ExternName> exported = inlineExports();
    ExternName imported = inlineImport();
    if (imported != null) {
      int index = imported(imported, types.desc(Sort.COMPONENT), Sort.COMPONENT, binding, at);
      exportAtEnd(exported, Sort.COMPONENT, index, at);
      return false;
    }
    open(Scope.component(scope(), binding.identifier()), binding, exported, at);
    return true;
  }

  private void coreModule(int at) {
    in.expect("core");
    in.expect("module");
    Scope.Binding binding = Scope.Binding.take(in);
    List<ExternName> exported = inlineExports();
    ExternName imported = inlineImport();
    int index;
    if (imported != null) {
      index = imported(imported, types.desc(Sort.CORE_MODULE), Sort.CORE_MODULE, binding, at);
    } else {
      index = inverted(Sort.CORE_MODULE, at, binding);
      if (index < 0) {
        String name = binding.annotated() == null ? binding.identifier() : binding.annotated();
        scope().definitions().add(new CoreModuleDef(ModuleParser.parse(in, name), at));
        index = scope().define(in, Sort.CORE_MODULE, binding);
      }
    }
    exportAtEnd(exported, Sort.CORE_MODULE, index, at);
  }

  private void coreInstance(int at) {
    in.expect("core");
    in.expect("instance");
    Scope.Binding binding = Scope.Binding.take(in);
    CoreInstanceDef.Expr expr;
    if (in.takeOpen("instantiate")) {
      int module = in.rawPosition();
      indexOrGroup();
      List<Integer> bundles =
          bundles(
              CORE_INSTANCE,
              bundleAt ->
                  new CoreInstanceDef(new CoreInstanceDef.FromExports(coreExports()), bundleAt));
      in.moveTo(module);
      int moduleIndex = references.indexOrItem(Sort.CORE_MODULE, "module");
      List<CoreInstanceDef.Arg> args =
          arguments(bundles, index -> index, this::coreInstanceIndex, CoreInstanceDef.Arg::new);
      in.expectClose();
      expr = new CoreInstanceDef.Instantiate(moduleIndex, args);
    } else {
      expr = new CoreInstanceDef.FromExports(coreExports());
    }
    scope().definitions().add(new CoreInstanceDef(expr, at));
    scope().define(in, CORE_INSTANCE, binding);
  }

  private void indexOrGroup() {
    if (in.atIndex()) {
      in.expectIndex();
    } else {
      in.skipGroup();
    }
  }

  /**
   * The indices of the instances that arguments write in place, which are added; -1 for other
   * arguments. All are passed over, since what is instantiated, in front of them, may need an
   * alias, and definitions of arguments come first.
   */
  private List<Integer> bundles(Sort instance, IntFunction<Definition> fromExports) {
    List<Integer> bundles = new ArrayList<>();
    while (in.takeOpen("with")) {
      in.expectName();
      bundles.add(bundle(instance, fromExports));
      in.expectClose();
    }
    return bundles;
  }

  private int bundle(Sort instance, IntFunction<Definition> fromExports) {
    int at = in.offset();
    TextCursor ahead = in.peek();
    if (!in.atOpen("instance") || ahead.peek().atIndex()) {
      in.skipGroup();
      return -1;
    }
    in.expectOpen("instance");
    Definition bundle = fromExports.apply(at);
    in.expectClose();
    scope().definitions().add(bundle);
    return scope().define(in, instance, Scope.Binding.NONE);
  }

  /**
   * The arguments once more.
   *
   * @param bundles as {@link #bundles} gave them
   * @param bundled what an argument is that was written in place, by its index
   * @param referred reads any other
   */
  private <V, A> List<A> arguments(
      List<Integer> bundles,
      IntFunction<V> bundled,
      Supplier<V> referred,
      BiFunction<String, V, A> argument) {
    List<A> args = new ArrayList<>();
    for (int bundle : bundles) {
      in.expectOpen("with");
      String name = in.expectName();
      if (bundle >= 0) {
        in.skipGroup();
        args.add(argument.apply(name, bundled.apply(bundle)));
      } else {
        args.add(argument.apply(name, referred.get()));
      }
      in.expectClose();
    }
    return args;
  }

  private int coreInstanceIndex() {
    in.expectOpen();
    in.take("core");
    in.expect("instance");
    int index = references.index(CORE_INSTANCE);
    in.expectClose();
    return index;
  }

  private List<CoreInstanceDef.InlineExport> coreExports() {
    List<CoreInstanceDef.InlineExport> exports = new ArrayList<>();
    while (in.takeOpen("export")) {
      String name = in.expectName();
      in.expectOpen();
      in.take("core");
      CoreSort sort = references.coreExportSort();
      exports.add(new CoreInstanceDef.InlineExport(name, sort, references.coreExported(sort)));
      in.expectClose();
      in.expectClose();
    }
    return exports;
  }

  private void instance(int at) {
    Scope.Binding binding = Scope.Binding.take(in);
    List<ExternName> exported = inlineExports();
    ExternName imported = inlineImport();
    int index;
    if (imported != null) {
      index = imported(imported, types.desc(Sort.INSTANCE), Sort.INSTANCE, binding, at);
    } else {
      index = inverted(Sort.INSTANCE, at, binding);
      if (index < 0) {
        InstanceDef.Expr expr =
            in.takeOpen("instantiate") ? instantiate() : new InstanceDef.FromExports(exports());
        scope().definitions().add(new InstanceDef(expr, at));
        index = scope().define(in, Sort.INSTANCE, binding);
      }
    }
    exportAtEnd(exported, Sort.INSTANCE, index, at);
  }

  private InstanceDef.Expr instantiate() {
    int component = in.rawPosition();
    indexOrGroup();
    List<Integer> bundles =
        bundles(Sort.INSTANCE, at -> new InstanceDef(new InstanceDef.FromExports(exports()), at));
    in.moveTo(component);
    int componentIndex = references.indexOrItem(Sort.COMPONENT, "component");
    List<InstanceDef.Arg> args =
        arguments(
            bundles,
            index -> new SortIndex(Sort.INSTANCE, index),
            references::item,
            InstanceDef.Arg::new);
    in.expectClose();
    return new InstanceDef.Instantiate(componentIndex, args);
  }

  private List<InstanceDef.InlineExport> exports() {
    List<InstanceDef.InlineExport> exports = new ArrayList<>();
    while (in.takeOpen("export")) {
      ExternName name = types.externName();
      exports.add(new InstanceDef.InlineExport(name, references.item()));
      in.expectClose();
    }
    return exports;
  }

  private void export(int at) {
    Scope.Binding binding = Scope.Binding.take(in);
    ExternName name = types.externName();
    int item = in.rawPosition();
    in.skipGroup();
    ExternDesc ascribed = in.atOpen() ? ascription() : null;
    int behind = in.rawPosition();
    in.moveTo(item);
    SortIndex value = references.item();
    in.moveTo(behind);
    scope().definitions().add(new ExportDef(name, value, ascribed, at));
    scope().define(in, value.sort(), binding);
  }

  private ExternDesc ascription() {
    in.expectOpen();
    Sort sort = references.takeSort();
    if (sort == null) {
      throw in.unexpected("func, value, type, component, instance or core module");
    }
    ExternDesc desc = types.desc(sort);
    in.expectClose();
    return desc;
  }

  private void function(int at) {
    Scope.Binding binding = Scope.Binding.take(in);
    List<ExternName> exported = inlineExports();
    ExternName imported = inlineImport();
    int index;
    if (imported != null) {
      index = imported(imported, types.desc(Sort.FUNC), Sort.FUNC, binding, at);
    } else {
      index = inverted(Sort.FUNC, at, binding);
      if (index < 0) {
        index = canons.lift(at, types.functionTypeUse(), binding);
      }
    }
    exportAtEnd(exported, Sort.FUNC, index, at);
  }

  private void start(int at) {
    int function = references.index(Sort.FUNC);
    List<Integer> args = new ArrayList<>();
    while (in.takeOpen("value")) {
      args.add(references.exported(Sort.VALUE));
      in.expectClose();
    }
    List<Scope.Binding> results = new ArrayList<>();
    while (in.takeOpen("result")) {
      in.expectOpen("value");
      results.add(Scope.Binding.take(in));
      in.expectClose();
      in.expectClose();
    }
    scope().definitions().add(new StartDef(function, args, results.size(), at));
    for (Scope.Binding result : results) {
      scope().define(in, Sort.VALUE, result);
    }
  }
}
