import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks or applies the format of every Java source: `Format (check|apply) VERSION CACHE`.
///
/// The cache holds digests of texts known to be well formatted, so that a run looks only at what
/// changed.
final class Format {
  private enum State {
    CLEAN,
    CHANGED,
    BROKEN
  }

  private record Outcome(Path file, State state, String digest, String message) {}

  private final boolean apply;
  private final String version;
  private final Set<String> known;

  private Format(boolean apply, String version, Set<String> known) {
    this.apply = apply;
    this.version = version;
    this.known = known;
  }

  public static void main(String[] args) throws IOException {
    boolean apply =
        switch (args[0]) {
          case "apply" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("check or apply, not " + args[0]);
        };
    Path cache = Path.of(args[2]);
    Set<String> known = new HashSet<>();
    if (Files.exists(cache)) {
      known.addAll(Files.readAllLines(cache));
    }
    Format format = new Format(apply, args[1], known);
    List<Outcome> outcomes = sources(Path.of("")).parallelStream().map(format::visit).toList();

    Set<String> clean = new TreeSet<>();
    int bad = 0;
    for (Outcome outcome : outcomes) {
      switch (outcome.state()) {
        case CLEAN -> clean.add(outcome.digest());
        case CHANGED -> {
          System.err.println((apply ? "formatted " : "not formatted: ") + outcome.file());
          bad += apply ? 0 : 1;
        }
        case BROKEN -> {
          System.err.println("cannot format " + outcome.file() + ": " + outcome.message());
          bad++;
        }
      }
    }
    Path fresh = Files.createTempFile(cache.getParent(), "clean", ".tmp");
    Files.write(fresh, clean);
    Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
    if (bad > 0) {
      System.err.println(bad + " files to format; run: ./build format");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path folder =
            module.getFileName().toString().equals("tools") ? module : module.resolve("src");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> tree = Files.walk(folder)) {
            tree.filter(p -> p.toString().endsWith(".java")).sorted().forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  private Outcome visit(Path file) {
    try {
      String text = Files.readString(file);
      String digest = digest(text);
      if (known.contains(digest)) {
        return new Outcome(file, State.CLEAN, digest, "");
      }
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        return new Outcome(file, State.CLEAN, digest, "");
      }
      if (apply) {
        Files.writeString(file, formatted);
      }
      return new Outcome(file, State.CHANGED, digest, "");
    } catch (NoSuchFileException e) {
      return new Outcome(file, State.CHANGED, "", "gone");
    } catch (FormatterException e) {
      return new Outcome(file, State.BROKEN, "", e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(version.getBytes(UTF_8));
      return HexFormat.of().formatHex(sha.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
