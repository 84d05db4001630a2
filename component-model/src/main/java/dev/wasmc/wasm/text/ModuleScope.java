package dev.wasmc.wasm.text;

import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.FuncType;
import java.util.ArrayList;
import java.util.List;

/** The index spaces of a module, and its types. */
final class ModuleScope {
  final IndexSpace types = new IndexSpace("type");
  final IndexSpace functions = new IndexSpace("function");
  final IndexSpace tables = new IndexSpace("table");
  final IndexSpace memories = new IndexSpace("memory");
  final IndexSpace globals = new IndexSpace("global");
  final IndexSpace tags = new IndexSpace("tag");
  final IndexSpace elements = new IndexSpace("element segment");
  final IndexSpace datas = new IndexSpace("data segment");

  /** The fields of each type that is written out; empty for what is no struct. */
  final List<IndexSpace> fields = new ArrayList<>();

  final TypeTable table = new TypeTable();

  IndexSpace of(ExternKind kind) {
    return switch (kind) {
      case FUNC -> functions;
      case TABLE -> tables;
      case MEMORY -> memories;
      case GLOBAL -> globals;
      case TAG -> tags;
    };
  }

  /** The type index that a type use stands for. */
  int resolve(TextCursor in, TypeUse use, int token) {
    FuncType inline = use.inline();
    if (use.index() == null) {
      return table.intern(inline == null ? new FuncType(List.of(), List.of()) : inline);
    }
    FuncType named = table.function(use.index());
    if (inline != null && named == null) {
      throw in.error(new TextProblem.UnknownIndex("function type", use.index()), token);
    }
    if (inline != null && !inline.equals(named)) {
      throw in.error(new TextProblem.InlineTypeMismatch(), token);
    }
    return use.index();
  }

  /** The fields of a type, to look an identifier up in. */
  IndexSpace fieldsOf(int type) {
    return type >= 0 && type < fields.size() ? fields.get(type) : new IndexSpace("field");
  }
}
