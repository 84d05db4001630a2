package dev.wasmc.wasm.text;

import dev.wasmc.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script as the test suites of WebAssembly are written in: modules, and what they shall do.
 *
 * <p>Lines are counted from 1 and are those of a directive's opening parenthesis.
 */
public record WastScript(SourceFile file, List<Directive> directives) {
  public WastScript {
    directives = List.copyOf(directives);
  }

  /**
   * Throws {@link dev.wasmc.source.DiagnosticException} with a {@link TextProblem}; modules inside
   * are not looked at yet.
   */
  public static WastScript parse(SourceFile file) {
    return new WastParser(file).script();
  }

  /** A step of a script. */
  public sealed interface Directive {
    int line();
  }

  /** Defines a module and makes an instance of it, which becomes the current one. */
  public record Module(WastModule module, int line) implements Directive {}

  /** Defines a module for later {@link Instance} steps. */
  public record Definition(WastModule module, int line) implements Directive {}

  /**
   * Makes an instance of a definition.
   *
   * @param name of the instance
   * @param definition null for the last one
   */
  public record Instance(
      boolean isComponent, @Nullable String name, @Nullable String definition, int line)
      implements Directive {}

  /**
   * Makes an instance importable.
   *
   * @param instance null for the current one
   */
  public record Register(String name, @Nullable String instance, int line) implements Directive {}

  /** Performs an action and ignores its results. */
  public record Perform(Action action, int line) implements Directive {}

  public record AssertReturn(Action action, List<WastValue> results, int line)
      implements Directive {
    public AssertReturn {
      results = List.copyOf(results);
    }
  }

  public record AssertTrap(Execution execution, String message, int line) implements Directive {}

  public record AssertExhaustion(Action action, String message, int line) implements Directive {}

  public record AssertException(Action action, int line) implements Directive {}

  /** The module cannot be decoded, or only its custom section cannot. */
  public record AssertMalformed(WastModule module, String message, boolean custom, int line)
      implements Directive {}

  /** The module can be decoded, and it or only its custom section is not valid. */
  public record AssertInvalid(WastModule module, String message, boolean custom, int line)
      implements Directive {}

  public record AssertUnlinkable(WastModule module, String message, int line)
      implements Directive {}

  /**
   * Steps that run on a thread of their own.
   *
   * @param shared the instance that both threads use
   */
  public record Thread(String name, @Nullable String shared, List<Directive> directives, int line)
      implements Directive {
    public Thread {
      directives = List.copyOf(directives);
    }
  }

  /** Waits for a thread to end. */
  public record Wait(String thread, int line) implements Directive {}

  /** What may trap. */
  public sealed interface Execution permits Action, Instantiation {}

  /** Making an instance of a module. */
  public record Instantiation(WastModule module) implements Execution {}

  /** What is done to an instance. */
  public sealed interface Action extends Execution {
    /** Null for the current instance. */
    @Nullable String instance();
  }

  public record Invoke(@Nullable String instance, String function, List<WastValue> arguments)
      implements Action {
    public Invoke {
      arguments = List.copyOf(arguments);
    }
  }

  /** Reads an exported global. */
  public record Get(@Nullable String instance, String global) implements Action {}
}
