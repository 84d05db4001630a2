package dev.wasmc.bindings;

import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.WitPrinter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The WIT of a component: a package {@code root:component} with a world {@code root}, and as much
 * of the packages of its interfaces as it knows.
 */
public final class ComponentToWit {
  /**
   * @param main the package {@code root:component}
   * @param leftOut the names of imports and exports that WIT has no words for, such as core modules
   */
  public record Extracted(Resolve resolve, PackageId main, List<String> leftOut) {
    public Extracted {
      leftOut = List.copyOf(leftOut);
    }

    /** The package with all it needs, as one text without documentation. */
    public String text() {
      return WitPrinter.print(resolve, main, resolve.dependencies(main), false);
    }
  }

  private static final PackageName ROOT = new PackageName("root", "component", null);

  private ComponentToWit() {}

  public static Extracted extract(ValidatedComponent component) {
    Map<String, ExternName> imports = new HashMap<>();
    Map<String, ExternName> exports = new HashMap<>();
    for (Definition definition : component.component().definitions()) {
      switch (definition) {
        case ImportDef(var name, _, _) -> imports.put(name.name(), name);
        case ExportDef(var name, _, _, _) -> exports.put(name.name(), name);
        default -> {}
      }
    }
    TypesToWit reader = new TypesToWit(false);
    InterfaceDrafts drafts = reader.interfaces();
    InterfaceDrafts.DraftWorld world = drafts.world(ROOT, "root");
    reader.world(
        world.id(),
        ExternNames.of(imports, exports),
        component.type(),
        world.imports(),
        world.exports());
    Resolve resolve = drafts.finish(ROOT, reader.types());
    return new Extracted(resolve, resolve.findPackage(ROOT).orElseThrow(), reader.leftOut());
  }
}
