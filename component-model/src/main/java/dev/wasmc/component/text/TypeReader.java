package dev.wasmc.component.text;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefValType;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.Sort;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.component.binary.ComponentLimit;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.text.IndexSpace;
import dev.wasmc.wasm.text.TextCursor;
import dev.wasmc.wasm.text.TextProblem;
import dev.wasmc.wasm.text.TypeParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Types of components, and what imports ask for and exports promise. */
final class TypeReader {
  private final TextCursor in;
  private final References references;
  private final CoreTypeReader coreTypes;
  private int nesting;

  /** A value type that was read: what it is, or the token of an index that is not looked up yet. */
  private record Slot(@Nullable ValTypeRef type, int token) {}

  /** The sort of an extern description with what it describes. */
  record Described(Sort sort, ExternDesc desc, Scope.Binding binding) {}

  TypeReader(TextCursor in, References references, CoreTypeReader coreTypes) {
    this.in = in;
    this.references = references;
    this.coreTypes = coreTypes;
  }

  /** A type field behind its word and identifier. Adds the type; the closing parenthesis stays. */
  int field(int at, Scope.Binding binding) {
    return references.scope().add(in, new TypeDef(definition(binding.identifier()), at), binding);
  }

  private DefType definition(@Nullable String name) {
    PrimitiveType primitive = takePrimitive();
    if (primitive != null) {
      return new DefValType.Primitive(primitive);
    }
    enter();
    in.expectOpen();
    DefType type;
    if (in.take("func")) {
      type = function();
    } else if (in.take("component")) {
      type = new DefType.ComponentTypeDecl(declarators(name, true));
    } else if (in.take("instance")) {
      type = new DefType.InstanceTypeDecl(declarators(name, false));
    } else if (in.take("resource")) {
      type = resource();
    } else {
      type = valueType();
    }
    in.expectClose();
    nesting--;
    return type;
  }

  private void enter() {
    if (++nesting > ComponentLimit.TYPE_NESTING.max()) {
      throw in.error(
          new TextProblem.OverLimit("the nesting of types", ComponentLimit.TYPE_NESTING.max()));
    }
  }

  private @Nullable PrimitiveType takePrimitive() {
    PrimitiveType type = atPrimitive();
    if (type != null) {
      in.expectKeyword("a type");
    }
    return type;
  }

  /** The words float32 and float64 are those of the first drafts. */
  private @Nullable PrimitiveType atPrimitive() {
    if (!in.atKeyword()) {
      return null;
    }
    return switch (in.tokenText()) {
      case "float32" -> PrimitiveType.F32;
      case "float64" -> PrimitiveType.F64;
      default -> PrimitiveType.ofKeyword(in.tokenText());
    };
  }

  /** A value type where it is used, on its own. */
  ValTypeRef valType() {
    return resolve(slot());
  }

  /**
   * Reads a value type. One written in place becomes a definition at once; an index is looked up
   * later.
   */
  private Slot slot() {
    if (in.atIndex()) {
      int token = in.position();
      in.expectIndex();
      return new Slot(null, token);
    }
    PrimitiveType primitive = takePrimitive();
    if (primitive != null) {
      return new Slot(primitive, 0);
    }
    enter();
    int at = in.offset();
    in.expectOpen();
    DefValType type = valueType();
    in.expectClose();
    nesting--;
    int index = references.scope().add(in, new TypeDef(type, at), Scope.Binding.NONE);
    return new Slot(new ValTypeRef.Index(index), 0);
  }

  private ValTypeRef resolve(Slot slot) {
    if (slot.type() != null) {
      return slot.type();
    }
    int behind = in.rawPosition();
    in.moveTo(slot.token());
    int index = references.index(Sort.TYPE);
    in.moveTo(behind);
    return new ValTypeRef.Index(index);
  }

  private @Nullable ValTypeRef resolveOptional(@Nullable Slot slot) {
    return slot == null ? null : resolve(slot);
  }

  private boolean atValType() {
    return in.atIndex() || in.atOpen() || atPrimitive() != null;
  }

