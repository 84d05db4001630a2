package dev.wasmc.wasm;

/** A reference type. */
public record RefType(boolean nullable, HeapType heap) implements ValType {
  public static final RefType FUNCREF = new RefType(true, AbstractHeapType.FUNC);

  /** The type of element segments that are written as function indices. */
  public static final RefType FUNC = new RefType(false, AbstractHeapType.FUNC);

  public static final RefType EXTERNREF = new RefType(true, AbstractHeapType.EXTERN);

  @Override
  public String toString() {
    if (nullable && heap instanceof AbstractHeapType type) {
      return type.nullableReference();
    }
    return nullable ? "(ref null " + heap + ")" : "(ref " + heap + ")";
  }
}
