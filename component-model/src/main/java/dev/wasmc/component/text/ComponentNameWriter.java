package dev.wasmc.component.text;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Sort;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.wasm.BinaryWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of a component as the contents of its name section, Binary.md, "Name Section".
 */
final class ComponentNameWriter {
  private static final int CORE = 0;

  /** The order in which other tools write them. */
  private static final List<Sort.Plain> ORDER =
      List.of(
          Sort.Plain.FUNC,
          Sort.Plain.VALUE,
          Sort.Plain.TYPE,
          Sort.Plain.COMPONENT,
          Sort.Plain.INSTANCE);

  private ComponentNameWriter() {}

  /** Null where nothing has a name. */
  static @Nullable CustomDef section(@Nullable String component, Scope scope, int at) {
    BinaryWriter out = new BinaryWriter();
    if (component != null) {
      out.u8(ComponentNames.COMPONENT).sized(new BinaryWriter().name(component));
    }
    for (CoreSort sort : CoreSort.values()) {
      names(
          out,
          new BinaryWriter().u8(CORE).u8(sort.code()),
          scope.space(new Sort.Core(sort)).names());
    }
    for (Sort.Plain sort : ORDER) {
      names(out, new BinaryWriter().u8(sort.code()), scope.space(sort).names());
    }
    return out.size() == 0 ? null : new CustomDef(ComponentNames.SECTION, out.toSlice(), at);
  }

  private static void names(BinaryWriter out, BinaryWriter content, List<@Nullable String> names) {
    BinaryWriter map = new BinaryWriter();
    int count = 0;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name != null) {
        map.u32(i).name(name);
        count++;
      }
    }
    if (count > 0) {
      content.u32(count).bytes(map.toByteArray());
      out.u8(ComponentNames.SORTS).sized(content);
    }
  }
}