  /** What stands inside the parentheses of a value type. */
  private DefValType valueType() {
    String word = in.expectKeyword("a type");
    return switch (word) {
      case "record" -> new DefValType.Record(labeled("field"));
      case "variant" -> variant();
      case "list" -> {
        Slot element = slot();
        if (in.atInteger()) {
          int length = in.expectU32();
          yield new DefValType.FixedList(resolve(element), length);
        }
        yield new DefValType.ListOf(resolve(element));
      }
      case "tuple" -> {
        List<Slot> slots = new ArrayList<>();
        while (!in.atClose()) {
          slots.add(slot());
        }
        yield new DefValType.Tuple(slots.stream().map(this::resolve).toList());
      }
      case "flags" -> new DefValType.Flags(names());
      case "enum" -> new DefValType.Enumeration(names());
      case "option" -> new DefValType.Option(valType());
      case "result" -> {
        Slot ok = atValType() && !in.atOpen("error") ? slot() : null;
        Slot error = null;
        if (in.takeOpen("error")) {
          error = slot();
          in.expectClose();
        }
        ValTypeRef okType = resolveOptional(ok);
        yield new DefValType.Result(okType, resolveOptional(error));
      }
      case "own" -> new DefValType.Own(references.index(Sort.TYPE));
      case "borrow" -> new DefValType.Borrow(references.index(Sort.TYPE));
      case "stream" -> new DefValType.Stream(atValType() ? valType() : null);
      case "future" -> new DefValType.Future(atValType() ? valType() : null);
      case "map" -> {
        Slot key = slot();
        Slot value = slot();
        ValTypeRef keyType = resolve(key);
        yield new DefValType.MapOf(keyType, resolve(value));
      }
      default ->
          throw in.error(
              new TextProblem.UnexpectedToken("'" + word + "'", "a type"), in.position() - 1);
    };
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    while (in.atString()) {
      names.add(in.expectName());
    }
    return names;
  }

  /** {@code (word "label" type)}, repeated. */
  private List<DefType.Labeled> labeled(String word) {
    List<String> labels = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    slots(word, labels, slots);
    return resolve(labels, slots);
  }

  private void slots(String word, List<String> labels, List<Slot> slots) {
    while (in.takeOpen(word)) {
      labels.add(in.expectName());
      slots.add(slot());
      in.expectClose();
    }
  }

