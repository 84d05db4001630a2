package dev.wasmc.compose;

import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Mismatch;
import dev.wasmc.component.types.Subtyping;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plugs: components whose exports satisfy the imports of another one, the socket, and of each
 * other, in whatever order they are given. An export fits an import of the same name, or of the
 * same interface in a compatible version that is not older.
 */
public final class Plugging {
  private final GuestComponent socket;
  private final List<GuestComponent> plugs;
  private final Map<GuestComponent, CompositionGraph.Node> nodes = new LinkedHashMap<>();
  private final Set<GuestComponent> used = new LinkedHashSet<>();
  private final CompositionGraph graph = new CompositionGraph();
  private final List<GuestComponent> open = new ArrayList<>();

  private Plugging(GuestComponent socket, List<GuestComponent> plugs) {
    this.socket = socket;
    this.plugs = plugs;
  }

  /**
   * A graph with the socket as its last node.
   *
   * @param plugged the imports of the socket that plugs satisfy, with the plug's label
   */
  public record Plugged(
      CompositionGraph graph, CompositionGraph.Node socket, Map<String, String> plugged) {}

  /** Throws {@link DiagnosticException} with a {@link ComposeProblem}. */
  public static Plugged plug(GuestComponent socket, List<GuestComponent> plugs) {
    return new Plugging(socket, plugs).run();
  }

  private Plugged run() {
    CompositionGraph.Node last = place(socket);
    for (GuestComponent plug : plugs) {
      if (!used.contains(plug)) {
        throw DiagnosticException.error(
            new ComposeProblem.PlugMatchesNothing(
                plug.name(),
                List.copyOf(plug.validated().type().exports().keySet()),
                graph.unsatisfied()),
            Place.Nowhere.NOWHERE);
      }
    }
    Map<String, String> plugged = new LinkedHashMap<>();
    for (String name : socket.validated().type().imports().keySet()) {
      find(name, socket).ifPresent(match -> plugged.put(name, label(match.plug())));
    }
    return new Plugged(graph, last, plugged);
  }

  private record Match(GuestComponent plug, String export) {}

  /** Instantiates what a component needs and then itself. */
  private CompositionGraph.Node place(GuestComponent component) {
    CompositionGraph.Node known = nodes.get(component);
    if (known != null) {
      return known;
    }
    if (open.contains(component)) {
      List<String> circle = new ArrayList<>();
      open.subList(open.indexOf(component), open.size()).forEach(each -> circle.add(label(each)));
      circle.add(label(component));
      throw DiagnosticException.error(new ComposeProblem.PlugCycle(circle), Place.Nowhere.NOWHERE);
    }
    open.add(component);
    Map<String, Match> matches = new LinkedHashMap<>();
    for (String name : component.validated().type().imports().keySet()) {
      find(name, component)
          .ifPresent(match -> {
            check(component, name, match);
            used.add(match.plug());
            place(match.plug());
            matches.put(name, match);
          });
    }
    open.removeLast();
    CompositionGraph.Node node = graph.instantiate(label(component), component);
    nodes.put(component, node);
    matches.forEach(
        (name, match) -> graph.connect(place(match.plug()), match.export(), node, name));
    return node;
  }

  private Optional<Match> find(String imported, GuestComponent importer) {
    Optional<Match> found = Optional.empty();
    for (GuestComponent plug : plugs) {
      if (plug == importer) {
        continue;
      }
      Optional<Match> match =
          plug.validated().type().exports().keySet().stream()
              .filter(export -> fits(export, imported))
              .findFirst()
              .map(export -> new Match(plug, export));
      if (match.isPresent() && found.isPresent()) {
        throw DiagnosticException.error(
            new ComposeProblem.AmbiguousPlug(imported, label(found.get().plug()), label(plug)),
            Place.Nowhere.NOWHERE);
      }
      found = found.or(() -> match);
    }
    return found;
  }

  /** Which resource types are the same shows in the whole alone, and is looked at there. */
  private static void check(GuestComponent importer, String imported, Match match) {
    ComponentType wanting = importer.validated().type();
    if (wanting.imports().get(imported) instanceof InstanceType expected
        && match.plug().validated().type().exports().get(match.export())
            instanceof InstanceType found) {
      Subtyping.checkInstance(found, expected, wanting.imported())
          .filter(mismatch -> !(mismatch.difference() instanceof Mismatch.Difference.Resource))
          .ifPresent(mismatch -> {
            throw DiagnosticException.error(
                new ComposeProblem.DoesNotFit(
                    imported, label(importer), label(match.plug()), mismatch.message()),
                Place.Nowhere.NOWHERE);
          });
    }
  }

  private static boolean fits(String export, String imported) {
    if (export.equals(imported)) {
      return true;
    }
    return ParsedName.of(export).orElse(null) instanceof ParsedName.InterfaceName a
        && ParsedName.of(imported).orElse(null) instanceof ParsedName.InterfaceName b
        && a.isCompatibleWith(b)
        && a.fullVersion().isPresent()
        && b.fullVersion().isPresent()
        && !a.fullVersion().get().isOlderThan(b.fullVersion().get());
  }

  /** The file's name without folders and extension: no path of a machine goes into an artifact. */
  public static String label(GuestComponent component) {
    String name = component.name();
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return name.endsWith(".wasm") ? name.substring(0, name.length() - ".wasm".length()) : name;
  }
}
