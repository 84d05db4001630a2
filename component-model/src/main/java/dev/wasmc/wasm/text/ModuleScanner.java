package dev.wasmc.wasm.text;

import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SubType;
import java.util.ArrayList;
import java.util.List;

/**
 * The first pass over the fields of a module: which identifiers there are, and which types are
 * written out.
 */
final class ModuleScanner {
  private final TextCursor in;
  private final ModuleScope scope;
  private final TypeParser types;
  private boolean defined;

  ModuleScanner(TextCursor in, ModuleScope scope, TypeParser types) {
    this.in = in;
    this.scope = scope;
    this.types = types;
  }

  /**
   * Binds what the fields from the cursor on define, up to the closing parenthesis or the end of
   * the text.
   */
  void scan() {
    List<Integer> typeFields = new ArrayList<>();
    while (in.atOpen()) {
      int field = in.position();
      int end = in.groupEnd();
      in.expectOpen();
      switch (in.expectKeyword("a field of a module")) {
        case "type" -> {
          scope.types.define(in);
          typeFields.add(field);
        }
        case "rec" -> {
          while (in.atOpen()) {
            int type = in.groupEnd();
            in.expectOpen("type");
            scope.types.define(in);
            in.moveTo(type);
          }
          typeFields.add(field);
        }
        case "import" -> importField();
        case "func" -> definition(scope.functions);
        case "table" -> table();
        case "memory" -> memory();
        case "global" -> definition(scope.globals);
        case "tag" -> definition(scope.tags);
        case "elem" -> scope.elements.define(in);
        case "data" -> scope.datas.define(in);
        default -> {}
      }
      in.moveTo(end);
    }
    for (int field : typeFields) {
      in.moveTo(field);
      in.expectOpen();
      if (in.take("rec")) {
        List<SubType> group = new ArrayList<>();
        while (!in.atClose()) {
          in.expectOpen();
          group.add(type());
          in.expectClose();
        }
        scope.table.add(new RecType(group, true));
      } else {
        scope.table.add(new RecType(List.of(type()), false));
      }
      in.expectClose();
    }
  }

  private SubType type() {
    in.expect("type");
    in.takeIdentifier();
    IndexSpace fields = new IndexSpace("field");
    scope.fields.add(fields);
    return types.subType(fields);
  }

  private void importField() {
    if (defined) {
      throw in.error(new TextProblem.ImportAfterDefinition());
    }
    in.expectName();
    in.expectName();
    in.expectOpen();
    switch (in.expectKeyword("what is imported")) {
      case "func" -> scope.functions.define(in);
      case "table" -> scope.tables.define(in);
      case "memory" -> scope.memories.define(in);
      case "global" -> scope.globals.define(in);
      case "tag" -> scope.tags.define(in);
      default -> throw in.unexpected("what is imported");
    }
  }

  /**
   * Binds an identifier, passes over the exports behind it, and notes whether it is imported or
   * defined.
   */
  private boolean definition(IndexSpace space) {
    space.define(in);
    while (in.atOpen("export")) {
      in.skipGroup();
    }
    boolean imported = in.atOpen("import");
    if (imported && defined) {
      throw in.error(new TextProblem.ImportAfterDefinition());
    }
    defined |= !imported;
    return imported;
  }

  private void table() {
    if (!definition(scope.tables)) {
      types.addressType();
      if (TypeParser.atRefType(in)) {
        scope.elements.add();
      }
    }
  }

  private void memory() {
    if (!definition(scope.memories)) {
      types.addressType();
      if (in.atOpen("data")) {
        scope.datas.add();
      }
    }
  }
}