  private List<DefType.Labeled> resolve(List<String> labels, List<Slot> slots) {
    List<DefType.Labeled> resolved = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      resolved.add(new DefType.Labeled(labels.get(i), resolve(slots.get(i))));
    }
    return resolved;
  }

  private DefValType variant() {
    List<String> labels = new ArrayList<>();
    List<@Nullable Slot> slots = new ArrayList<>();
    IndexSpace identifiers = new IndexSpace("case");
    while (in.takeOpen("case")) {
      identifiers.define(in);
      labels.add(in.expectName());
      slots.add(in.atClose() ? null : slot());
      in.expectClose();
    }
    List<DefValType.Case> cases = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      cases.add(new DefValType.Case(labels.get(i), resolveOptional(slots.get(i))));
    }
    return new DefValType.Variant(cases);
  }

  private DefType.FuncTypeDecl function() {
    boolean async = in.take("async");
    List<String> labels = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    slots("param", labels, slots);
    Slot result = null;
    if (in.takeOpen("result")) {
      result = slot();
      in.expectClose();
    }
    List<DefType.Labeled> params = resolve(labels, slots);
    return new DefType.FuncTypeDecl(async, params, resolveOptional(result));
  }

  private DefType.ResourceTypeDecl resource() {
    in.expectOpen("rep");
    ValType rep = new TypeParser(in, references.scope().coreTypes()).valType();
    in.expectClose();
    Integer destructor = null;
    if (in.takeOpen("dtor")) {
      destructor = references.coreIndexOrItem(CoreSort.FUNC);
      in.expectClose();
    }
    return new DefType.ResourceTypeDecl(rep, destructor);
  }

  private List<DefType.Declarator> declarators(@Nullable String name, boolean imports) {
    Scope outer = references.scope();
    Scope scope = Scope.type(outer, name);
    references.scope(scope);
    while (!in.atClose()) {
      int at = in.offset();
      in.expectOpen();
      if (in.atKeyword("core")) {
        coreTypes.field(at);
      } else if (in.take("type")) {
        field(at, Scope.Binding.take(in));
      } else if (in.take("alias")) {
        references.alias(at, null, Scope.Binding.NONE);
      } else if (imports && in.take("import")) {
        ExternName external = externName();
        Described described = described();
        scope.declarators().add(new DefType.Declarator.ImportDecl(external, described.desc(), at));
        scope.define(in, described.sort(), described.binding());
      } else if (in.take("export")) {
        ExternName external = externName();
        Described described = described();
        scope.declarators().add(new DefType.Declarator.ExportDecl(external, described.desc(), at));
        scope.define(in, described.sort(), described.binding());
      } else {
        throw in.unexpected("a type, an alias, an export" + (imports ? " or an import" : ""));
      }
      in.expectClose();
    }
    references.scope(outer);
    return scope.declarators();
  }

  /**
   * The name of an import or an export, with its attributes. Its first drafts had {@code (interface
   * "name")}.
   */
  ExternName externName() {
    String name;
    if (in.takeOpen("interface")) {
      name = in.expectName();
      in.expectClose();
    } else {
      name = in.expectName();
    }
    Optional<String> interfaceName = attribute("implements");
    Optional<String> suffix = attribute("version-suffix").or(() -> attribute("versionsuffix"));
    return new ExternName(name, interfaceName, suffix, attribute("external-id"));
  }

  private Optional<String> attribute(String word) {
    if (!in.takeOpen(word)) {
      return Optional.empty();
    }
    String value = in.expectName();
    in.expectClose();
    return Optional.of(value);
  }

  /** Whether {@code (word "name")} stands here with nothing behind the name but attributes. */
  boolean atInline(String word) {
    if (!in.atOpen(word)) {
      return false;
    }
    TextCursor ahead = in.peek();
    ahead.expectKeyword(word);
    if (ahead.atOpen("interface")) {
      ahead.skipGroup();
    } else if (ahead.atString()) {
      ahead.expectName();
    } else {
      return false;
    }
    while (ahead.atOpen("implements")
        || ahead.atOpen("version-suffix")
        || ahead.atOpen("versionsuffix")
        || ahead.atOpen("external-id")) {
      ahead.skipGroup();
    }
    return ahead.atClose();
  }

  /** {@code (sort id? type)}. Nothing is defined under the identifier yet. */
  Described described() {
    in.expectOpen();
    Sort sort = references.takeSort();
    if (sort == null) {
      throw in.unexpected("func, value, type, component, instance or core module");
    }
    Scope.Binding binding = Scope.Binding.take(in);
    ExternDesc desc = desc(sort);
    in.expectClose();
    return new Described(sort, desc, binding);
  }

  /** What stands behind the sort and the identifier. */
  ExternDesc desc(Sort sort) {
    return switch (sort) {
      case Sort.Core(CoreSort core) when core == CoreSort.MODULE ->
          new ExternDesc.CoreModule(coreTypes.moduleTypeUse());
      case Sort.Core core -> throw in.unexpected("a core module in front of this");
      case Sort.Plain.FUNC -> new ExternDesc.Func(functionTypeUse());
      case Sort.Plain.COMPONENT -> {
        int at = in.offset();
        yield new ExternDesc.Component(
            atTypeReference()
                ? typeReference()
                : inPlace(at, () -> new DefType.ComponentTypeDecl(declarators(null, true))));
      }
      case Sort.Plain.INSTANCE -> {
        int at = in.offset();
        yield new ExternDesc.Instance(
            atTypeReference()
                ? typeReference()
                : inPlace(at, () -> new DefType.InstanceTypeDecl(declarators(null, false))));
      }
      case Sort.Plain.VALUE -> value();
      case Sort.Plain.TYPE -> bound();
    };
  }

  private ExternDesc value() {
    if (in.takeOpen("eq")) {
      ExternDesc desc = new ExternDesc.ValueEq(references.index(Sort.VALUE));
      in.expectClose();
      return desc;
    }
    return new ExternDesc.Value(
        atTypeReference() ? new ValTypeRef.Index(typeReference()) : valType());
  }

  private ExternDesc bound() {
    if (in.takeOpen("eq")) {
      ExternDesc desc = new ExternDesc.TypeEq(references.index(Sort.TYPE));
      in.expectClose();
      return desc;
    }
    in.expectOpen("sub");
    in.expect("resource");
    in.expectClose();
    return ExternDesc.SubResource.SUB_RESOURCE;
  }

  /** A function type: a reference, or written in place. */
  int functionTypeUse() {
    int at = in.offset();
    return atTypeReference() ? typeReference() : inPlace(at, this::function);
  }

  private int inPlace(int at, Supplier<DefType> type) {
    enter();
    DefType defined = type.get();
    nesting--;
    return references.scope().add(in, new TypeDef(defined, at), Scope.Binding.NONE);
  }

  /**
   * Whether {@code (type i)} or {@code (type i "name")} stands here, and not the definition of a
   * type.
   */
  boolean atTypeReference() {
    if (!in.atOpen("type")) {
      return false;
    }
    TextCursor ahead = in.peek();
    ahead.expectKeyword("type");
    if (!ahead.atIndex()) {
      return false;
    }
    ahead = ahead.peek();
    return ahead.atClose() || ahead.atString();
  }

  private int typeReference() {
    in.expectOpen("type");
    int index = references.exported(Sort.TYPE);
    in.expectClose();
    return index;
  }
}
