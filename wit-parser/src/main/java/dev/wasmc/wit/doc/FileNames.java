package dev.wasmc.wit.doc;

import static java.util.stream.Collectors.joining;

import dev.wasmc.wit.PackageName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names of files for names of WIT: different ones for different names also where upper and lower
 * case are one, none that a system keeps for itself, none too long, and none that has to be escaped
 * in a URL.
 */
final class FileNames {
  /** Longer ones are cut. Files have at most 255 characters on the systems there are. */
  private static final int MAX_LENGTH = 120;

  private static final int DIGEST_BYTES = 8;

  private FileNames() {}

  /** The folder of a package. It has an underscore in it; no other name here has one. */
  static String folder(PackageName name) {
    // No part of the name of a package has an underscore in it.
    String version = name.version() == null ? "" : "_" + encode(name.version().toString());
    return shorten(encode(name.namespaces()) + "_" + encode(name.names()) + version);
  }

  /**
   * @param words none with a dot in it
   */
  static String page(String... words) {
    StringBuilder name = new StringBuilder();
    for (String word : words) {
      name.append(name.isEmpty() ? "" : ".").append(encode(word));
    }
    return shorten(name.toString()) + ".html";
  }

  /** Nothing that is encoded has these separators in it, and no system keeps {@code con~}. */
  private static String encode(List<String> names) {
    return names.stream().map(FileNames::encode).collect(joining("~."));
  }

  private static String encode(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .forEach(c -> {
          if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.') {
            out.append((char) c);
          } else if (c >= 'A' && c <= 'Z') {
            out.append('~').append(Character.toLowerCase((char) c));
          } else {
            out.append('~').append(c).append('~');
          }
        });
    return out.toString();
  }

  private static String shorten(String name) {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return name.substring(0, MAX_LENGTH)
          + "~~"
          + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
