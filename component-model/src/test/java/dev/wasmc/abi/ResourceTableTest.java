package dev.wasmc.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ResourceTableTest {
  private final HandleTable<ResourceHandle<String>> handles = new HandleTable<>(2);
  private final ResourceTable<String> table = new ResourceTable<>(handles);

  @Test
  void lentHandlesCannotGo() {
    CallScope scope = new CallScope();
    int index = table.addOwn("r", 7);
    assertEquals(7, table.lend("r", index, scope));
    assertEquals(AbiTrap.LENT, trap(() -> table.drop("r", index)));
    assertEquals(AbiTrap.LENT, trap(() -> table.takeOwn("r", index)));
    scope.release();
    assertEquals(7, table.takeOwn("r", index));
    assertEquals(AbiTrap.UNKNOWN_HANDLE, trap(() -> table.resource("r", index)));
  }

  @Test
  void borrowsMustBeDropped() {
    CallScope scope = new CallScope();
    int index = table.addBorrow("r", 7, scope);
    assertEquals(AbiTrap.BORROWS_LEFT, trap(scope::requireNoBorrows));
    assertEquals(AbiTrap.NOT_OWNED, trap(() -> table.takeOwn("r", index)));
    assertEquals(AbiTrap.WRONG_RESOURCE, trap(() -> table.drop("s", index)));
    table.drop("r", index);
    scope.requireNoBorrows();
    assertEquals(0, handles.size());
  }

  @Test
  void tablesHaveALimit() {
    table.addOwn("r", 1);
    table.addOwn("r", 2);
    assertEquals(AbiTrap.TABLE_FULL, trap(() -> table.addOwn("r", 3)));
    assertEquals(AbiTrap.UNKNOWN_HANDLE, trap(() -> table.drop("r", -1)));
  }

  private static AbiTrap trap(Runnable action) {
    return assertThrows(AbiTrapException.class, action::run).trap();
  }
}
