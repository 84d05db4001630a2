package dev.wasmc.component.names;

import dev.wasmc.component.Component;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.Sort;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The name section of a component. Names serve reports alone: a section that cannot be read ends
 * where it goes wrong and is no error.
 */
public final class ComponentNames {
  /** The custom section's name. */
  public static final String SECTION = "component-name";

  /** The number of the part with the component's own name. */
  public static final int COMPONENT = 0;

  /** The number of the parts with the names of one sort. */
  public static final int SORTS = 1;

  private static final int MAX_NAMES = 1_000_000;

  private Optional<String> component = Optional.empty();
  private final Map<Sort, Map<Integer, String>> names = new HashMap<>();

  private ComponentNames() {}

  public static ComponentNames of(Component component) {
    ComponentNames names = new ComponentNames();
    for (Definition definition : component.definitions()) {
      if (definition instanceof CustomDef(String name, ByteSlice bytes, int _)
          && name.equals(SECTION)) {
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
    return Optional.ofNullable(of(sort).get(index));
  }

  /** The names of one sort by index; an index need not exist. */
  public Map<Integer, String> of(Sort sort) {
    return names.getOrDefault(sort, Map.of());
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
    Map<Integer, String> named = names.computeIfAbsent(sort, s -> new LinkedHashMap<>());
    int count = in.count(MAX_NAMES, "names");
    for (int i = 0; i < count; i++) {
      int index = in.u32();
      named.put(index, in.name());
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

  /** Collects names for a section. */
  public static final class Builder {
    private final SequencedMap<Sort.Plain, SequencedMap<Integer, String>> names =
        new LinkedHashMap<>();

    private @Nullable String component;

    /** No names yet. */
    public Builder() {}

    /** The component's own name. */
    public Builder component(String name) {
      component = name;
      return this;
    }

    public void name(Sort sort, int index, String name) {
      if (sort instanceof Sort.Plain plain) {
        names.computeIfAbsent(plain, s -> new TreeMap<>()).put(index, name);
      } else {
        throw new IllegalArgumentException(sort.keyword());
      }
    }

    /** The section's content. */
    public ByteSlice encode() {
      BinaryWriter out = new BinaryWriter();
      if (component != null) {
        out.u8(COMPONENT).sized(new BinaryWriter().name(component));
      }
      names.forEach((sort, of) -> {
        BinaryWriter section = new BinaryWriter().u8(sort.code()).u32(of.size());
        of.forEach((index, name) -> section.u32(index).name(name));
        out.u8(SORTS).sized(section);
      });
      return out.toSlice();
    }
  }
}
