package dev.wasmc.wasi.filesystem;

/** An open node that several resources use; closed when the last one lets go. */
final class Shared<T extends OpenNode> {
  private final T node;
  private final OpenFiles openFiles;
  private int users = 1;

  Shared(T node, OpenFiles openFiles) {
    this.node = node;
    this.openFiles = openFiles;
  }

  T node() {
    return node;
  }

  synchronized Shared<T> retain() {
    users++;
    return this;
  }

  synchronized void release() {
    users--;
    if (users == 0) {
      openFiles.close(node);
    }
  }
}
