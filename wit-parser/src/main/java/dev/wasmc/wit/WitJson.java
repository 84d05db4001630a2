package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Prints a {@link Resolve} as JSON, in the shape that wasm-tools gives it, so that other generators
 * can read it.
 */
public final class WitJson {
  private final Resolve resolve;
  private final StringBuilder out = new StringBuilder();

  /** For each open object or list, whether it has members yet. */
  private final Deque<Boolean> hasMembers = new ArrayDeque<>();

  private WitJson(Resolve resolve) {
    this.resolve = resolve;
  }

  /**
   * One object with the lists {@code worlds}, {@code interfaces}, {@code types} and {@code
   * packages}, whose entries refer to each other by index; no line end at the end.
   */
  public static String print(Resolve resolve) {
    WitJson json = new WitJson(resolve);
    json.print();
    return json.out.toString();
  }

  private void print() {
    open('{');
    key("worlds");
    open('[');
    for (World world : resolve.worlds()) {
      member();
      world(world);
    }
    close(']');
    key("interfaces");
    open('[');
    for (Interface printed : resolve.interfaces()) {
      member();
      interfaceOf(printed);
    }
    close(']');
    key("types");
    open('[');
    for (TypeDef type : resolve.types()) {
      member();
      typeDef(type);
    }
    close(']');
    key("packages");
    open('[');
    for (WitPackage printed : resolve.packages()) {
      member();
      packageOf(printed);
    }
    close(']');
    close('}');
  }

  private void world(World world) {
    open('{');
    string("name", world.name());
    items("imports", world.imports());
    items("exports", world.exports());
    number("package", world.packageId().index());
    docs(world.docs());
    stability(world.stability());
    close('}');
  }

  private void items(String name, SequencedMap<WorldKey, WorldItem> items) {
    key(name);
    open('{');
    items.forEach((key, item) -> {
      key(
          switch (key) {
            case WorldKey.Named(var plain) -> plain;
            case WorldKey.OfInterface(var id) -> "interface-" + id.index();
          });
      open('{');
      switch (item) {
        case WorldItem.InterfaceItem(var id, var docs, var stability, var externalId, _) -> {
          key("interface");
          open('{');
          number("id", id.index());
          stability(stability);
          docs(docs);
          externalId(externalId);
          close('}');
        }
        case WorldItem.FunctionItem(var function) -> {
          key("function");
          function(function);
        }
        case WorldItem.TypeItem(var id, _) -> number("type", id.index());
      }
      close('}');
    });
    close('}');
  }

  private void interfaceOf(Interface printed) {
    open('{');
    key("name");
    value(printed.name());
    key("types");
    open('{');
    printed.types().forEach((name, id) -> number(name, id.index()));
    close('}');
    key("functions");
    open('{');
    printed
        .functions()
        .forEach((name, function) -> {
          key(name);
          function(function);
        });
    close('}');
    docs(printed.docs());
    stability(printed.stability());
    number("package", printed.packageId().index());
    if (printed.origin() != null) {
      number("clone_of", printed.origin().index());
    }
    close('}');
  }

  private void function(Function function) {
    open('{');
    string("name", function.name());
    key("kind");
    String async = function.kind().async() ? "async-" : "";
    switch (function.kind()) {
      case FunctionKind.Freestanding _ -> value(async + "freestanding");
      case FunctionKind.Method(var resource, _) -> tagged(async + "method", resource);
      case FunctionKind.Static(var resource, _) -> tagged(async + "static", resource);
      case FunctionKind.Constructor(var resource) -> tagged("constructor", resource);
    }
    key("params");
    open('[');
    for (Function.Param param : function.params()) {
      member();
      open('{');
      string("name", param.name());
      key("type");
      type(param.type());
      close('}');
    }
    close(']');
    if (function.result() != null) {
      key("result");
      type(function.result());
    }
    docs(function.docs());
    stability(function.stability());
    externalId(function.externalId());
    close('}');
  }

  private void typeDef(TypeDef type) {
    open('{');
    key("name");
    value(type.name());
    key("kind");
    kind(type.kind());
    key("owner");
    switch (type.owner()) {
      case TypeOwner.OfInterface(var id) -> tagged("interface", id.index());
      case TypeOwner.OfWorld(var id) -> tagged("world", id.index());
      case TypeOwner.Nobody _ -> out.append("null");
    }
    docs(type.docs());
    stability(type.stability());
    externalId(type.externalId());
    close('}');
  }

  private void tagged(String tag, int index) {
    open('{');
    number(tag, index);
    close('}');
  }

  private void tagged(String tag, @Nullable Type type) {
    open('{');
    key(tag);
    type(type);
    close('}');
  }

