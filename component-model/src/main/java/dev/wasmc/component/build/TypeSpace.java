package dev.wasmc.component.build;

import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;

/** Where definitions of types go. Every method adds a definition and gives its index. */
sealed interface TypeSpace permits ComponentBuilder, DeclaratorBuilder {
  int type(DefType type);

  int coreType(CoreTypeDef.Type type);

  int aliasExport(Sort sort, int instance, String name);

  /**
   * @param count how many scopes outwards
   */
  int aliasOuter(Sort sort, int count, int index);

  int importItem(ExternName name, ExternDesc desc);
}
