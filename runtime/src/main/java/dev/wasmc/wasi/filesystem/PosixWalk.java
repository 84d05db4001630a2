package dev.wasmc.wasi.filesystem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Follows a path from an open folder, one component at a time, and never leaves the folder.
 *
 * <p>The system is only ever given single names, relative to a folder that is open, and never told
 * to follow a link. Links are read and followed here. So another program may swap folders for links
 * at any moment: what is opened is either what was there before or what is there afterwards, and
 * always below the root. {@code ..} is not given to the system either, since the folder may have
 * been moved: the walk goes down again from the root.
 *
 * <p>One promise is not made, nor is it by other hosts: who moves a folder out of the root while a
 * guest has it open takes the guest's access with it.
 */
final class PosixWalk implements AutoCloseable {
  /** As in Linux. */
  private static final int MAX_LINKS = 40;

  /** With the zero at its end, as in Linux. */
  private static final int MAX_PATH = 4096;

  /** Bounds what links and {@code ..} can multiply. */
  private static final int MAX_STEPS = 20_000;

  private static final byte[] HERE = {'.'};

  private final int root;
  private final List<byte[]> below = new ArrayList<>();
  private final Deque<byte[]> todo = new ArrayDeque<>();

  private int base;
  private byte[] last = HERE;
  private boolean mustBeDirectory;
  private int links;
  private int steps;

  private PosixWalk(int root) {
    this.root = root;
    this.base = root;
  }

  /** Walks to the path's last name, without looking at what it names. */
  static PosixWalk to(int root, String path) throws FileException {
    byte[] bytes = bytes(path);
    if (bytes.length == 0) {
      throw new FileException(ErrorCode.NO_ENTRY);
    }
    PosixWalk walk = new PosixWalk(root);
    try {
      walk.push(bytes);
      walk.advance();
    } catch (FileException e) {
      walk.close();
      throw e;
    }
    return walk;
  }

  /** A path for the system. */
  static byte[] bytes(String path) throws FileException {
    if (path.indexOf('\0') >= 0) {
      throw new FileException(ErrorCode.INVALID);
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= MAX_PATH) {
      throw new FileException(ErrorCode.NAME_TOO_LONG);
    }
    return bytes;
  }

  /** The open folder that has the last name; closed with the walk. */
  int base() {
    return base;
  }

  /** The last name, or a dot where the path ends at a folder that was already reached. */
  byte[] last() {
    return last;
  }

  /** Whether the path ended in a slash. */
  boolean mustBeDirectory() {
    return mustBeDirectory;
  }

  /** What the last name names; a link is not followed. */
  FileStat stat() throws FileException {
    return Linux.stat(base, last);
  }

  /**
   * Walks on through the link that the last name names.
   *
   * @return false if it names no link
   * @throws FileException {@code loop} after too many
   */
  boolean follow() throws FileException {
    if (!pushLink(last)) {
      return false;
    }
    advance();
    return true;
  }

  @Override
  public void close() {
    if (base != root) {
      Linux.close(base);
      base = root;
    }
  }

  private void advance() throws FileException {
    while (true) {
      byte[] name = todo.removeFirst();
      if (todo.isEmpty() && !isParent(name)) {
        last = name;
        return;
      }
      if (isParent(name)) {
        up();
      } else if (!Arrays.equals(name, HERE)) {
        down(name);
      }
      if (todo.isEmpty()) {
        last = HERE;
        return;
      }
    }
  }

  private void down(byte[] name) throws FileException {
    try {
      enter(name);
      below.add(name);
    } catch (FileException e) {
      boolean maybeLink = e.code() == ErrorCode.NOT_DIRECTORY || e.code() == ErrorCode.LOOP;
      if (!maybeLink || !pushLink(name)) {
        throw e;
      }
    }
  }

  private void up() throws FileException {
    if (below.isEmpty()) {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    below.removeLast();
    close();
    for (byte[] name : below) {
      enter(name);
    }
  }

  private void enter(byte[] name) throws FileException {
    if (++steps > MAX_STEPS) {
      throw new FileException(ErrorCode.LOOP);
    }
    int flags = Linux.O_PATH | Linux.O_DIRECTORY | Linux.O_NOFOLLOW;
    int next = Linux.openat(base, name, flags, 0);
    close();
    base = next;
  }

  private boolean pushLink(byte[] name) throws FileException {
    if (++links > MAX_LINKS) {
      throw new FileException(ErrorCode.LOOP);
    }
    byte[] target;
    try {
      target = Linux.readlinkat(base, name);
    } catch (FileException e) {
      if (e.code() == ErrorCode.INVALID) {
        return false;
      }
      throw e;
    }
    push(target);
    return true;
  }

  private void push(byte[] path) throws FileException {
    if (path[0] == '/') {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
    if (todo.isEmpty()) {
      mustBeDirectory |= path[path.length - 1] == '/';
    }
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= path.length; i++) {
      if (i == path.length || path[i] == '/') {
        if (i > start) {
          names.add(Arrays.copyOfRange(path, start, i));
        }
        start = i + 1;
      }
    }
    names.reversed().forEach(todo::addFirst);
  }

  private static boolean isParent(byte[] name) {
    return name.length == 2 && name[0] == '.' && name[1] == '.';
  }
}
