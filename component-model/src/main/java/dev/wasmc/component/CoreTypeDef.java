package dev.wasmc.component;

import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.RecType;
import java.util.List;

/** A core type definition. */
public record CoreTypeDef(Type type, int at) implements Definition {
  public sealed interface Type {}

  /** A type as in a core module. */
  public record Core(RecType type) implements Type {}

  /** A module type. */
  public record ModuleTypeDecl(List<ModuleDeclarator> declarators) implements Type {
    public ModuleTypeDecl {
      declarators = List.copyOf(declarators);
    }
  }

  /** A part of a module type. */
  public sealed interface ModuleDeclarator {
    record ImportDecl(Import imported) implements ModuleDeclarator {}

    record Type(CoreTypeDef type) implements ModuleDeclarator {}

    /** Of a core type of an enclosing scope. */
    record OuterAlias(int count, int index) implements ModuleDeclarator {}

    /** The description has the same forms as that of an import. */
    record ExportDecl(String name, ImportDesc desc) implements ModuleDeclarator {}
  }
}
