package dev.wasmc.wasm;

import dev.wasmc.source.DiagnosticException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The names that a module's custom section {@code name} gives, core specification 7.4.1. They are
 * for messages alone: where the section is malformed, what stands in front of the fault is kept and
 * the rest is ignored, as the specification asks for.
 *
 * @param module null where it has none
 * @param direct names by index, for each part that has them; an index need not exist
 * @param indirect names by two indices: of locals and labels in functions, of fields in types
 */
public record ModuleNames(
    @Nullable String module,
    Map<NameSubsection, Map<Integer, String>> direct,
    Map<NameSubsection, Map<Integer, Map<Integer, String>>> indirect) {
  /** The name of the custom section. */
  public static final String SECTION = "name";

  private static final ModuleNames NONE = new ModuleNames(null, Map.of(), Map.of());

  /** Reads the first section of that name. */
  public static ModuleNames of(CoreModule module) {
    for (CustomSection custom : module.customs()) {
      if (custom.name().equals(SECTION)) {
        return read(custom.bytes());
      }
    }
    return NONE;
  }

  /** The names of one part by index; empty where there are none. */
  public Map<Integer, String> of(NameSubsection part) {
    return direct.getOrDefault(part, Map.of());
  }

  /** The names of one part inside the thing of this index; empty where there are none. */
  public Map<Integer, String> of(NameSubsection part, int index) {
    return indirect.getOrDefault(part, Map.of()).getOrDefault(index, Map.of());
  }

  /** The names of functions by index, imports included. */
  public Map<Integer, String> functions() {
    return of(NameSubsection.FUNCTION);
  }

  /** The names of locals by function index, then by local index. */
  public Map<Integer, Map<Integer, String>> locals() {
    return indirect.getOrDefault(NameSubsection.LOCAL, Map.of());
  }

  /** Null where it has none. */
  public @Nullable String function(int index) {
    return functions().get(index);
  }

  /** Null where it has none. */
  public @Nullable String local(int function, int index) {
    return of(NameSubsection.LOCAL, function).get(index);
  }

  /** The content of such a section, by rising indices; empty where nothing has a name. */
  public ByteSlice section() {
    BinaryWriter out = new BinaryWriter();
    for (NameSubsection part : NameSubsection.values()) {
      BinaryWriter content =
          switch (part) {
            case MODULE -> module == null ? null : new BinaryWriter().name(module);
            case LOCAL, LABEL, FIELD -> content(indirect.get(part), ModuleNames::write);
            case FUNCTION, TYPE, TABLE, MEMORY, GLOBAL, ELEMENT, DATA, TAG ->
                content(direct.get(part), BinaryWriter::name);
          };
      if (content != null) {
        out.u8(part.code()).sized(content);
      }
    }
    return out.toSlice();
  }

  private static <T> @Nullable BinaryWriter content(
      @Nullable Map<Integer, T> names, BiConsumer<BinaryWriter, T> writer) {
    return names == null || names.isEmpty() ? null : write(names, writer);
  }

  private static void write(BinaryWriter out, Map<Integer, String> names) {
    out.bytes(write(names, BinaryWriter::name).toByteArray());
  }

  private static <T> BinaryWriter write(Map<Integer, T> names, BiConsumer<BinaryWriter, T> writer) {
    BinaryWriter out = new BinaryWriter().u32(names.size());
    new TreeMap<>(names)
        .forEach((index, name) -> {
          out.u32(index);
          writer.accept(out, name);
        });
    return out;
  }

  private static ModuleNames read(ByteSlice bytes) {
    String module = null;
    Map<NameSubsection, Map<Integer, String>> direct = new EnumMap<>(NameSubsection.class);
    Map<NameSubsection, Map<Integer, Map<Integer, String>>> indirect =
        new EnumMap<>(NameSubsection.class);
    BinaryReader in = new BinaryReader(SECTION, bytes);
    try {
      while (in.hasNext()) {
        NameSubsection part = NameSubsection.ofCode(in.u8());
        BinaryReader content = new BinaryReader(SECTION, in.sized("a subsection"));
        switch (part) {
          case null -> {}
          case MODULE -> module = content.name();
          case LOCAL, LABEL, FIELD -> {
            Map<Integer, Map<Integer, String>> maps =
                indirect.computeIfAbsent(part, p -> new LinkedHashMap<>());
            int count = content.count(content.remaining(), "names");
            for (int i = 0; i < count; i++) {
              map(content, maps.computeIfAbsent(content.u32(), function -> new LinkedHashMap<>()));
            }
          }
          case FUNCTION, TYPE, TABLE, MEMORY, GLOBAL, ELEMENT, DATA, TAG ->
              map(content, direct.computeIfAbsent(part, p -> new LinkedHashMap<>()));
        }
      }
    } catch (DiagnosticException malformed) {
      return new ModuleNames(module, direct, indirect);
    }
    return new ModuleNames(module, direct, indirect);
  }

  private static void map(BinaryReader in, Map<Integer, String> names) {
    int count = in.count(in.remaining(), "names");
    for (int i = 0; i < count; i++) {
      int index = in.u32();
      names.putIfAbsent(index, in.name());
    }
  }
}
