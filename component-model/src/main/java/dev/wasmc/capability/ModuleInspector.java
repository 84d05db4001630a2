package dev.wasmc.capability;

import dev.wasmc.capability.Inspection.CoreExtern;
import dev.wasmc.capability.Inspection.CoreModuleInfo;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at core modules. */
final class ModuleInspector {
  private ModuleInspector() {}

  static Inspection.OfModule inspect(String name, ByteSlice bytes) {
    CoreModule module = ModuleDecoder.decode(name, bytes);
    List<Feature> unsupported = unsupported(name, module);
    return new Inspection.OfModule(
        name,
        info(0, module),
        module.imports().stream()
            .map(i -> new CoreExtern(i.module() + "." + i.name(), i.desc().kind().keyword()))
            .toList(),
        module.exports().stream().map(e -> new CoreExtern(e.name(), e.kind().keyword())).toList(),
        unsupported);
  }

  /** One feature turns up at a time: the first that is missing ends validation. */
  private static List<Feature> unsupported(String name, CoreModule module) {
    List<Feature> unsupported = new ArrayList<>();
    Features features = Features.SUPPORTED;
    while (true) {
      try {
        ModuleValidator.check(name, module, features);
        return unsupported;
      } catch (DiagnosticException e) {
        if (e.first().problem() instanceof WasmProblem.Unsupported(Feature feature, _)) {
          if (features.has(feature)) {
            return unsupported;
          }
          unsupported.add(feature);
          features = features.with(feature);
        } else {
          throw e;
        }
      }
    }
  }

  static CoreModuleInfo info(int index, CoreModule module) {
    ByteSlice source = module.source();
    int data = 0;
    for (Data each : module.datas()) {
      data += each.bytes().length();
    }
    return new CoreModuleInfo(
        index,
        Optional.ofNullable(ModuleNames.of(module).module()),
        source == null ? OptionalInt.empty() : OptionalInt.of(source.length()),
        module.bodies().size(),
        module.imports().size(),
        module.exports().size(),
        module.memories().size(),
        module.tables().size(),
        data);
  }
}
