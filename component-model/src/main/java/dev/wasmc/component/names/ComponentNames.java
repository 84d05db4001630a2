package dev.wasmc.component.names;

import dev.wasmc.component.Component;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.Sort;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.ByteSlice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name section of a component. Names serve reports alone: a section that cannot be read ends where it goes wrong and is no error.
 */
public final class ComponentNames {
  /** The custom section's name. */
  public static final String SECTION = "component-name";

  private static final int COMPONENT = 0;
  private static final int SORTS = 1;
  private static final int MAX_NAMES = 1_000_000;

  private record Key(Sort sort, int index) {}

  private Optional<String> component = Optional.empty();
  private final Map<Key, String> names = new HashMap<>();

  private ComponentNames() {}

  public static ComponentNames of(Component component) {
    ComponentNames names = new ComponentNames();
    for (Definition definition : component.definitions()) {
      if (definition instanceof CustomDef(String name, ByteSlice bytes, int _) && name.equals(SECTION)) {
        names.read(bytes);
      }
    }
    return names;
  }

  /** The component's own name. */
  public Optional<String> component() {
    return component;
  }

  /** The name of what stands at an index. */
  public Optional<String> of(Sort sort, int index) {
    return Optional.ofNullable(names.get(new Key(sort, index)));
  }

  private void read(ByteSlice bytes) {
    BinaryReader in = new BinaryReader(SECTION, bytes);
    try {
      while (in.hasNext()) {
        int id = in.u8();
        BinaryReader section = new BinaryReader(SECTION, in.sized("a subsection"));
        if (id == COMPONENT) {
          component = Optional.of(section.name());
        } else if (id == SORTS) {
          readSort(section);
        }
      }
    } catch (DiagnosticException ignoredByTheStandard) {
      return;
    }
  }

  private void readSort(BinaryReader in) {
    Sort sort = sort(in);
    if (sort == null) {
      return;
    }
    int count = in.count(MAX_NAMES, "names");
    for (int i = 0; i < count; i++) {
      int index = in.u32();
      names.put(new Key(sort, index), in.name());
    }
  }

  private static @Nullable Sort sort(BinaryReader in) {
    int code = in.u8();
    if (code == 0) {
      CoreSort core = CoreSort.ofCode(in.u8());
      return core == null ? null : new Sort.Core(core);
    }
    return Sort.Plain.ofCode(code);
  }
}
