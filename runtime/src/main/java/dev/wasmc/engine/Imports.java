package dev.wasmc.engine;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.List;

/** Whether what is given for imports fits, core specification 3.4.12. */
final class Imports {
  private Imports() {}

  static void check(ValidatedModule valid, String file, Store store, List<Extern> given) {
    List<Import> imports = valid.module().imports();
    if (imports.size() != given.size()) {
      throw error(file, new LinkProblem.Count(imports.size(), given.size()));
    }
    for (int i = 0; i < imports.size(); i++) {
      Import wanted = imports.get(i);
      Extern extern = given.get(i);
      if (!fits(valid, wanted.desc(), extern)) {
        throw error(
            file,
            new LinkProblem.Incompatible(
                wanted.module(), wanted.name(), describe(valid, wanted.desc()), extern.toString()));
      }
      if (!belongs(store, extern)) {
        throw error(file, new LinkProblem.OtherStore(wanted.module(), wanted.name()));
      }
    }
  }

  private static DiagnosticException error(String file, LinkProblem problem) {
    return DiagnosticException.error(problem, new Place.InInput(file));
  }

  private static boolean belongs(Store store, Extern extern) {
    return switch (extern) {
      case Function function -> function.store() == null || function.store() == store;
      case Table table -> table.store() == store;
      case Memory memory -> memory.store() == store;
      case Global global -> true;
    };
  }

  private static boolean fits(ValidatedModule valid, ImportDesc wanted, Extern given) {
    return switch (wanted) {
      case ImportDesc.Func(int type) ->
          given instanceof Function function && function.type().equals(valid.types().get(type));
      case ImportDesc.Table(TableType type) ->
          given instanceof Table table
              && table.type().element().equals(type.element())
              && fits(type.limits(), table.size(), table.type().limits());
      case ImportDesc.Memory(MemoryType type) ->
          given instanceof Memory memory
              && fits(type.limits(), memory.pages(), memory.type().limits());
      case ImportDesc.Global(GlobalType type) ->
          given instanceof Global global && global.type().equals(type);
      case ImportDesc.Tag tag -> false;
    };
  }

  private static boolean fits(Limits wanted, long size, Limits given) {
    Long most = wanted.max();
    Long givenMost = given.max();
    return wanted.is64() == given.is64()
        && wanted.shared() == given.shared()
        && size >= wanted.min()
        && (most == null || (givenMost != null && givenMost <= most));
  }

  private static String describe(ValidatedModule valid, ImportDesc desc) {
    return switch (desc) {
      case ImportDesc.Func(int type) -> {
        FuncType function = valid.types().get(type);
        yield "function " + function;
      }
      case ImportDesc.Table(TableType type) ->
          "table of " + type.limits().min() + " " + type.element() + most(type.limits());
      case ImportDesc.Memory(MemoryType type) ->
          "memory of " + type.limits().min() + " pages" + most(type.limits());
      case ImportDesc.Global(GlobalType type) ->
          "global " + (type.mutable() ? "mut " : "") + type.type();
      case ImportDesc.Tag tag -> "tag";
    };
  }

  private static String most(Limits limits) {
    return limits.max() == null ? "" : ", at most " + limits.max();
  }
}
