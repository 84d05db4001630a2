package dev.wasmc.capability;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the texts that flags and policy files have in common. */
public final class SettingParser {
  private static final int MAX_STDIN = 64 << 20;
  private static final String CLOCK =
      "`fixed=TIME` or `start=TIME,step=DURATION`, such as `fixed=2000-01-01T00:00:00Z` or"
          + " `start=1970-01-01T00:00:00Z,step=1ms`";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,18})(ns|us|ms|s|m|h)");
  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(B|KiB|MiB|GiB|kB|MB|GB)?");

  private final Path folder;
  private final Place place;
  private final Function<PolicyKey, String> spelling;

  private SettingParser(Path folder, Place place, Function<PolicyKey, String> spelling) {
    this.folder = folder;
    this.place = place;
    this.spelling = spelling;
  }

  /**
   * For what a flag takes.
   *
   * @param folder what relative paths are relative to
   */
  public static SettingParser ofFlag(Path folder, String flag) {
    return new SettingParser(folder, new Place.InInput(flag), PolicyKey::flag);
  }

  /**
   * For the value of a key in a file.
   *
   * @param folder what relative paths are relative to
   * @param place of the key
   */
  public static SettingParser ofKey(Path folder, Place place) {
    return new SettingParser(folder, place, PolicyKey::label);
  }

  /**
   * @param text what the flag takes; for a switch {@code true}
   * @throws DiagnosticException with a {@link PolicyProblem}
   */
  public Setting parse(PolicyKey key, String text) {
    return switch (key) {
      case CLOCK -> new Setting.Clock(clock(text));
      case ENV -> {
        int equals = split(key, text, "`KEY=VALUE`");
        yield new Setting.Variable(text.substring(0, equals), text.substring(equals + 1));
      }
      case ARG -> new Setting.Argument(text);
      case MOUNT -> {
        int equals = split(key, text, "`GUEST=DIR`, such as `/data=./data`");
        yield new Setting.MountFolder(
            new Mount(text.substring(0, equals), resolve(key, text.substring(equals + 1))));
      }
      case MOUNT_LIMIT -> new Setting.MountLimit(size(spelling.apply(key), text));
      case RANDOM -> new Setting.Seed(seed(text));
      case STDIN -> new Setting.Stdin(stdin(text));
      case STDIO -> new Setting.Stdio(stdio(text));
      case EXIT -> new Setting.Exit(exit(text));
      case ANSWER -> answer(text);
      case PASS ->
          new Setting.Pass(
              notEmpty(key, text, "the name of an interface, such as `wasi:http/types`"));
      case DIR -> new Setting.Folder(directory(text));
      case INHERIT_ENV ->
          new Setting.InheritVariable(notEmpty(key, text, "the name of a variable"));
      case INHERIT_STDIN -> Setting.InheritStdin.INHERIT_STDIN;
      case ALLOW -> allow(text);
    };
  }

  /** A whole number with a unit of time: {@code 5s}, {@code 1ms}. */
  public Duration duration(String key, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      try {
        return switch (matcher.group(2)) {
          case "ns" -> Duration.ofNanos(count);
          case "us" -> Duration.ofNanos(Math.multiplyExact(count, 1_000L));
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofSeconds(Math.multiplyExact(count, 60L));
          default -> Duration.ofSeconds(Math.multiplyExact(count, 3_600L));
        };
      } catch (ArithmeticException tooLong) {
        throw bad(key, text, "a shorter time");
      }
    }
    throw bad(
        key, text, "a whole number with a unit of `ns`, `us`, `ms`, `s`, `m` or `h`, such as `5s`");
  }

  /**
   * A whole number.
   *
   * @param max the greatest
   */
  public long count(String key, String text, long max) {
    if (COUNT.matcher(text).matches() && Long.parseLong(text) <= max) {
      return Long.parseLong(text);
    }
    throw bad(key, text, "a whole number from 0 to " + max);
  }

  /** Bytes, as a whole number with or without a unit: {@code 256MiB}. */
  public long size(String key, String text) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      long unit =
          switch (matcher.group(2)) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case null, default -> 1L;
          };
      if (count <= Long.MAX_VALUE / unit) {
        return count * unit;
      }
    }
    throw bad(key, text, "a number of bytes, such as `65536` or `256MiB`");
  }

  private MockClock clock(String text) {
    if (text.startsWith("fixed=")) {
      return new MockClock(instant(text, text.substring("fixed=".length())), Duration.ZERO);
    }
    if (text.startsWith("start=")) {
      int comma = text.indexOf(",step=");
      String start = text.substring("start=".length(), comma < 0 ? text.length() : comma);
      Duration step =
          comma < 0
              ? Duration.ZERO
              : duration(
                  spelling.apply(PolicyKey.CLOCK), text.substring(comma + ",step=".length()));
      return new MockClock(instant(text, start), step);
    }
    throw bad(spelling.apply(PolicyKey.CLOCK), text, CLOCK);
  }

  private Instant instant(String text, String time) {
    try {
      Instant instant = Instant.parse(time);
      if (instant.getEpochSecond() >= 0) {
        return instant;
      }
    } catch (DateTimeParseException notATime) {
      throw bad(spelling.apply(PolicyKey.CLOCK), text, CLOCK);
    }
    throw bad(spelling.apply(PolicyKey.CLOCK), text, "a time from 1970 on");
  }

  private long seed(String text) {
    if (text.startsWith("seed=")) {
      try {
        return Long.parseLong(text.substring("seed=".length()));
      } catch (NumberFormatException notANumber) {
        throw bad(
            spelling.apply(PolicyKey.RANDOM), text, "a whole number of 64 bits, such as `seed=7`");
      }
    }
    throw bad(spelling.apply(PolicyKey.RANDOM), text, "`seed=N`, such as `seed=7`");
  }

  private StdioMode stdio(String text) {
    for (StdioMode mode : StdioMode.values()) {
      if (mode.label().equals(text)) {
        return mode;
      }
    }
    throw bad(
        spelling.apply(PolicyKey.STDIO),
        text,
        choice(Arrays.stream(StdioMode.values()).map(StdioMode::label).toList()));
  }

  private boolean exit(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "allow" -> true;
      case "deny" -> false;
      default -> throw bad(spelling.apply(PolicyKey.EXIT), text, "`allow` or `deny`");
    };
  }

  private Setting allow(String text) {
    for (Setting.Allow allow : Setting.Allow.values()) {
      if (allow.label().equals(text)) {
        return allow;
      }
    }
    throw bad(
        spelling.apply(PolicyKey.ALLOW),
        text,
        choice(Arrays.stream(Setting.Allow.values()).map(Setting.Allow::label).toList()));
  }

  /** Such as {@code `a`, `b` or `c`}. */
  private static String choice(List<String> words) {
    String most = words.stream().limit(words.size() - 1L).collect(Collectors.joining("`, `"));
    return (most.isEmpty() ? "`" : "`" + most + "` or `") + words.getLast() + "`";
  }

  private Setting answer(String text) {
    int equals =
        split(PolicyKey.ANSWER, text, "`FUNCTION=VALUE`, such as `ns:pkg/iface.func=\"text\"`");
    String function = text.substring(0, equals).strip();
    Place given =
        place instanceof Place.InInput(String flag)
            ? new Place.InInput(flag + " " + function)
            : place;
    return new Setting.Constant(new Answer(function, text.substring(equals + 1).strip(), given));
  }

  private Grants.Directory directory(String text) {
    String[] parts = text.split("::", -1);
    boolean readOnly = parts.length == 3 && parts[2].equals("ro");
    if ((parts.length == 2 || readOnly) && !parts[0].isEmpty() && !parts[1].isEmpty()) {
      return new Grants.Directory(resolve(PolicyKey.DIR, parts[0]), parts[1], readOnly);
    }
    throw bad(
        spelling.apply(PolicyKey.DIR),
        text,
        "`HOST::GUEST` or `HOST::GUEST::ro`, such as `./data::/data::ro`");
  }

  private ByteSlice stdin(String text) {
    if (!text.startsWith("@")) {
      return ByteSlice.of(text.getBytes(StandardCharsets.UTF_8));
    }
    String file = text.substring(1);
    try (InputStream in = Files.newInputStream(Path.of(resolve(PolicyKey.STDIN, file)))) {
      byte[] content = in.readNBytes(MAX_STDIN + 1);
      if (content.length > MAX_STDIN) {
        throw unreadable(file, "it has more than " + MAX_STDIN + " bytes");
      }
      return ByteSlice.of(content);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "it may not be read");
    } catch (IOException e) {
      throw unreadable(file, "it cannot be read as a file");
    }
  }

  private String resolve(PolicyKey key, String path) {
    try {
      return folder.resolve(notEmpty(key, path, "the path of a folder or file")).toString();
    } catch (InvalidPathException notAPath) {
      throw bad(spelling.apply(key), path, "a path");
    }
  }

  private int split(PolicyKey key, String text, String expected) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw bad(spelling.apply(key), text, expected);
    }
    return equals;
  }

  private String notEmpty(PolicyKey key, String text, String expected) {
    if (text.isEmpty()) {
      throw bad(spelling.apply(key), text, expected);
    }
    return text;
  }

  private DiagnosticException bad(String key, String text, String expected) {
    return DiagnosticException.error(new PolicyProblem.BadValue(key, text, expected), place);
  }

  private DiagnosticException unreadable(String file, String reason) {
    return DiagnosticException.error(new PolicyProblem.UnreadableFile(file, reason), place);
  }
}
