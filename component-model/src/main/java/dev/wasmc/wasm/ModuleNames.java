package dev.wasmc.wasm;

import dev.wasmc.source.DiagnosticException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a module's custom section {@code name} gives, core specification 7.4.1. They are
 * for messages alone: where the section is malformed, what stands in front of the fault is kept and
 * the rest is ignored, as the specification asks for.
 *
 * @param module null where it has none
 * @param functions by index, imports included; an index need not exist
 * @param locals by function index, then by local index
 */
public record ModuleNames(
    @Nullable String module,
    Map<Integer, String> functions,
    Map<Integer, Map<Integer, String>> locals) {
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

  /** Null where it has none. */
  public @Nullable String function(int index) {
    return functions.get(index);
  }

  /** Null where it has none. */
  public @Nullable String local(int function, int index) {
    return locals.getOrDefault(function, Map.of()).get(index);
  }

  private static ModuleNames read(ByteSlice bytes) {
    String module = null;
    Map<Integer, String> functions = new LinkedHashMap<>();
    Map<Integer, Map<Integer, String>> locals = new LinkedHashMap<>();
    BinaryReader in = new BinaryReader(SECTION, bytes);
    try {
      while (in.hasNext()) {
        int id = in.u8();
        BinaryReader content = new BinaryReader(SECTION, in.sized("a subsection"));
        if (id == NameSubsection.MODULE.code()) {
          module = content.name();
        } else if (id == NameSubsection.FUNCTION.code()) {
          map(content, functions);
        } else if (id == NameSubsection.LOCAL.code()) {
          int count = content.count(content.remaining(), "functions");
          for (int i = 0; i < count; i++) {
            map(content, locals.computeIfAbsent(content.u32(), function -> new LinkedHashMap<>()));
          }
        }
      }
    } catch (DiagnosticException malformed) {
      return new ModuleNames(module, functions, locals);
    }
    return new ModuleNames(module, functions, locals);
  }

  private static void map(BinaryReader in, Map<Integer, String> names) {
    int count = in.count(in.remaining(), "names");
    for (int i = 0; i < count; i++) {
      int index = in.u32();
      names.putIfAbsent(index, in.name());
    }
  }
}
