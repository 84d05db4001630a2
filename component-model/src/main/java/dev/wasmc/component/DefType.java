package dev.wasmc.component;

import dev.wasmc.wasm.ValType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a type definition defines. */
public sealed interface DefType
    permits DefValType,
        DefType.FuncTypeDecl,
        DefType.ComponentTypeDecl,
        DefType.InstanceTypeDecl,
        DefType.ResourceTypeDecl {

  /** A value under a label: a parameter, a field. */
  record Labeled(String label, ValTypeRef type) {}

  /** A function type. */
  record FuncTypeDecl(boolean async, List<Labeled> params, @Nullable ValTypeRef result)
      implements DefType {
    public FuncTypeDecl {
      params = List.copyOf(params);
    }
  }

  /** A component type: its declarators are types, aliases, imports and exports, in order. */
  record ComponentTypeDecl(List<Declarator> declarators) implements DefType {
    public ComponentTypeDecl {
      declarators = List.copyOf(declarators);
    }
  }

  /** An instance type: as a component type, without imports. */
  record InstanceTypeDecl(List<Declarator> declarators) implements DefType {
    public InstanceTypeDecl {
      declarators = List.copyOf(declarators);
    }
  }

  /**
   * A resource type that the component implements.
   *
   * @param destructor core function index
   */
  record ResourceTypeDecl(ValType rep, @Nullable Integer destructor) implements DefType {}

  /** A part of a component type or an instance type. */
  sealed interface Declarator {
    record CoreType(CoreTypeDef type) implements Declarator {}

    record Type(TypeDef type) implements Declarator {}

    record AliasDecl(Alias alias) implements Declarator {}

    record ImportDecl(ExternName name, ExternDesc desc, int at) implements Declarator {}

    record ExportDecl(ExternName name, ExternDesc desc, int at) implements Declarator {}
  }
}
