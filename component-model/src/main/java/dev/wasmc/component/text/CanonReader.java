package dev.wasmc.component.text;

import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonBuiltin;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.Sort;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.wasm.text.TextCursor;
import dev.wasmc.wasm.text.TextProblem;
import dev.wasmc.wasm.text.TypeParser;
import java.util.ArrayList;
import java.util.List;

/** Canonical definitions. */
final class CanonReader {
  private static final Sort CORE_FUNC = new Sort.Core(CoreSort.FUNC);

  private final TextCursor in;
  private final References references;
  private final TypeReader types;

  CanonReader(TextCursor in, References references, TypeReader types) {
    this.in = in;
    this.references = references;
    this.types = types;
  }

  /** {@code canon …} as a field, behind its first word. */
  void field(int at) {
    if (in.take("lift")) {
      int function = in.rawPosition();
      in.skipGroup();
      int options = in.rawPosition();
      skipOptions();
      in.expectOpen("func");
      Scope.Binding binding = Scope.Binding.take(in);
      int type = types.functionTypeUse();
      in.expectClose();
      int behind = in.rawPosition();
      in.moveTo(function);
      int lifted = liftedFunction();
      in.moveTo(options);
      lift(at, lifted, options(), type, binding);
      in.moveTo(behind);
    } else {
      Canon canon = core(at);
      in.expectOpen("core");
      in.expect("func");
      Scope.Binding binding = Scope.Binding.take(in);
      in.expectClose();
      add(canon, CORE_FUNC, binding);
    }
  }

  /** {@code (canon lift …)} behind a function's type. */
  int lift(int at, int type, Scope.Binding binding) {
    in.expectOpen("canon");
    in.expect("lift");
    int function = liftedFunction();
    int index = lift(at, function, options(), type, binding);
    in.expectClose();
    return index;
  }

  private int lift(
      int at, int function, List<CanonOption> options, int type, Scope.Binding binding) {
    return add(new Canon.Lift(function, options, type, at), Sort.FUNC, binding);
  }

  private int liftedFunction() {
    in.expectOpen("core");
    in.expect("func");
    int function = references.coreExported(CoreSort.FUNC);
    in.expectClose();
    return function;
  }

  /** {@code (canon …)} behind a core function's identifier. */
  void coreFunction(int at, Scope.Binding binding) {
    in.expectOpen("canon");
    Canon canon = core(at);
    in.expectClose();
    add(canon, CORE_FUNC, binding);
  }

  private int add(Canon canon, Sort sort, Scope.Binding binding) {
    references.scope().definitions().add(canon);
    return references.scope().define(in, sort, binding);
  }

  /** A canonical definition that makes a core function, from its word on. */
  private Canon core(int at) {
    String word = in.atKeyword() ? in.tokenText() : "";
    CanonBuiltin builtin = CanonBuiltin.ofKeyword(word);
    if (builtin != null) {
      in.take(word);
      return builtin(builtin, at);
    }
    if (in.take("lower")) {
      in.expectOpen("func");
      int function = references.exported(Sort.FUNC);
      in.expectClose();
      return new Canon.Lower(function, options(), at);
    }
    if (in.take("resource.new")) {
      return new Canon.ResourceNew(type(), at);
    }
    if (in.take("resource.drop")) {
      return new Canon.ResourceDrop(type(), at);
    }
    if (in.take("resource.rep")) {
      return new Canon.ResourceRep(type(), at);
    }
    throw in.unexpected("a canonical definition");
  }

  private int type() {
    return references.indexOrItem(Sort.TYPE, "type");
  }

  private Canon builtin(CanonBuiltin builtin, int at) {
    List<Canon.Operand> operands = new ArrayList<>();
    List<CanonOption> options = List.of();
    for (CanonBuiltin.Shape shape : builtin.shapes()) {
      switch (shape) {
        case TYPE -> operands.add(new Canon.Operand.Index(type()));
        case CORE_TYPE ->
            operands.add(new Canon.Operand.Index(references.coreIndexOrItem(CoreSort.TYPE)));
        case TABLE ->
            operands.add(new Canon.Operand.Index(references.coreIndexOrItem(CoreSort.TABLE)));
        case MEMORY -> {
          in.expectOpen("memory");
          operands.add(new Canon.Operand.Index(references.coreContents(CoreSort.MEMORY)));
          in.expectClose();
        }
        case SLOT -> operands.add(new Canon.Operand.Index(in.expectU32()));
        case CORE_VALUE_TYPE ->
            operands.add(
                new Canon.Operand.CoreValueType(
                    new TypeParser(in, references.scope().coreTypes()).valType()));
        case RESULT -> {
          if (in.takeOpen("result")) {
            operands.add(new Canon.Operand.Result(types.valType()));
            in.expectClose();
          } else {
            operands.add(new Canon.Operand.Result(null));
          }
        }
        case ASYNC_FLAG -> operands.add(new Canon.Operand.Flag(in.take("async")));
        case SHARED_FLAG -> operands.add(new Canon.Operand.Flag(in.take("shared")));
        case RESERVED -> {}
        case OPTIONS -> options = options();
      }
    }
    return new Canon.Builtin(builtin, operands, options, at);
  }

  private void skipOptions() {
    while (in.atKeyword() || (in.atOpen() && !in.atOpen("func"))) {
      if (in.atOpen()) {
        in.skipGroup();
      } else {
        in.expectKeyword("an option");
      }
    }
  }

  private List<CanonOption> options() {
    List<CanonOption> options = new ArrayList<>();
    while (true) {
      if (in.atKeyword()) {
        options.add(word());
      } else if (in.atOpen() && !in.atOpen("func") && !in.atOpen("core")) {
        options.add(group());
      } else {
        return options;
      }
    }
  }

  private CanonOption word() {
    for (StringEncoding encoding : StringEncoding.values()) {
      if (in.take("string-encoding=" + encoding.keyword())) {
        return new CanonOption.Encoding(encoding);
      }
    }
    if (in.take("async")) {
      return CanonOption.Async.ASYNC;
    }
    if (in.atKeyword("gc")) {
      throw in.error(new TextProblem.UnsupportedFeature("the canonical option gc"));
    }
    throw in.unexpected("a canonical option");
  }

  private CanonOption group() {
    if (in.atOpen("core-type")) {
      throw in.error(new TextProblem.UnsupportedFeature("the canonical option core-type"));
    }
    in.expectOpen();
    CanonOption option;
    if (in.take("memory")) {
      option = new CanonOption.Memory(references.coreContents(CoreSort.MEMORY));
    } else if (in.take("realloc")) {
      option = new CanonOption.Realloc(references.coreIndexOrItem(CoreSort.FUNC));
    } else if (in.take("post-return")) {
      option = new CanonOption.PostReturn(references.coreIndexOrItem(CoreSort.FUNC));
    } else if (in.take("callback")) {
      option = new CanonOption.Callback(references.coreIndexOrItem(CoreSort.FUNC));
    } else {
      throw in.unexpected("memory, realloc, post-return or callback");
    }
    in.expectClose();
    return option;
  }
}
