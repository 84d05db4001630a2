package dev.wasmc.wave;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a function in a call: {@code f}, {@code interface.f}, {@code ns:pkg/interface.f} or
 * {@code ns:pkg/interface.f@1.0.0}.
 *
 * @param interfaceName null for a function of the world itself
 * @param packageName {@code namespace:package}; null where only an interface is named
 * @param version null for any
 */
public record FunctionName(
    @Nullable String packageName,
    @Nullable String interfaceName,
    String function,
    @Nullable String version) {
  private static final String WORD = "%?[a-zA-Z][a-zA-Z0-9-]*+";
  static final Pattern PATTERN =
      Pattern.compile(
          "(?:(?:(?<package>WORD(?::WORD)++)/)?(?<interface>WORD)\\.)?(?<function>(?:\\[[a-z]+\\])?WORD(?:\\.WORD)?)(?:@(?<version>[0-9A-Za-z.+-]++))?"
              .replace("WORD", WORD));

  /** Empty for what is no such name. */
  public static Optional<FunctionName> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
  }

  static FunctionName of(Matcher matcher) {
    return new FunctionName(
        matcher.group("package"),
        matcher.group("interface"),
        matcher.group("function").replace("%", ""),
        matcher.group("version"));
  }

  @Override
  public String toString() {
    return (packageName == null ? "" : packageName + "/")
        + (interfaceName == null ? "" : interfaceName + ".")
        + function
        + (version == null ? "" : "@" + version);
  }
}
