package dev.wasmc.component.names;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.names.Labels;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a name apart by the grammar of {@code externname} in the standard. */
final class NameParser {
  static final String CONSTRUCTOR = "[constructor]";
  static final String METHOD = "[method]";
  static final String STATIC = "[static]";

  private final String name;
  private final Set<ComponentFeature> features;
  private final Place place;

  NameParser(String name, Set<ComponentFeature> features, Place place) {
    this.name = name;
    this.features = features;
    this.place = place;
  }

  ParsedName parse() {
    if (name.startsWith(CONSTRUCTOR)) {
      return new ParsedName.Constructor(label(name.substring(CONSTRUCTOR.length())));
    }
    if (name.startsWith(METHOD)) {
      String[] parts = resourceAndName(METHOD);
      return new ParsedName.Method(parts[0], parts[1]);
    }
    if (name.startsWith(STATIC)) {
      String[] parts = resourceAndName(STATIC);
      return new ParsedName.Static(parts[0], parts[1]);
    }
    return name.indexOf(':') >= 0 ? interfaceName() : new ParsedName.Label(label(name));
  }

  private String[] resourceAndName(String annotation) {
    String rest = name.substring(annotation.length());
    int dot = rest.indexOf('.');
    if (dot < 0) {
      throw invalid(Rule.INVALID_NAME, "has no dot between a resource and a name");
    }
    return new String[] {label(rest.substring(0, dot)), label(rest.substring(dot + 1))};
  }

  private ParsedName interfaceName() {
    int at = name.indexOf('@');
    String path = at < 0 ? name : name.substring(0, at);
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw invalid(Rule.INVALID_NAME, "has no slash between a package and an interface");
    }
    List<String> packages = Arrays.asList(path.substring(0, slash).split(":", -1));
    List<String> projections = Arrays.asList(path.substring(slash + 1).split("/", -1));
    if (packages.size() < 2) {
      throw invalid(Rule.INVALID_NAME, "has no namespace");
    }
    packages.forEach(this::lowerLabel);
    projections.forEach(this::label);
    if ((packages.size() > 2 || projections.size() > 1)
        && !features.contains(ComponentFeature.NESTED_NAMES)) {
      throw DiagnosticException.error(
          new ComponentProblem.Unsupported(
              ComponentFeature.NESTED_NAMES, "the name \"" + name + "\""),
          place);
    }
    return new ParsedName.InterfaceName(
        packages.subList(0, packages.size() - 1),
        packages.getLast(),
        projections,
        at < 0 ? Optional.empty() : Optional.of(version(name.substring(at + 1))));
  }

  private InterfaceVersion version(String text) {
    Optional<Version> full = Version.parse(text);
    if (full.isPresent()) {
      return new InterfaceVersion.Full(full.get());
    }
    if (features.contains(ComponentFeature.CANONICAL_NAMES)) {
      Optional<InterfaceVersion> track = InterfaceVersion.Track.parse(text);
      if (track.isPresent()) {
        return track.get();
      }
    }
    throw invalid(Rule.INVALID_VERSION, "has the invalid version \"" + text + "\"");
  }

  private String label(String text) {
    if (!Labels.isLabel(text)) {
      throw invalid(
          Rule.INVALID_NAME,
          text.isEmpty() ? "has an empty part" : "is not in kebab case: \"" + text + "\"");
    }
    return text;
  }

  private void lowerLabel(String text) {
    if (!Labels.isLowerLabel(text)) {
      throw invalid(
          Rule.INVALID_NAME,
          text.isEmpty()
              ? "has an empty part"
              : "is not in kebab case of small letters: \"" + text + "\"");
    }
  }

  private DiagnosticException invalid(Rule rule, String what) {
    return DiagnosticException.error(
        new ComponentProblem.Invalid(rule, "the name \"" + name + "\" " + what), place);
  }
}
