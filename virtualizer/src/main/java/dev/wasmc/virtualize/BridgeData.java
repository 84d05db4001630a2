package dev.wasmc.virtualize;

import dev.wasmc.wasm.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies in a bridge's memory from the start, and the names that the bridge's text uses for the
 * places.
 *
 * <p>Addresses below {@link #START} stand for things that have no place: the two output streams
 * that keep nothing.
 */
final class BridgeData {
  /** The layout of a file tree's node, in bytes. This record is the only place that knows it. */
  record NodeLayout(
      int kind,
      int name,
      int nameLength,
      int content,
      int length,
      int parent,
      int target,
      int size) {
    static final NodeLayout LAYOUT = new NodeLayout(0, 4, 8, 12, 16, 20, 24, 28);
  }

  static final int START = 64;
  private static final int SINK = 4;
  private static final int CLOSED = 8;
  private static final int RESULT_SIZE = 128;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Object> places = new LinkedHashMap<>();

  BridgeData() {
    bytes.writeBytes(new byte[START]);
    NodeLayout node = NodeLayout.LAYOUT;
    places.put("node.kind", node.kind());
    places.put("node.name", node.name());
    places.put("node.name.length", node.nameLength());
    places.put("node.content", node.content());
    places.put("node.length", node.length());
    places.put("node.parent", node.parent());
    places.put("node.target", node.target());
    places.put("node.size", node.size());
    places.put("stream.sink", SINK);
    places.put("stream.closed", CLOSED);
    places.put("result", reserve(RESULT_SIZE, 8));
  }

  /** Gives a name to a number that the text may use. */
  void name(String name, long value) {
    places.put(name, value);
  }

  /** The numbers that {@code ${name}} stands for. */
  Map<String, Object> places() {
    return places;
  }

  static int sink() {
    return SINK;
  }

  static int closed() {
    return CLOSED;
  }

  int size() {
    return bytes.size();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  int reserve(int size, int alignment) {
    int at = align(alignment);
    bytes.writeBytes(new byte[size]);
    return at;
  }

  int add(byte[] content, int alignment) {
    int at = align(alignment);
    bytes.writeBytes(content);
    return at;
  }

  int add(ByteSlice content) {
    int at = bytes.size();
    bytes.write(content.array(), content.start(), content.length());
    return at;
  }

  private int align(int alignment) {
    while (bytes.size() % alignment != 0) {
      bytes.write(0);
    }
    return bytes.size();
  }

  /** The slot of standard input: its next byte and its end. */
  void stdin(ByteSlice content) {
    int at = add(content);
    ByteBuffer slot = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    slot.putInt(at).putInt(at + content.length());
    places.put("stdin", add(slot.array(), 16));
  }

  /** A mounted tree. */
  record Mounted(String guest, FileTree.Node root) {}

  /**
   * @param kinds the number of each kind in the guest's own type
   */
  void mounts(List<Mounted> mounts, Map<FileTree.Kind, Integer> kinds) {
    ByteBuffer table = ByteBuffer.allocate(mounts.size() * 12).order(ByteOrder.LITTLE_ENDIAN);
    for (Mounted mount : mounts) {
      byte[] name = mount.guest().getBytes(StandardCharsets.UTF_8);
      int at = tree(mount.root(), kinds);
      table.putInt(at).putInt(add(name, 1)).putInt(name.length);
    }
    places.put("mounts", add(table.array(), 4));
    places.put("mounts.count", mounts.size());
  }

  private int tree(FileTree.Node root, Map<FileTree.Kind, Integer> kinds) {
    List<FileTree.Node> nodes = new ArrayList<>();
    Deque<FileTree.Node> todo = new ArrayDeque<>(List.of(root));
    while (!todo.isEmpty()) {
      FileTree.Node node = todo.removeFirst();
      nodes.add(node);
      todo.addAll(node.children);
    }
    NodeLayout layout = NodeLayout.LAYOUT;
    Map<FileTree.Node, Integer> addresses = new IdentityHashMap<>();
    Map<FileTree.Node, Integer> names = new IdentityHashMap<>();
    Map<FileTree.Node, Integer> contents = new IdentityHashMap<>();
    for (FileTree.Node node : nodes) {
      names.put(node, add(node.name, 1));
      contents.put(node, add(node.content));
    }
    int start = align(8);
    for (int i = 0; i < nodes.size(); i++) {
      addresses.put(nodes.get(i), start + i * layout.size());
    }
    ByteBuffer table =
        ByteBuffer.allocate(nodes.size() * layout.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < nodes.size(); i++) {
      FileTree.Node node = nodes.get(i);
      int at = i * layout.size();
      boolean folder = node.kind == FileTree.Kind.DIRECTORY;
      table.putInt(at + layout.kind(), kinds.getOrDefault(node.kind, 0));
      table.putInt(at + layout.name(), names.getOrDefault(node, 0));
      table.putInt(at + layout.nameLength(), node.name.length);
      table.putInt(
          at + layout.content(),
          folder
              ? (node.children.isEmpty() ? 0 : addresses.getOrDefault(node.children.getFirst(), 0))
              : contents.getOrDefault(node, 0));
      table.putInt(at + layout.length(), folder ? node.children.size() : node.content.length());
      table.putInt(
          at + layout.parent(), node.parent == null ? 0 : addresses.getOrDefault(node.parent, 0));
      table.putInt(
          at + layout.target(),
          node.target.map(target -> addresses.getOrDefault(target, 0)).orElse(0));
    }
    return add(table.array(), 8);
  }
}
