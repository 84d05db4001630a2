package dev.wasmc.wasi.filesystem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What a guest has open, so that it stays below a limit and is closed at the end. */
final class OpenFiles {
  private final int limit;
  private final Set<AutoCloseable> open = Collections.newSetFromMap(new IdentityHashMap<>());

  OpenFiles(int limit) {
    this.limit = limit;
  }

  /** Fails with {@code insufficient-memory} when there is no room for one more. */
  synchronized void requireRoom() throws FileException {
    if (open.size() >= limit) {
      throw new FileException(ErrorCode.INSUFFICIENT_MEMORY);
    }
  }

  synchronized <T extends OpenNode> Shared<T> share(T node) {
    open.add(node);
    return new Shared<>(node, this);
  }

  synchronized EntryStream register(EntryStream entries) {
    open.add(entries);
    return entries;
  }

  synchronized void close(OpenNode node) {
    open.remove(node);
    node.close();
  }

  synchronized void close(EntryStream entries) {
    open.remove(entries);
    entries.close();
  }

  /** Only after the guest has ended: a descriptor's number may be used again at once. */
  synchronized void closeAll() {
    for (AutoCloseable each : new ArrayList<>(open)) {
      switch (each) {
        case OpenNode node -> close(node);
        case EntryStream entries -> close(entries);
        default -> throw new IllegalStateException("not opened here");
      }
    }
  }
}
