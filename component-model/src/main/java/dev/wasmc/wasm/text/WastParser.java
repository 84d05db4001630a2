package dev.wasmc.wasm.text;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the directives of a script. */
final class WastParser {
  private static final int MAX_THREAD_NESTING = 100;

  private final SourceFile file;
  private final Tokens tokens;
  private final TextCursor in;
  private final WastValueParser values;
  private int threadNesting;

  WastParser(SourceFile file) {
    this.file = file;
    this.tokens = Lexer.lex(file);
    this.in = new TextCursor(tokens);
    this.values = new WastValueParser(in);
  }

  WastScript script() {
    List<WastScript.Directive> directives = new ArrayList<>();
    if (in.atOpen() && !isDirective(in.openedWord())) {
      WastModule module =
          new WastModule(
              false,
              null,
              new WastModule.Quote(ByteSlice.of(file.text().getBytes(StandardCharsets.UTF_8))),
              1);
      return new WastScript(file, List.of(new WastScript.Module(module, 1)));
    }
    while (!in.atEnd()) {
      directives.add(directive());
    }
    return new WastScript(file, directives);
  }

  private static boolean isDirective(String word) {
    return word.startsWith("assert_")
        || switch (word) {
          case "module", "component", "register", "invoke", "get", "thread", "wait" -> true;
          default -> false;
        };
  }

  private WastScript.Directive directive() {
    int line = in.line();
    if (in.atOpen("module") || in.atOpen("component")) {
      return moduleDirective(line);
    }
    if (in.atOpen("invoke") || in.atOpen("get")) {
      return new WastScript.Perform(action(), line);
    }
    in.expectOpen();
    WastScript.Directive directive =
        switch (in.expectKeyword("a directive")) {
          case "register" -> new WastScript.Register(in.expectName(), in.takeIdentifier(), line);
          case "assert_return" -> {
            WastScript.Action action = action();
            yield new WastScript.AssertReturn(action, values.list(), line);
          }
          case "assert_trap" -> {
            WastScript.Execution execution =
                in.atOpen("module") || in.atOpen("component")
                    ? new WastScript.Instantiation(module())
                    : action();
            yield new WastScript.AssertTrap(execution, in.expectName(), line);
          }
          case "assert_exhaustion" -> {
            WastScript.Action action = action();
            yield new WastScript.AssertExhaustion(action, in.expectName(), line);
          }
          case "assert_exception" -> new WastScript.AssertException(action(), line);
          case "assert_malformed" -> malformed(false, line);
          case "assert_malformed_custom" -> malformed(true, line);
          case "assert_invalid" -> invalid(false, line);
          case "assert_invalid_custom" -> invalid(true, line);
          case "assert_unlinkable" -> {
            WastModule module = module();
            yield new WastScript.AssertUnlinkable(module, in.expectName(), line);
          }
          case "thread" -> thread(line);
          case "wait" -> new WastScript.Wait(expectIdentifier(), line);
          default -> throw in.unexpected("a directive");
        };
    in.expectClose();
    return directive;
  }

  private WastScript.Directive malformed(boolean custom, int line) {
    WastModule module = module();
    return new WastScript.AssertMalformed(module, in.expectName(), custom, line);
  }

  private WastScript.Directive invalid(boolean custom, int line) {
    WastModule module = module();
    return new WastScript.AssertInvalid(module, in.expectName(), custom, line);
  }

  private WastScript.Directive thread(int line) {
    if (++threadNesting > MAX_THREAD_NESTING) {
      throw in.error(new TextProblem.OverLimit("the nesting of threads", MAX_THREAD_NESTING));
    }
    String name = expectIdentifier();
    String shared = null;
    if (in.takeOpen("shared")) {
      in.expectOpen("module");
      shared = in.takeIdentifier();
      in.expectClose();
      in.expectClose();
    }
    List<WastScript.Directive> directives = new ArrayList<>();
    while (!in.atClose()) {
      directives.add(directive());
    }
    threadNesting--;
    return new WastScript.Thread(name, shared, directives, line);
  }

  private String expectIdentifier() {
    String name = in.takeIdentifier();
    if (name == null) {
      throw in.unexpected("an identifier");
    }
    return name;
  }

  private WastScript.Directive moduleDirective(int line) {
    TextCursor ahead = in.peek();
    ahead.expectKeyword("module or component");
    if (ahead.atKeyword("definition")) {
      return new WastScript.Definition(module(), line);
    }
    if (ahead.atKeyword("instance")) {
      in.expectOpen();
      boolean isComponent = in.expectKeyword("module or component").equals("component");
      in.expect("instance");
      String name = in.takeIdentifier();
      String definition = in.takeIdentifier();
      in.expectClose();
      return new WastScript.Instance(isComponent, name, definition, line);
    }
    return new WastScript.Module(module(), line);
  }

  private WastModule module() {
    int line = in.line();
    if (!in.atOpen("module") && !in.atOpen("component")) {
      throw in.unexpected("a module or a component");
    }
    int end = in.groupEnd();
    in.expectOpen();
    boolean isComponent = in.expectKeyword("module or component").equals("component");
    in.take("definition");
    String name = in.takeIdentifier();
    WastModule.Form form;
    if (in.take("binary")) {
      form = new WastModule.Binary(in.strings());
    } else if (in.take("quote")) {
      form = new WastModule.Quote(quote());
    } else {
      form = new WastModule.Text(file, tokens, in.rawPosition());
      in.moveTo(end);
      return new WastModule(isComponent, name, form, line);
    }
    in.expectClose();
    return new WastModule(isComponent, name, form, line);
  }

  private ByteSlice quote() {
    BinaryWriter bytes = new BinaryWriter();
    while (in.atString()) {
      in.expectString(bytes);
      bytes.u8(' ');
    }
    return bytes.toSlice();
  }

  private WastScript.Action action() {
    in.expectOpen();
    boolean get = in.atKeyword("get");
    if (!in.take("get") && !in.take("invoke")) {
      throw in.unexpected("invoke or get");
    }
    @Nullable String instance = in.takeIdentifier();
    String name = in.expectName();
    WastScript.Action action =
        get
            ? new WastScript.Get(instance, name)
            : new WastScript.Invoke(instance, name, values.list());
    in.expectClose();
    return action;
  }
}
