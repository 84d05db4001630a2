package dev.wasmc.component.build;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.TypeDef;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component in the making. Every method adds a definition and gives the index that it has in its
 * index space.
 */
public final class ComponentBuilder implements TypeSpace {
  private final List<Definition> definitions = new ArrayList<>();
  private final IndexSpaces spaces = new IndexSpaces();

  public ComponentBuilder() {}

  /** What was added so far. */
  public Component build() {
    return new Component(definitions, null);
  }

  /** How many things an index space holds so far. */
  public int count(Sort sort) {
    return spaces.count(sort);
  }

  public int coreModule(CoreModule module) {
    definitions.add(new CoreModuleDef(module, 0));
    return spaces.add(CoreSort.MODULE);
  }

  public int instantiateCore(int module, List<CoreInstanceDef.Arg> args) {
    return coreInstance(new CoreInstanceDef.Instantiate(module, args));
  }

  public int coreInstance(List<CoreInstanceDef.InlineExport> exports) {
    return coreInstance(new CoreInstanceDef.FromExports(exports));
  }

  private int coreInstance(CoreInstanceDef.Expr expr) {
    definitions.add(new CoreInstanceDef(expr, 0));
    return spaces.add(CoreSort.INSTANCE);
  }

  public int aliasCoreExport(CoreSort sort, int instance, String name) {
    definitions.add(new Alias.CoreInstanceExport(sort, instance, name, 0));
    return spaces.add(sort);
  }

  public int component(Component component) {
    definitions.add(new NestedComponent(component, 0));
    return spaces.add(Sort.COMPONENT);
  }

  public int instantiate(int component, List<InstanceDef.Arg> args) {
    return instance(new InstanceDef.Instantiate(component, args));
  }

  public int instance(List<InstanceDef.InlineExport> exports) {
    return instance(new InstanceDef.FromExports(exports));
  }

  private int instance(InstanceDef.Expr expr) {
    definitions.add(new InstanceDef(expr, 0));
    return spaces.add(Sort.INSTANCE);
  }

  @Override
  public int aliasExport(Sort sort, int instance, String name) {
    definitions.add(new Alias.InstanceExport(sort, instance, name, 0));
    return spaces.add(sort);
  }

  @Override
  public int aliasOuter(Sort sort, int count, int index) {
    definitions.add(new Alias.Outer(sort, count, index, 0));
    return spaces.add(sort);
  }

  @Override
  public int type(DefType type) {
    definitions.add(new TypeDef(type, 0));
    return spaces.add(Sort.TYPE);
  }

  @Override
  public int coreType(CoreTypeDef.Type type) {
    definitions.add(new CoreTypeDef(type, 0));
    return spaces.add(CoreSort.TYPE);
  }

  /** A function index. */
  public int lift(int coreFunction, List<CanonOption> options, int type) {
    definitions.add(new Canon.Lift(coreFunction, options, type, 0));
    return spaces.add(Sort.FUNC);
  }

  /** A core function index. */
  public int lower(int function, List<CanonOption> options) {
    return coreFunction(new Canon.Lower(function, options, 0));
  }

  /** A core function index. */
  public int resourceNew(int type) {
    return coreFunction(new Canon.ResourceNew(type, 0));
  }

  /** A core function index. */
  public int resourceDrop(int type) {
    return coreFunction(new Canon.ResourceDrop(type, 0));
  }

  /** A core function index. */
  public int resourceRep(int type) {
    return coreFunction(new Canon.ResourceRep(type, 0));
  }

  private int coreFunction(Canon canon) {
    definitions.add(canon);
    return spaces.add(CoreSort.FUNC);
  }

  @Override
  public int importItem(ExternName name, ExternDesc desc) {
    definitions.add(new ImportDef(name, desc, 0));
    return spaces.add(IndexSpaces.sort(desc));
  }

  public int export(ExternName name, Sort sort, int index) {
    return export(name, sort, index, null);
  }

  /**
   * The index of the exported thing in the space of {@code sort}.
   *
   * @param ascribed a supertype to export it under
   */
  public int export(ExternName name, Sort sort, int index, @Nullable ExternDesc ascribed) {
    definitions.add(new ExportDef(name, new SortIndex(sort, index), ascribed, 0));
    return spaces.add(sort);
  }

  public void custom(String name, ByteSlice bytes) {
    definitions.add(new CustomDef(name, bytes, 0));
  }
}
