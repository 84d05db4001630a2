package dev.wasmc.capability;

import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a file is, and what it wants from the world. */
public sealed interface Inspection {
  /** As the user calls the file. */
  String name();

  /**
   * A valid component.
   *
   * @param bytes the size of the file
   * @param imports by capability, in the order of {@link Capability}
   * @param parts the component itself, then all components inside it, each before what is inside of
   *     it
   * @param complete false where following all instantiations would have taken too long, so that
   *     parts may want more than is said
   * @param bridge present for a bridge of ours
   * @param fates present for a composition of ours
   */
  record OfComponent(
      String name,
      int bytes,
      List<ImportGroup> imports,
      List<Extern> exports,
      List<Part> parts,
      boolean complete,
      Optional<BridgeRecord> bridge,
      Optional<FateRecord> fates)
      implements Inspection {
    public OfComponent {
      imports = List.copyOf(imports);
      exports = List.copyOf(exports);
      parts = List.copyOf(parts);
    }
  }

  /**
   * A core module.
   *
   * @param unsupported the features that it uses and that are not supported; it is valid as a whole
   *     only where there are none
   */
  record OfModule(
      String name,
      CoreModuleInfo module,
      List<CoreExtern> imports,
      List<CoreExtern> exports,
      List<Feature> unsupported)
      implements Inspection {
    public OfModule {
      imports = List.copyOf(imports);
      exports = List.copyOf(exports);
      unsupported = List.copyOf(unsupported);
    }
  }

  /**
   * The imports that stand for one capability. An interface that stands for several is in several
   * groups.
   */
  record ImportGroup(Capability capability, List<Extern> imports) {
    public ImportGroup {
      imports = List.copyOf(imports);
    }
  }

  /**
   * An import or an export.
   *
   * @param sort such as {@code instance} or {@code func}
   * @param signature of a function; else empty
   * @param functions those in an instance
   */
  record Extern(String name, String sort, Optional<String> signature, List<String> functions) {
    public Extern {
      functions = List.copyOf(functions);
    }
  }

  /**
   * A component: the inspected one, or one inside it.
   *
   * @param depth 0 for the inspected one
   * @param index among its neighbours; 0 for the inspected one
   * @param label its name, or else its place, such as {@code component 2}
   * @param named whether the label is a name
   * @param bytes its size; empty where that is not known
   * @param exports their names
   * @param wants the imports of the inspected component that reach it
   * @param supplied its imports that another component answers
   */
  record Part(
      int depth,
      int index,
      String label,
      boolean named,
      OptionalInt bytes,
      List<CoreModuleInfo> modules,
      List<String> exports,
      List<Want> wants,
      List<Supply> supplied) {
    public Part {
      modules = List.copyOf(modules);
      exports = List.copyOf(exports);
      wants = List.copyOf(wants);
      supplied = List.copyOf(supplied);
    }
  }

  /**
   * An import of the inspected component that reaches a part.
   *
   * @param capabilities what it stands for, for this part
   * @param functions those that the part's own core modules are given
   */
  record Want(String imported, List<Capability> capabilities, List<String> functions) {
    public Want {
      capabilities = List.copyOf(capabilities);
      functions = List.copyOf(functions);
    }
  }

  /**
   * An import of a part that another part answers.
   *
   * @param by labels of parts
   */
  record Supply(String imported, List<String> by) {
    public Supply {
      by = List.copyOf(by);
    }
  }

  /**
   * A core module.
   *
   * @param name from its name section
   * @param bytes empty where the size is not known
   * @param functions with a body
   */
  record CoreModuleInfo(
      int index,
      Optional<String> name,
      OptionalInt bytes,
      int functions,
      int imports,
      int exports,
      int memories,
      int tables,
      int dataBytes) {}

  /**
   * An import or export of a core module.
   *
   * @param name {@code module.name} for an import
   */
  record CoreExtern(String name, String kind) {}

  /**
   * Reads and validates a file.
   *
   * @throws DiagnosticException for everything that is no valid component or module
   */
  static Inspection of(String name, ByteSlice bytes) {
    return switch (FileKind.sniff(name, bytes)) {
      case COMPONENT -> of(GuestComponent.load(name, bytes));
      case CORE_MODULE -> ModuleInspector.inspect(name, bytes);
    };
  }

  /**
   * The checks of {@link #of(String, ByteSlice)} alone, and no feature that is not supported.
   *
   * @throws DiagnosticException for everything that is no valid component or module
   */
  static FileKind validate(String name, ByteSlice bytes) {
    FileKind kind = FileKind.sniff(name, bytes);
    switch (kind) {
      case COMPONENT -> GuestComponent.load(name, bytes);
      case CORE_MODULE ->
          ModuleValidator.check(name, ModuleDecoder.decode(name, bytes), Features.SUPPORTED);
    }
    return kind;
  }

  static OfComponent of(GuestComponent guest) {
    return ComponentInspector.inspect(guest);
  }
}