  private void kind(TypeKind kind) {
    switch (kind) {
      case TypeKind.ResourceKind _ -> value("resource");
      case TypeKind.AliasKind(var target) -> tagged("type", target);
      case TypeKind.ListKind(var element) -> tagged("list", element);
      case TypeKind.OptionKind(var element) -> tagged("option", element);
      case TypeKind.FutureKind(var element) -> tagged("future", element);
      case TypeKind.StreamKind(var element) -> tagged("stream", element);
      default -> {
        open('{');
        String tag = kind.getClass().getSimpleName().replace("Kind", "").toLowerCase(Locale.ROOT);
        switch (kind) {
          case TypeKind.OwnKind(var resource) -> {
            key("handle");
            tagged(tag, resource);
          }
          case TypeKind.BorrowKind(var resource) -> {
            key("handle");
            tagged(tag, resource);
          }
          case TypeKind.TupleKind(var types) -> {
            key(tag);
            members("types");
            for (Type type : types) {
              member();
              type(type);
            }
            endMembers();
          }
          case TypeKind.RecordKind(var fields) -> {
            key(tag);
            members("fields");
            for (TypeKind.Field field : fields) {
              labelled(field.name(), "type", field.type(), true, field.docs());
            }
            endMembers();
          }
          case TypeKind.VariantKind(var cases) -> {
            key(tag);
            members("cases");
            for (TypeKind.Case c : cases) {
              labelled(c.name(), "type", c.type(), true, c.docs());
            }
            endMembers();
          }
          case TypeKind.EnumKind(var cases) -> {
            key(tag);
            members("cases");
            cases.forEach(c -> labelled(c.name(), "", null, false, c.docs()));
            endMembers();
          }
          case TypeKind.FlagsKind(var flags) -> {
            key(tag);
            members("flags");
            flags.forEach(f -> labelled(f.name(), "", null, false, f.docs()));
            endMembers();
          }
          case TypeKind.ResultKind(var ok, var err) -> {
            key(tag);
            open('{');
            key("ok");
            type(ok);
            key("err");
            type(err);
            close('}');
          }
          case TypeKind.MapKind(var mapKey, var mapValue) -> pair(tag, mapKey, mapValue);
          case TypeKind.FixedListKind(var element, var length) -> {
            key("fixed-length-list");
            open('[');
            member();
            type(element);
            member();
            out.append(Integer.toUnsignedString(length));
            close(']');
          }
          default -> throw new IllegalStateException("kind " + kind);
        }
        close('}');
      }
    }
  }

  private void pair(String tag, Type first, Type second) {
    key(tag);
    open('[');
    member();
    type(first);
    member();
    type(second);
    close(']');
  }

  private void members(String name) {
    open('{');
    key(name);
    open('[');
  }

  private void endMembers() {
    close(']');
    close('}');
  }

  private void labelled(
      String name, String typeKey, @Nullable Type type, boolean hasType, @Nullable String docs) {
    member();
    open('{');
    string("name", name);
    if (hasType) {
      key(typeKey);
      type(type);
    }
    docs(docs);
    close('}');
  }

  private void packageOf(WitPackage printed) {
    open('{');
    string("name", printed.name().toString());
    docs(printed.docs());
    key("interfaces");
    open('{');
    printed.interfaces().forEach((name, id) -> number(name, id.index()));
    close('}');
    key("worlds");
    open('{');
    printed.worlds().forEach((name, id) -> number(name, id.index()));
    close('}');
    close('}');
  }

  private void type(@Nullable Type type) {
    switch (type) {
      case null -> out.append("null");
      case Primitive primitive -> value(primitive.keyword());
      case TypeId id -> out.append(id.index());
    }
  }

  private void docs(@Nullable String docs) {
    if (docs != null) {
      key("docs");
      open('{');
      string("contents", docs);
      close('}');
    }
  }

  private void externalId(@Nullable String externalId) {
    if (externalId != null) {
      string("external_id", externalId);
    }
  }

  private void stability(Stability stability) {
    switch (stability) {
      case Stability.Ungated _ -> {}
      case Stability.Since(var since, var deprecated) ->
          stability("stable", "since", since.toString(), deprecated);
      case Stability.Unstable(var feature, var deprecated) ->
          stability("unstable", "feature", feature, deprecated);
    }
  }

  private void stability(String tag, String field, String value, @Nullable Version deprecated) {
    key("stability");
    open('{');
    key(tag);
    open('{');
    string(field, value);
    if (deprecated != null) {
      string("deprecated", deprecated.toString());
    }
    close('}');
    close('}');
  }

  private void string(String name, String value) {
    key(name);
    value(value);
  }

  private void number(String name, int value) {
    key(name);
    out.append(value);
  }

  private void key(String name) {
    member();
    value(name);
    out.append(": ");
  }

  private void member() {
    if (Boolean.TRUE.equals(hasMembers.pop())) {
      out.append(',');
    }
    hasMembers.push(true);
    newLine();
  }

  private void open(char bracket) {
    out.append(bracket);
    hasMembers.push(false);
  }

  private void close(char bracket) {
    if (Boolean.TRUE.equals(hasMembers.pop())) {
      newLine();
    }
    out.append(bracket);
  }

  private void newLine() {
    out.append('\n').repeat("  ", hasMembers.size());
  }

  private void value(@Nullable String value) {
    if (value == null) {
      out.append("null");
      return;
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
