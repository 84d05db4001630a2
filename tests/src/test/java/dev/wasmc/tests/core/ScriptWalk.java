package dev.wasmc.tests.core;

import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;

/** Goes through the directives of a script: what one defines is validated, then executed. */
public abstract class ScriptWalk {
  /** What to do with verdicts. */
  public interface Report {
    void verdict(String directive, int line, Verdict verdict);
  }

  private final Report report;

  protected ScriptWalk(Report report) {
    this.report = report;
  }

  protected abstract Verdict malformed(WastScript.AssertMalformed directive);

  protected abstract Verdict invalid(WastScript.AssertInvalid directive);

  protected abstract Verdict valid(WastModule module, int line);

  protected abstract Verdict execute(WastScript.Directive directive);

  /** What this directive should have defined is not there. */
  protected abstract void absent(WastScript.Directive directive);

  public final void run(WastScript script) {
    script.directives().forEach(this::run);
  }

  private void run(WastScript.Directive directive) {
    switch (directive) {
      case WastScript.AssertMalformed malformed -> report(directive, malformed(malformed));
      case WastScript.AssertInvalid invalid -> report(directive, invalid(invalid));
      case WastScript.Thread thread -> thread.directives().forEach(this::run);
      case WastScript.Module module -> defined(directive, module.module());
      case WastScript.Definition definition -> defined(directive, definition.module());
      case WastScript.AssertUnlinkable unlinkable -> defined(directive, unlinkable.module());
      case WastScript.AssertTrap(
              WastScript.Instantiation(WastModule module),
              String message,
              int line) ->
          defined(directive, module);
      default -> report(directive, execute(directive));
    }
  }

  private void defined(WastScript.Directive directive, WastModule module) {
    Verdict valid = valid(module, directive.line());
    report.verdict("valid", directive.line(), valid);
    if (valid == Verdict.Passed.PASSED) {
      report(directive, execute(directive));
    } else {
      absent(directive);
    }
  }

  private void report(WastScript.Directive directive, Verdict verdict) {
    report.verdict(directive.getClass().getSimpleName(), directive.line(), verdict);
  }
}
