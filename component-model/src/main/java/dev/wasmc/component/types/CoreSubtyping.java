package dev.wasmc.component.types;

import dev.wasmc.component.types.Mismatch.Difference;
import dev.wasmc.component.types.Mismatch.Step;
import dev.wasmc.wasm.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a core thing can be linked where another is asked for ("import subtyping", core
 * specification 3.3).
 */
public final class CoreSubtyping {
  private CoreSubtyping() {}

  /** Empty where {@code found} fits. */
  public static Optional<Mismatch> check(CoreExternType found, CoreExternType expected) {
    return Optional.ofNullable(mismatch(found, expected));
  }

  static @Nullable Mismatch mismatch(CoreExternType found, CoreExternType expected) {
    boolean fits =
        switch (expected) {
          case CoreExternType.Table(var table) ->
              found instanceof CoreExternType.Table(var other)
                  && other.element().equals(table.element())
                  && fits(other.limits(), table.limits());
          case CoreExternType.Memory(var memory) ->
              found instanceof CoreExternType.Memory(var other)
                  && fits(other.limits(), memory.limits());
          case CoreExternType.Func func -> func.equals(found);
          case CoreExternType.Global global -> global.equals(found);
          case CoreExternType.Tag tag -> tag.equals(found);
        };
    return fits ? null : Mismatch.of(new Difference.Core(expected, found));
  }

  static @Nullable Mismatch mismatch(ModuleType found, ModuleType expected) {
    Map<String, Map<String, CoreExternType>> imports = new HashMap<>();
    for (ModuleType.CoreImport each : expected.imports()) {
      imports.computeIfAbsent(each.module(), m -> new HashMap<>()).put(each.name(), each.type());
    }
    for (ModuleType.CoreImport needed : found.imports()) {
      Step step = new Step.CoreImport(needed.module(), needed.name());
      CoreExternType given = imports.getOrDefault(needed.module(), Map.of()).get(needed.name());
      if (given == null) {
        return Mismatch.of(new Difference.NotSupplied(step));
      }
      Mismatch mismatch = mismatch(given, needed.type());
      if (mismatch != null) {
        return mismatch.in(step);
      }
    }
    for (Map.Entry<String, CoreExternType> wanted : expected.exports().entrySet()) {
      Step step = new Step.Export(wanted.getKey());
      CoreExternType export = found.exports().get(wanted.getKey());
      if (export == null) {
        return Mismatch.of(new Difference.Missing(step));
      }
      Mismatch mismatch = mismatch(export, wanted.getValue());
      if (mismatch != null) {
        return mismatch.in(step);
      }
    }
    return null;
  }

  private static boolean fits(Limits found, Limits expected) {
    Long max = expected.max();
    Long foundMax = found.max();
    return found.shared() == expected.shared()
        && found.is64() == expected.is64()
        && Long.compareUnsigned(found.min(), expected.min()) >= 0
        && (max == null || (foundMax != null && Long.compareUnsigned(foundMax, max) <= 0));
  }
}
