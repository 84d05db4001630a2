package dev.wasmc.wasm;

/** A reference type. */
public record RefType(boolean nullable, HeapType heap) implements ValType {
  public static final RefType FUNCREF = new RefType(true, AbstractHeapType.FUNC);
  public static final RefType EXTERNREF = new RefType(true, AbstractHeapType.EXTERN);

  @Override
  public String toString() {
    if (nullable && heap instanceof AbstractHeapType type) {
      return type.nullableReference();
    }
    return nullable ? "(ref null " + heap + ")" : "(ref " + heap + ")";
  }
}
