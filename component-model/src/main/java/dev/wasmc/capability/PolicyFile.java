package dev.wasmc.capability;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.source.Suggestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The TOML form of a policy: each key is called as the flag is and takes what the flag takes.
 *
 * <pre>
 * clock = "fixed=2000-01-01T00:00:00Z"
 * arg = ["one", "two words"]
 * [env]
 * A = "1"
 * [mount]
 * "/data" = "data"
 * </pre>
 */
public final class PolicyFile {
  private final SourceFile file;
  private final Path folder;
  private final Diagnostics diagnostics = new Diagnostics();
  private final List<Setting> settings = new ArrayList<>();

  private PolicyFile(SourceFile file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /**
   * @param folder of the file; relative paths in it start there
   * @throws DiagnosticException with all {@link PolicyProblem}s of the file
   */
  public static List<Setting> read(SourceFile file, Path folder) {
    PolicyFile reader = new PolicyFile(file, folder);
    reader.read();
    reader.diagnostics.throwIfErrors();
    return List.copyOf(reader.settings);
  }

  private void read() {
    JsonNode root;
    try {
      root = new TomlMapper().readTree(file.text());
    } catch (StreamConstraintsException tooDeep) {
      diagnostics.error(
          new PolicyProblem.BadToml(
              "lists and tables nest too deep, or a name or a number is too long"),
          new Place.InInput(file.name()));
      return;
    } catch (JsonProcessingException notToml) {
      String detail = notToml.getOriginalMessage().lines().findFirst().orElse("this is no TOML");
      diagnostics.error(new PolicyProblem.BadToml(detail), place(notToml.getLocation()));
      return;
    }
    root.properties().forEach(entry -> key(entry.getKey(), entry.getValue()));
  }

  private void key(String name, JsonNode value) {
    Optional<PolicyKey> known = PolicyKey.of(name);
    if (known.isEmpty()) {
      List<String> labels = Arrays.stream(PolicyKey.values()).map(PolicyKey::label).toList();
      diagnostics.error(
          new PolicyProblem.UnknownKey(name, Suggestions.hint(name, labels)), place(name));
      return;
    }
    PolicyKey key = known.get();
    Place place = place(name);
    switch (key.shape()) {
      case TEXT -> text(key, "", value, place);
      case LIST -> {
        if (value.isArray()) {
          value.forEach(element -> text(key, "", element, place));
        } else {
          wrongShape(key, value, place);
        }
      }
      case TABLE -> {
        if (value.isObject()) {
          value.properties().forEach(entry -> tableEntry(key, entry.getKey(), entry.getValue()));
        } else {
          wrongShape(key, value, place);
        }
      }
      case SWITCH -> {
        if (!value.isBoolean()) {
          wrongShape(key, value, place);
        } else if (value.asBoolean()) {
          setting(key, "true", place);
        }
      }
    }
  }

  private void tableEntry(PolicyKey key, String name, JsonNode value) {
    if (name.contains("=")) {
      diagnostics.error(
          new PolicyProblem.BadValue(key.label(), name, "names without `=`"), place(name));
    } else {
      text(key, name + "=", value, place(name));
    }
  }

  private void text(PolicyKey key, String prefix, JsonNode value, Place place) {
    if (value.isTextual()) {
      setting(key, prefix + value.textValue(), place);
    } else {
      wrongShape(key, value, place);
    }
  }

  private void setting(PolicyKey key, String text, Place place) {
    try {
      settings.add(SettingParser.ofKey(folder, place).parse(key, text));
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::report);
    }
  }

  private void wrongShape(PolicyKey key, JsonNode value, Place place) {
    String found =
        switch (value.getNodeType()) {
          case OBJECT -> "a table";
          case ARRAY -> "a list";
          default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    diagnostics.error(new PolicyProblem.WrongShape(key, found), place);
  }

  private Place place(@Nullable JsonLocation location) {
    if (location == null) {
      return new Place.InInput(file.name());
    }
    int line = Math.max(location.getLineNr(), 1);
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = file.text().indexOf('\n', start) + 1;
    }
    int at =
        Math.clamp((long) start + Math.max(location.getColumnNr() - 1, 0), 0, file.text().length());
    return new Place.InText(file, new Span(at, Math.min(at + 1, file.text().length())));
  }

  /**
   * Jackson keeps no places of keys: the first line that starts with the key, as a key or as the
   * name of a table.
   */
  private Place place(String key) {
    Matcher matcher =
        Pattern.compile(
                "(?m)^[ \\t]*\\[?[ \\t]*[\"']?(" + Pattern.quote(key) + ")[\"']?[ \\t]*[=\\].]")
            .matcher(file.text());
    return matcher.find()
        ? new Place.InText(file, new Span(matcher.start(1), matcher.end(1)))
        : new Place.InInput(file.name());
  }
}
