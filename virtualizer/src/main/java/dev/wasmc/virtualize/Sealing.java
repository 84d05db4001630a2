package dev.wasmc.virtualize;

import dev.wasmc.capability.Fate;
import dev.wasmc.capability.FateRecord;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.compose.CompositionGraph;
import dev.wasmc.compose.Plugging;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.wasm.ByteSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Joins a guest with plugs and with the bridge that a policy asks for. */
public final class Sealing {
  private static final String BRIDGE = "wasmc-bridge";

  private Sealing() {}

  /**
   * One component. A guest that has nothing left to plug or to answer for comes back byte for byte,
   * so that sealing twice changes nothing.
   *
   * @param plugs in any order
   * @param policy what answers for the imports that no plug satisfies; empty to leave them
   * @throws dev.wasmc.source.DiagnosticException with {@link dev.wasmc.compose.ComposeProblem}s or
   *     {@link VirtualizeProblem}s
   */
  public static Artifact compose(
      GuestComponent guest, List<GuestComponent> plugs, Optional<Policy> policy) {
    Map<String, Fate> plugged = new LinkedHashMap<>();
    Map<String, Fate> open = new LinkedHashMap<>();
    GuestComponent joined = guest;
    if (!plugs.isEmpty()) {
      Plugging.Plugged result = Plugging.plug(guest, plugs);
      result
          .plugged()
          .forEach((name, by) -> plugged.put(name, new Fate(name, Fate.Kind.PLUGGED, by)));
      result.graph().unsatisfied().forEach(name -> open.put(name, unsealed(name)));
      SequencedMap<String, ByteSlice> customs = new LinkedHashMap<>();
      if (policy.isEmpty()) {
        customs.put(FateRecord.SECTION, new FateRecord(fates(guest, plugged, open)).encode());
      }
      List<GuestComponent> parts = new ArrayList<>(plugs);
      parts.add(guest);
      joined = load(guest.name(), result.graph().encode(result.socket(), customs), parts);
    }
    if (policy.isEmpty()) {
      return new Artifact(joined, fates(guest, plugged, open), List.of());
    }
    Bridge bridge = Virtualizer.virtualize(joined, policy.get());
    Map<String, Fate> answered = new LinkedHashMap<>();
    bridge.fates().forEach(fate -> answered.put(fate.imported(), fate));
    List<Fate> fates = fates(guest, plugged, answered);
    if (bridge.empty() && plugs.isEmpty()) {
      return new Artifact(guest, fates, bridge.warnings());
    }
    return new Artifact(seal(joined, bridge, fates), fates, bridge.warnings());
  }

  private static GuestComponent seal(GuestComponent guest, Bridge bridge, List<Fate> fates) {
    CompositionGraph graph = new CompositionGraph();
    GuestComponent bridging = GuestComponent.load(BRIDGE, bridge.bytes());
    CompositionGraph.Node from = graph.instantiate(BRIDGE, bridging);
    CompositionGraph.Node to = graph.instantiate(Plugging.label(guest), guest);
    ComponentType exports = bridging.validated().type();
    guest.validated().type().imports().keySet().stream()
        .filter(exports.exports()::containsKey)
        .forEach(name -> graph.connect(from, name, to, name));
    SequencedMap<String, ByteSlice> customs = new LinkedHashMap<>();
    customs.put(FateRecord.SECTION, new FateRecord(fates).encode());
    return load(guest.name(), graph.encode(to, customs), List.of(bridging, guest));
  }

  private static Fate unsealed(String name) {
    return new Fate(name, Fate.Kind.PASSED, "not sealed");
  }

  /**
   * Nothing leaves that is not valid. An error in the whole is none in the guest's file, whose name
   * the whole goes on under.
   */
  private static GuestComponent load(String name, Component component, List<GuestComponent> parts) {
    GuestComponent whole =
        GuestComponent.load(
            name + " (composed)", ByteSlice.of(ComponentEncoder.encode(component)), parts);
    return new GuestComponent(name, whole.bytes(), whole.validated());
  }

  private static List<Fate> fates(
      GuestComponent guest, Map<String, Fate> plugged, Map<String, Fate> answered) {
    List<Fate> fates = new ArrayList<>();
    for (String name : guest.validated().type().imports().keySet()) {
      Fate fate = plugged.getOrDefault(name, answered.get(name));
      fates.add(fate == null ? unsealed(name) : fate);
    }
    answered.forEach((name, fate) -> {
      if (fates.stream().noneMatch(each -> each.imported().equals(name))) {
        fates.add(fate);
      }
    });
    return fates;
  }

  /** The warnings that matter to a run: what is baked in stays in memory there. */
  public static List<Diagnostic> forRun(List<Diagnostic> warnings) {
    return warnings.stream()
        .filter(warning -> !(warning.problem() instanceof VirtualizeProblem.ValuesBakedIn))
        .toList();
  }
}
