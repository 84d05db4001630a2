package dev.wasmc.wasm.binary;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.WasmProblem.Reason;

/**
 * What a file is by its first eight bytes: the magic number, a version and a layer, 16 bits each.
 */
public enum FileKind {
  CORE_MODULE(1, 0, "a core module"),
  COMPONENT(0xd, 1, "a component");

  /** The bytes of the magic number and of the version field. */
  public static final int HEADER_SIZE = 8;

  private static final int MAGIC = 0x6d736100;
  private static final int MAGIC_SIZE = 4;
  private static final int TEXT_PROBE = 512;

  private final int version;
  private final int layer;
  private final String phrase;

  FileKind(int version, int layer, String phrase) {
    this.version = version;
    this.layer = layer;
    this.phrase = phrase;
  }

  /** The magic number and the version, as a little-endian integer. */
  public long header() {
    return MAGIC | ((long) layer << 16 | version) << 32;
  }

  /**
   * @param name for messages
   * @throws DiagnosticException with a {@link WasmProblem.Malformed} that says what the file is
   *     instead: empty, text, cut short, of another version or something else
   */
  public static FileKind sniff(String name, ByteSlice bytes) {
    if (bytes.length() == 0) {
      throw problem(Reason.EMPTY_FILE, name, bytes, 0, "the file is empty");
    }
    int common = commonWithMagic(bytes);
    if (common < MAGIC_SIZE && common < bytes.length()) {
      if (isText(bytes)) {
        String what =
            startsLikeWat(bytes)
                ? "the text format of WebAssembly stands where the binary format is expected"
                : "the file is a text and neither the binary nor the text format of WebAssembly";
        throw problem(Reason.TEXT_FILE, name, bytes, 0, what);
      }
      throw problem(
          Reason.BAD_MAGIC,
          name,
          bytes,
          0,
          "the file does not start with the magic number of WebAssembly");
    }
    if (bytes.length() < HEADER_SIZE) {
      throw problem(
          Reason.UNEXPECTED_END,
          name,
          bytes,
          bytes.length(),
          "the file ends within its header of " + HEADER_SIZE + " bytes");
    }
    int version = bytes.at(4) | bytes.at(5) << 8;
    int layer = bytes.at(6) | bytes.at(7) << 8;
    for (FileKind kind : values()) {
      if (kind.layer == layer) {
        if (kind.version == version) {
          return kind;
        }
        throw problem(
            Reason.UNKNOWN_VERSION,
            name,
            bytes,
            MAGIC_SIZE,
            "the file is "
                + kind.phrase
                + " of version "
                + version
                + ", only version "
                + kind.version
                + " is known");
      }
    }
    throw problem(
        Reason.WRONG_LAYER,
        name,
        bytes,
        6,
        "layer " + layer + " is neither that of a module (0) nor of a component (1)");
  }

  /**
   * As {@link #sniff}, and refuses the other kind.
   *
   * @throws DiagnosticException with reason {@link Reason#WRONG_LAYER} for the other kind
   */
  public static void expect(FileKind expected, String name, ByteSlice bytes) {
    FileKind found = sniff(name, bytes);
    if (found != expected) {
      throw problem(
          Reason.WRONG_LAYER,
          name,
          bytes,
          MAGIC_SIZE,
          "this is " + found.phrase + " where " + expected.phrase + " is expected");
    }
  }

  private static int commonWithMagic(ByteSlice bytes) {
    int common = 0;
    while (common < MAGIC_SIZE
        && common < bytes.length()
        && bytes.at(common) == (MAGIC >>> (8 * common) & 0xff)) {
      common++;
    }
    return common;
  }

  private static boolean isText(ByteSlice bytes) {
    for (int i = 0; i < Math.min(bytes.length(), TEXT_PROBE); i++) {
      int c = bytes.at(i);
      if (c == 0x7f || (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first character is one that the text format starts with, and nothing else does. */
  public static boolean startsLikeWat(ByteSlice bytes) {
    int i = 0;
    while (i < bytes.length() && bytes.at(i) <= ' ') {
      i++;
    }
    return i < bytes.length() && (bytes.at(i) == '(' || bytes.at(i) == ';');
  }

  private static DiagnosticException problem(
      Reason reason, String name, ByteSlice bytes, int at, String detail) {
    return DiagnosticException.error(
        new WasmProblem.Malformed(reason, detail),
        new Place.InBytes(name, (long) bytes.start() + at));
  }
}
