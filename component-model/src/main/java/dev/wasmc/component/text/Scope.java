package dev.wasmc.component.text;

import dev.wasmc.component.Alias;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.Definition;
import dev.wasmc.component.Sort;
import dev.wasmc.component.TypeDef;
import dev.wasmc.wasm.text.IndexSpace;
import dev.wasmc.wasm.text.TextCursor;
import dev.wasmc.wasm.text.TextProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index spaces of a component or of a type with declarators, and what has been defined in it so
 * far.
 */
final class Scope {
  final @Nullable Scope parent;

  /** The identifier that outer aliases may count it by; null for none. */
  final @Nullable String name;

  private final Output output;
  private final Map<Sort, IndexSpace> spaces = new HashMap<>();

  /** Where definitions go. */
  sealed interface Output {
    record Component(List<Definition> definitions) implements Output {}

    record Declarators(List<DefType.Declarator> declarators) implements Output {}

    record Module(List<CoreTypeDef.ModuleDeclarator> declarators) implements Output {}
  }

  /**
   * What is known of something that is about to be defined.
   *
   * @param identifier null for none
   * @param token where the identifier stands
   * @param annotated another name for the name section
   */
  record Binding(@Nullable String identifier, int token, @Nullable String annotated) {
    static final Binding NONE = new Binding(null, 0, null);

    static Binding take(TextCursor in) {
      int token = in.position();
      String identifier = in.takeIdentifier();
      return new Binding(identifier, token, in.takeNameAnnotation());
    }
  }

  /**
   * What stands first in an outer alias: a name of an enclosing scope, or how many to go out.
   *
   * @param scope null beyond the outermost, where only an index that is a number can follow
   */
  record Outer(@Nullable Scope scope, int count) {
    static Outer take(TextCursor in, Scope from) {
      int token = in.position();
      int count = 0;
      Scope outer = from;
      if (in.atIdentifier()) {
        String name = in.peekIdentifier();
        while (outer != null && !name.equals(outer.name)) {
          outer = outer.parent;
          count++;
        }
        if (outer == null) {
          throw in.error(new TextProblem.UnknownIdentifier("enclosing component", name));
        }
        in.takeIdentifier();
        return new Outer(outer, count);
      }
      count = in.expectU32();
      for (int i = count; i != 0 && outer != null; i--) {
        outer = outer.parent;
      }
      if (outer == null && in.atIdentifier()) {
        throw in.error(new TextProblem.UnknownIndex("enclosing component", count), token);
      }
      return new Outer(outer, count);
    }

    /** The index that stands at the cursor, of something in the scope. */
    int index(TextCursor in, Sort sort) {
      return scope == null ? in.expectU32() : scope.space(sort).expect(in);
    }
  }

  private Scope(@Nullable Scope parent, @Nullable String name, Output output) {
    this.parent = parent;
    this.name = name;
    this.output = output;
  }

  static Scope component(@Nullable Scope parent, @Nullable String name) {
    return new Scope(parent, name, new Output.Component(new ArrayList<>()));
  }

  static Scope type(Scope parent, @Nullable String name) {
    return new Scope(parent, name, new Output.Declarators(new ArrayList<>()));
  }

  static Scope moduleType(Scope parent, @Nullable String name) {
    return new Scope(parent, name, new Output.Module(new ArrayList<>()));
  }

  IndexSpace space(Sort sort) {
    return spaces.computeIfAbsent(sort, key -> new IndexSpace(key.keyword()));
  }

  IndexSpace coreTypes() {
    return space(new Sort.Core(CoreSort.TYPE));
  }

  /** Takes the next index of a sort. */
  int define(TextCursor in, Sort sort, Binding binding) {
    IndexSpace space = space(sort);
    int index = space.add();
    if (binding.identifier() != null) {
      space.bind(in, binding.identifier(), index, binding.token());
    }
    if (binding.annotated() != null) {
      space.rename(index, binding.annotated());
    }
    return index;
  }

  List<Definition> definitions() {
    return output instanceof Output.Component(List<Definition> definitions)
        ? definitions
        : List.of();
  }

  List<DefType.Declarator> declarators() {
    return output instanceof Output.Declarators(List<DefType.Declarator> declarators)
        ? declarators
        : List.of();
  }

  List<CoreTypeDef.ModuleDeclarator> moduleDeclarators() {
    return output instanceof Output.Module(List<CoreTypeDef.ModuleDeclarator> declarators)
        ? declarators
        : List.of();
  }

  void add(Alias alias) {
    switch (output) {
      case Output.Component(List<Definition> definitions) -> definitions.add(alias);
      case Output.Declarators(List<DefType.Declarator> declarators) ->
          declarators.add(new DefType.Declarator.AliasDecl(alias));
      case Output.Module module ->
          throw new IllegalStateException("module types alias core types alone");
    }
  }

  /** Adds a type and takes its index. */
  int add(TextCursor in, TypeDef type, Binding binding) {
    switch (output) {
      case Output.Component(List<Definition> definitions) -> definitions.add(type);
      case Output.Declarators(List<DefType.Declarator> declarators) ->
          declarators.add(new DefType.Declarator.Type(type));
      case Output.Module module ->
          throw new IllegalStateException("module types hold core types alone");
    }
    return define(in, Sort.TYPE, binding);
  }

  /** Adds a core type, whose indices have been taken. */
  void add(CoreTypeDef type) {
    switch (output) {
      case Output.Component(List<Definition> definitions) -> definitions.add(type);
      case Output.Declarators(List<DefType.Declarator> declarators) ->
          declarators.add(new DefType.Declarator.CoreType(type));
      case Output.Module(List<CoreTypeDef.ModuleDeclarator> declarators) ->
          declarators.add(new CoreTypeDef.ModuleDeclarator.Type(type));
    }
  }

  /**
   * The index that stands at the cursor. An identifier of an enclosing scope becomes an alias, a
   * new one each time it is used.
   */
  int resolve(TextCursor in, Sort sort) {
    if (!in.atIdentifier() || space(sort).find(in.peekIdentifier()) != null) {
      return space(sort).expect(in);
    }
    String identifier = in.peekIdentifier();
    int count = 1;
    for (Scope scope = parent; scope != null; scope = scope.parent, count++) {
      IndexSpace outer = scope.spaces.get(sort);
      Integer index = outer == null ? null : outer.find(identifier);
      if (index != null) {
        if (!reachable(sort) || output instanceof Output.Module) {
          throw in.error(new TextProblem.OuterReference(sort.keyword(), identifier));
        }
        add(new Alias.Outer(sort, count, index, in.offset()));
        in.takeIdentifier();
        return define(in, sort, Binding.NONE);
      }
    }
    return space(sort).expect(in);
  }

  private static boolean reachable(Sort sort) {
    return switch (sort) {
      case Sort.Plain.TYPE, Sort.Plain.COMPONENT -> true;
      case Sort.Core(CoreSort core) -> core == CoreSort.MODULE || core == CoreSort.TYPE;
      case Sort.Plain plain -> false;
    };
  }
}
