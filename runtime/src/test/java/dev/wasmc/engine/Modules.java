package dev.wasmc.engine;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.text.WatParser;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.List;

/** Modules from text, for tests. */
final class Modules {
  private Modules() {}

  static CompiledModule compile(String text, EngineOptions options) {
    return CompiledModule.compile(
        ModuleValidator.validate(
            "test", WatParser.parseModule(new SourceFile("test", text)), Features.ALL),
        options);
  }

  static Instance instantiate(String text, Store store, EngineOptions options, Extern... imports) {
    return compile(text, options).instantiate(store, List.of(imports));
  }

  static Instance instantiate(String text, Extern... imports) {
    return instantiate(text, new Store(), EngineOptions.DEFAULT, imports);
  }
}
