package dev.wasmc.cli;

import dev.wasmc.bindings.BindingsProblem;
import dev.wasmc.capability.PolicyProblem;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.compose.ComposeProblem;
import dev.wasmc.engine.EngineProblem;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.runtime.LinkProblem;
import dev.wasmc.runtime.plan.PlanProblem;
import dev.wasmc.sandbox.SandboxProblem;
import dev.wasmc.source.Explanation;
import dev.wasmc.source.Explanations;
import dev.wasmc.source.SourceProblem;
import dev.wasmc.virtualize.VirtualizeProblem;
import dev.wasmc.wasi.filesystem.FilesystemProblem;
import dev.wasmc.wasi.io.IoProblem;
import dev.wasmc.wasi.random.RandomProblem;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.text.TextProblem;
import dev.wasmc.wasm.validate.ModuleProblem;
import dev.wasmc.wave.WaveProblem;
import dev.wasmc.wit.WitProblem;
import dev.wasmc.wit.diff.Change;
import java.util.List;
import java.util.Optional;

/** What can be explained. */
final class AllExplanations {
  private AllExplanations() {}

  static List<Explanations> parts() {
    return List.of(
        CliProblem.explanations(),
        SourceProblem.explanations(),
        PolicyProblem.explanations(),
        VirtualizeProblem.explanations(),
        ComposeProblem.explanations(),
        WaveProblem.explanations(),
        WitProblem.explanations(),
        Change.explanations(),
        BindingsProblem.explanations(),
        WasmProblem.explanations(),
        ModuleProblem.explanations(),
        ComponentProblem.explanations(),
        TextProblem.explanations(),
        SandboxProblem.explanations(),
        TrapKind.explanations(),
        IoProblem.explanations(),
        FilesystemProblem.explanations(),
        RandomProblem.explanations(),
        EngineProblem.explanations(),
        LinkProblem.explanations(),
        PlanProblem.explanations());
  }

  /** The first part's, where several know the id. */
  static Optional<Explanation> first(String id) {
    return parts().stream().flatMap(part -> part.of(id).stream()).findFirst();
  }
}
