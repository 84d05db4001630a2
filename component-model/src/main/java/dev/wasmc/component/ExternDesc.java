package dev.wasmc.component;

/** What an import asks for or an export promises. Indices are type indices. */
public sealed interface ExternDesc {
  /**
   * @param typeIndex core type index
   */
  record CoreModule(int typeIndex) implements ExternDesc {}

  record Func(int typeIndex) implements ExternDesc {}

  /** A value equal to another. */
  record ValueEq(int valueIndex) implements ExternDesc {}

  record Value(ValTypeRef type) implements ExternDesc {}

  /** A type equal to another. */
  record TypeEq(int typeIndex) implements ExternDesc {}

  /** A fresh resource type. */
  enum SubResource implements ExternDesc {
    SUB_RESOURCE
  }

  record Component(int typeIndex) implements ExternDesc {}

  record Instance(int typeIndex) implements ExternDesc {}
}
