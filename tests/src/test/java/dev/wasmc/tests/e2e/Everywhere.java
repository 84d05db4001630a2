package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.RunResult;
import dev.wasmc.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small guest under a policy, which does the same with flags, sealed, and sealed in wasmtime. */
final class Everywhere {
  private final GuestComponent guest;
  private final Policy policy;
  private final Path folder;
  private final Sealed sealed;

  Everywhere(GuestComponent guest, Policy policy, Path folder) {
    this.guest = guest;
    this.policy = policy;
    this.folder = folder;
    this.sealed = Sealed.of(guest.name(), Sandbox.compose(guest, List.of(), Optional.of(policy)));
    if (Tool.WASM_TOOLS.isPresent()) {
      Tool.Result validated =
          Tool.WASM_TOOLS.run(
              folder, List.of("validate", "--features=all", sealed.write(folder).toString()));
      assertEquals(0, validated.exitCode(), validated.stderr());
    }
  }

  Sealed sealed() {
    return sealed;
  }

  /** Runs the command. */
  Ran run() {
    return run(RunOptions.QUIET, List.of());
  }

  Ran invoke(String call) {
    return run(RunOptions.QUIET.withInvoke(call), List.of("--invoke", call));
  }

  private Ran run(RunOptions options, List<String> flags) {
    Ran ran = Ran.run(guest, policy, options);
    Ran artifact = Ran.run(sealed.component(), Policy.DENY_ALL, options);
    assertEquals(text(ran), text(artifact));
    if (Tool.WASMTIME.isPresent()) {
      List<String> words = new ArrayList<>(List.of("run", "-C", "cache=n"));
      words.addAll(flags);
      words.add(sealed.write(folder).toString());
      Tool.Result other = Tool.WASMTIME.run(folder, words);
      assertEquals(ran.result().exitCode(), other.exitCode(), other.stderr());
      assertEquals(shown(ran), other.stdout());
      if (!(ran.result().outcome() instanceof RunResult.Trapped)) {
        assertEquals(ran.stderr(), other.stderr());
      }
    }
    return ran;
  }

  /** The other tool has a word for no result. */
  private static String shown(Ran ran) {
    return ran.result().outcome() instanceof RunResult.Returned(var value, _) && value == null
        ? ran.stdout() + "()\n"
        : ran.shown();
  }

  private static String text(Ran ran) {
    return ran.stdout() + ran.stderr() + ran.value();
  }
}
