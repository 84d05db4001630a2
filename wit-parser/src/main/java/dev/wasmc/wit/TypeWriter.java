package dev.wasmc.wit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types and signatures as WIT has them, written piece by piece. */
public final class TypeWriter {
  /** Where the pieces go. */
  public interface Sink {
    /** Punctuation, and the names of parameters. */
    void text(String text);

    /** A word of the language, such as {@code list} or {@code u8}. */
    default void keyword(String word) {
      text(word);
    }

    /**
     * A type by its name.
     *
     * @param name as it is written
     */
    default void named(TypeId type, String name) {
      text(name);
    }

    /** In front of the first parameter of a function. */
    default void open() {
      text("(");
    }

    /** Between two parameters of a function. */
    default void separator() {
      text(", ");
    }

    /** After the last parameter of a function. */
    default void close() {
      text(")");
    }
  }

  private final Resolve resolve;
  private final Sink sink;
  private final int limit;
  private int written;

  /** Writes all there is. */
  public TypeWriter(Resolve resolve, Sink sink) {
    this(resolve, sink, Integer.MAX_VALUE);
  }

  /**
   * @param limit how many types one call may write; what is beyond it is {@code …}. A type in
   *     binary form that is made of others many times over is as long as it likes otherwise.
   */
  public TypeWriter(Resolve resolve, Sink sink, int limit) {
    this.resolve = resolve;
    this.sink = sink;
    this.limit = limit;
  }

  /** From {@code func} or {@code constructor} to the end, without a method's {@code self}. */
  public void signature(Function function) {
    written = 0;
    if (function.kind() instanceof FunctionKind.Static) {
      sink.keyword("static");
      sink.text(" ");
    }
    if (function.kind().async()) {
      sink.keyword("async");
      sink.text(" ");
    }
    boolean isConstructor = function.kind() instanceof FunctionKind.Constructor;
    sink.keyword(isConstructor ? "constructor" : "func");
    sink.open();
    List<Function.Param> params =
        function.kind() instanceof FunctionKind.Method
            ? function.params().subList(1, function.params().size())
            : function.params();
    for (int i = 0; i < params.size(); i++) {
      if (i > 0) {
        sink.separator();
      }
      sink.text(Keywords.escape(params.get(i).name()) + ": ");
      use(params.get(i).type());
    }
    sink.close();
    if (function.result() != null && !(isConstructor && isHandleOf(function))) {
      sink.text(" -> ");
      use(function.result());
    }
  }

  private boolean isHandleOf(Function constructor) {
    return constructor.result() instanceof TypeId id
        && resolve.get(id).kind() instanceof TypeKind.OwnKind(var resource)
        && constructor.kind().owner().filter(resource::equals).isPresent();
  }

  /** A type where it is used. */
  public void type(Type type) {
    written = 0;
    use(type);
  }

  /** The right side of {@code type a = …}, where {@code own<r>} is not the same as {@code r}. */
  public void definition(TypeKind kind) {
    written = 0;
    kind(kind, true);
  }

  private void use(Type type) {
    if (written++ >= limit) {
      sink.text("…");
      return;
    }
    switch (type) {
      case Primitive primitive -> sink.keyword(primitive.keyword());
      case TypeId id -> {
        TypeDef def = resolve.get(id);
        if (def.name() != null) {
          sink.named(id, Keywords.escape(def.name()));
        } else {
          kind(def.kind(), false);
        }
      }
    }
  }

  private void kind(TypeKind kind, boolean isDefinition) {
    switch (kind) {
      case TypeKind.AliasKind(var target) -> use(target);
      case TypeKind.OwnKind(var resource) when isDefinition -> generic("own", resource);
      case TypeKind.OwnKind(var resource) -> use(resource);
      case TypeKind.BorrowKind(var resource) -> generic("borrow", resource);
      case TypeKind.ListKind(var element) -> generic("list", element);
      case TypeKind.FixedListKind(var element, var length) -> {
        sink.keyword("list");
        sink.text("<");
        use(element);
        sink.text(", " + Integer.toUnsignedString(length) + ">");
      }
      case TypeKind.MapKind(var key, var value) -> generic("map", key, value);
      case TypeKind.OptionKind(var element) -> generic("option", element);
      case TypeKind.TupleKind(var types) -> generic("tuple", types.toArray(Type[]::new));
      case TypeKind.ResultKind(var ok, var err) -> result(ok, err);
      case TypeKind.FutureKind(var element) -> optionalGeneric("future", element);
      case TypeKind.StreamKind(var element) -> optionalGeneric("stream", element);
      case TypeKind.RecordKind _,
          TypeKind.VariantKind _,
          TypeKind.EnumKind _,
          TypeKind.FlagsKind _,
          TypeKind.ResourceKind _ ->
          throw new IllegalStateException("a type of this kind has a name: " + kind);
    }
  }

  private void result(@Nullable Type ok, @Nullable Type err) {
    if (ok == null && err != null) {
      sink.keyword("result");
      sink.text("<_, ");
      use(err);
      sink.text(">");
    } else if (ok != null && err != null) {
      generic("result", ok, err);
    } else {
      optionalGeneric("result", ok);
    }
  }

  private void optionalGeneric(String name, @Nullable Type element) {
    if (element == null) {
      sink.keyword(name);
    } else {
      generic(name, element);
    }
  }

  private void generic(String name, Type... types) {
    sink.keyword(name);
    sink.text("<");
    for (int i = 0; i < types.length; i++) {
      sink.text(i > 0 ? ", " : "");
      use(types[i]);
    }
    sink.text(">");
  }
}
