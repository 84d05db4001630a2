package dev.wasmc.component.types;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The type of a core module. */
public record ModuleType(List<CoreImport> imports, SequencedMap<String, CoreExternType> exports)
    implements EntityType {
  public record CoreImport(String module, String name, CoreExternType type) {}

  public ModuleType {
    imports = List.copyOf(imports);
    exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
  }
}
