package dev.wasmc.component.text;

import dev.wasmc.component.Alias;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.wasm.text.TextCursor;
import org.jspecify.annotations.Nullable;

/** References to definitions, with the aliases that they stand for. */
final class References {
  private final TextCursor in;
  private Scope scope;

  References(TextCursor in, Scope scope) {
    this.in = in;
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  void scope(Scope current) {
    scope = current;
  }

  int index(Sort sort) {
    return scope.resolve(in, sort);
  }

  /**
   * The word of a sort as component definitions are exported and given: null where none stands
   * here. It is taken.
   */
  @Nullable Sort takeSort() {
    if (in.take("core")) {
      for (CoreSort sort : CoreSort.values()) {
        if (in.take(sort.keyword())) {
          return new Sort.Core(sort);
        }
      }
      throw in.unexpected("a sort of core definitions");
    }
    for (Sort.Plain sort : Sort.Plain.values()) {
      if (in.take(sort.keyword())) {
        return sort;
      }
    }
    return null;
  }

  /** The kind of thing that core instances export, without the word core. */
  CoreSort coreExportSort() {
    for (CoreSort sort : CoreSort.values()) {
      if (sort.kind() != null && in.take(sort.keyword())) {
        return sort;
      }
    }
    throw in.unexpected("func, table, memory, global or tag");
  }

  /**
   * {@code (sort i "name"*)}: something, or an export of an instance, or an export of an instance
   * that is such an export.
   */
  SortIndex item() {
    in.expectOpen();
    Sort sort = takeSort();
    if (sort == null || (sort instanceof Sort.Core(CoreSort core) && core != CoreSort.MODULE)) {
      throw in.unexpected("func, value, type, component, instance or core module");
    }
    int index = exported(sort);
    in.expectClose();
    return new SortIndex(sort, index);
  }

  /** An index alone, or {@code (word i "name"*)}. */
  int indexOrItem(Sort sort, String word) {
    if (in.atIndex()) {
      return index(sort);
    }
    in.expectOpen();
    if (sort instanceof Sort.Core) {
      in.take("core");
    }
    in.expect(word);
    int index = exported(sort);
    in.expectClose();
    return index;
  }

  /** An index, and the names of exports behind it. */
  int exported(Sort sort) {
    int at = in.offset();
    TextCursor behind = in.peek();
    if (!behind.atString()) {
      return index(sort);
    }
    int index = index(Sort.INSTANCE);
    while (in.atString()) {
      String name = in.expectName();
      Sort found = in.atString() ? Sort.INSTANCE : sort;
      scope.add(new Alias.InstanceExport(found, index, name, at));
      index = scope.define(in, found, Scope.Binding.NONE);
    }
    return index;
  }

  /** An index of something core, or of a core instance with the name of an export behind it. */
  int coreExported(CoreSort sort) {
    int at = in.offset();
    if (sort.kind() == null || !in.peek().atString()) {
      return index(new Sort.Core(sort));
    }
    int instance = index(new Sort.Core(CoreSort.INSTANCE));
    scope.add(new Alias.CoreInstanceExport(sort, instance, in.expectName(), at));
    return scope.define(in, new Sort.Core(sort), Scope.Binding.NONE);
  }

  /**
   * An index alone, or {@code (core sort i "name"?)}; the word core was once left out, and may be.
   */
  int coreIndexOrItem(CoreSort sort) {
    if (in.atIndex()) {
      return index(new Sort.Core(sort));
    }
    in.expectOpen();
    in.take("core");
    in.expect(sort.keyword());
    int index = coreExported(sort);
    in.expectClose();
    return index;
  }

  /**
   * What stands behind the word of an option that is a word of a sort too, such as {@code memory}.
   */
  int coreContents(CoreSort sort) {
    if (in.atIndex()) {
      return coreExported(sort);
    }
    in.expectOpen("core");
    in.expect(sort.keyword());
    int index = coreExported(sort);
    in.expectClose();
    return index;
  }

  /**
   * An alias behind its word, up to where it says what it makes.
   *
   * @param sort what it makes; null to read it together with the identifier, which is bound
   */
  int alias(int at, @Nullable Sort sort, Scope.Binding given) {
    if (in.take("outer")) {
      return outerAlias(at, sort, given);
    }
    boolean core = in.take("core");
    in.expect("export");
    int instance = index(core ? new Sort.Core(CoreSort.INSTANCE) : Sort.INSTANCE);
    String name = in.expectName();
    Sort made = sort;
    Scope.Binding binding = given;
    if (made == null) {
      in.expectOpen();
      made = expectSort();
      binding = Scope.Binding.take(in);
      in.expectClose();
    }
    if (core) {
      if (!(made instanceof Sort.Core(CoreSort coreSort)) || coreSort.kind() == null) {
        throw in.unexpected("an alias of something that core instances export in front of this");
      }
      scope.add(new Alias.CoreInstanceExport(coreSort, instance, name, at));
    } else {
      if (made instanceof Sort.Core(CoreSort coreSort) && coreSort != CoreSort.MODULE) {
        throw in.unexpected("an alias of something that instances export in front of this");
      }
      scope.add(new Alias.InstanceExport(made, instance, name, at));
    }
    return scope.define(in, made, binding);
  }

  private Sort expectSort() {
    Sort sort = takeSort();
    if (sort == null) {
      throw in.unexpected("a sort");
    }
    return sort;
  }

  private int outerAlias(int at, @Nullable Sort sort, Scope.Binding given) {
    Scope.Outer outer = Scope.Outer.take(in, scope);
    int indexToken = in.position();
    in.expectIndex();
    Sort made = sort;
    Scope.Binding binding = given;
    if (made == null) {
      in.expectOpen();
      made = expectSort();
      binding = Scope.Binding.take(in);
      in.expectClose();
    }
    int behind = in.rawPosition();
    in.moveTo(indexToken);
    int index = outer.index(in, made);
    in.moveTo(behind);
    scope.add(new Alias.Outer(made, outer.count(), index, at));
    return scope.define(in, made, binding);
  }
}
