package dev.wasmc.virtualize;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the host as it was when it was read: names sorted by their UTF-8 bytes, no times, no
 * owners, no modes. Links stay links; each knows the node that it leads to.
 */
final class FileTree {
  private static final int MAX_DEPTH = 128;
  private static final int MAX_NODES = 100_000;
  private static final int MAX_LINKS = 40;

  /** 1 GiB: all of it is in the bridge's memory. */
  private static final int MAX_BYTES = 1 << 30;

  /** A node; children are there for folders alone, content for files, the link's text for links. */
  static final class Node {
    final Kind kind;
    final byte[] name;
    final @Nullable Node parent;
    final List<Node> children = new ArrayList<>();
    ByteSlice content = ByteSlice.EMPTY;
    Optional<Node> target = Optional.empty();

    Node(Kind kind, byte[] name, @Nullable Node parent) {
      this.kind = kind;
      this.name = name;
      this.parent = parent;
    }
  }

  enum Kind {
    DIRECTORY("directory"),
    FILE("regular-file"),
    LINK("symbolic-link");

    final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  private final Path directory;
  private final long limit;
  private final Map<Node, Path> links = new LinkedHashMap<>();
  private long bytes;
  private int nodes;

  private FileTree(Path directory, long limit, long before) {
    this.directory = directory;
    this.limit = Math.min(limit, MAX_BYTES);
    this.bytes = before;
  }

  /** A folder as it was read, and the bytes of all files so far. */
  record Read(Node root, long bytes) {}

  /**
   * @param limit the most bytes of all folders together
   * @param before the bytes of those that were read before
   */
  static Read read(Path directory, long limit, long before) {
    FileTree tree = new FileTree(directory, limit, before);
    Node root = tree.read();
    return new Read(root, tree.bytes);
  }

  /** Refuses what cannot be mounted whatever is in it. */
  static void check(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw unreadable(
          directory, Files.exists(directory) ? "it is no folder" : "there is no such folder");
    }
  }

  private Node read() {
    check(directory);
    record Todo(Node node, Path path, int depth) {}
    Node root = new Node(Kind.DIRECTORY, new byte[0], null);
    Deque<Todo> todo = new ArrayDeque<>();
    todo.add(new Todo(root, directory, 0));
    while (!todo.isEmpty()) {
      Todo next = todo.removeFirst();
      if (next.depth > MAX_DEPTH) {
        throw unreadable(next.path, "folders are nested more than " + MAX_DEPTH + " deep");
      }
      for (Path entry : entries(next.path)) {
        Node child = node(entry, next.node);
        next.node.children.add(child);
        if (child.kind == Kind.DIRECTORY) {
          todo.add(new Todo(child, entry, next.depth + 1));
        }
      }
      next.node.children.sort(Comparator.comparing(node -> node.name, Arrays::compareUnsigned));
    }
    links.forEach((node, path) -> node.target = resolve(node, path));
    return root;
  }

  private List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        if (++nodes > MAX_NODES) {
          throw unreadable(directory, "it holds more than " + MAX_NODES + " files and folders");
        }
        entries.add(entry);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(folder, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return entries;
  }

  private Node node(Path entry, Node parent) {
    byte[] name = String.valueOf(entry.getFileName()).getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.isSymbolicLink(entry)) {
        Node node = new Node(Kind.LINK, name, parent);
        Path target = Files.readSymbolicLink(entry);
        node.content = ByteSlice.of(target.toString().getBytes(StandardCharsets.UTF_8));
        links.put(node, entry);
        return node;
      }
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        return new Node(Kind.DIRECTORY, name, parent);
      }
      if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        throw unreadable(entry, "it is neither a file, a folder nor a symbolic link");
      }
      Node node = new Node(Kind.FILE, name, parent);
      node.content = ByteSlice.of(content(entry));
      bytes += node.content.length();
      return node;
    } catch (IOException e) {
      throw unreadable(entry, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private byte[] content(Path file) throws IOException {
    int most = (int) Math.max(limit - bytes, 0);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw DiagnosticException.error(
            new VirtualizeProblem.MountsTooLarge(limit), new Place.InInput(directory.toString()));
      }
      return content;
    }
  }

  /** Where a link ends, other links on the way followed; empty where that is nowhere. */
  private Optional<Node> resolve(Node link, Path path) {
    Deque<String> names = new ArrayDeque<>();
    push(names, link, path);
    Node node = parent(link, path);
    int followed = 1;
    while (!names.isEmpty()) {
      String name = names.removeFirst();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        node = parent(node, path);
        continue;
      }
      byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
      Node found =
          node.children.stream()
              .filter(child -> Arrays.equals(child.name, wanted))
              .findFirst()
              .orElse(null);
      if (found == null) {
        return Optional.empty();
      }
      if (found.kind == Kind.LINK) {
        if (++followed > MAX_LINKS) {
          return Optional.empty();
        }
        push(names, found, path);
      } else {
        node = found;
      }
    }
    return Optional.of(node);
  }

  private static void push(Deque<String> names, Node link, Path path) {
    String target = new String(link.content.copy(), StandardCharsets.UTF_8);
    if (target.startsWith("/")) {
      throw escaping(path, target);
    }
    String[] parts = target.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      names.addFirst(parts[i]);
    }
  }

  private static Node parent(Node node, Path path) {
    if (node.parent == null) {
      throw escaping(path, "..");
    }
    return node.parent;
  }

  private static DiagnosticException escaping(Path path, String target) {
    return DiagnosticException.error(
        new VirtualizeProblem.EscapingLink(path.toString(), target),
        new Place.InInput(path.toString()));
  }

  private static DiagnosticException unreadable(Path path, String reason) {
    return DiagnosticException.error(
        new VirtualizeProblem.UnreadableMount(path.toString(), reason),
        new Place.InInput(path.toString()));
  }
}
