package dev.wasmc.component.build;

import dev.wasmc.component.Alias;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Declarator;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;
import dev.wasmc.component.TypeDef;
import java.util.ArrayList;
import java.util.List;

/** The declarators of a component type or an instance type, with their indices. */
final class DeclaratorBuilder implements TypeSpace {
  private final List<Declarator> declarators = new ArrayList<>();
  private final IndexSpaces spaces = new IndexSpaces();

  List<Declarator> declarators() {
    return declarators;
  }

  @Override
  public int type(DefType type) {
    declarators.add(new Declarator.Type(new TypeDef(type, 0)));
    return spaces.add(Sort.TYPE);
  }

  @Override
  public int coreType(CoreTypeDef.Type type) {
    declarators.add(new Declarator.CoreType(new CoreTypeDef(type, 0)));
    return spaces.add(CoreSort.TYPE);
  }

  @Override
  public int aliasExport(Sort sort, int instance, String name) {
    declarators.add(new Declarator.AliasDecl(new Alias.InstanceExport(sort, instance, name, 0)));
    return spaces.add(sort);
  }

  @Override
  public int aliasOuter(Sort sort, int count, int index) {
    declarators.add(new Declarator.AliasDecl(new Alias.Outer(sort, count, index, 0)));
    return spaces.add(sort);
  }

  @Override
  public int importItem(ExternName name, ExternDesc desc) {
    declarators.add(new Declarator.ImportDecl(name, desc, 0));
    return spaces.add(IndexSpaces.sort(desc));
  }

  int export(ExternName name, ExternDesc desc) {
    declarators.add(new Declarator.ExportDecl(name, desc, 0));
    return spaces.add(IndexSpaces.sort(desc));
  }
}
