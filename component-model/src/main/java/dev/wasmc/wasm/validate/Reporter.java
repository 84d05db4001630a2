package dev.wasmc.wasm.validate;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Problem;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.binary.Limit;
import dev.wasmc.wasm.binary.ModuleDecoder;
import java.util.Locale;

/** Makes the errors of one module. Offsets are known only where the module was decoded. */
final class Reporter {
  private final String file;
  private final CoreModule module;
  private final Features features;
  private int instruction = -1;

  Reporter(String file, CoreModule module, Features features) {
    this.file = file;
    this.module = module;
    this.features = features;
  }

  String file() {
    return file;
  }

  Features features() {
    return features;
  }

  /**
   * What is reported from now on is found at an instruction.
   *
   * @param offset in the array that the instructions are read from
   */
  void atInstruction(int offset) {
    instruction = offset;
  }

  /** What is reported from now on is found at the item that it is about. */
  void atItems() {
    instruction = -1;
  }

  /** To be thrown, about an item of a section. */
  DiagnosticException invalid(InvalidReason reason, SectionId section, int index, String detail) {
    return DiagnosticException.error(
        new ModuleProblem.Invalid(reason, item(section, index) + ": " + detail),
        place(section, index));
  }

  /** To be thrown, about an instruction. */
  DiagnosticException error(Problem problem, int offset) {
    return DiagnosticException.error(
        problem,
        module.source() == null ? new Place.InInput(file) : new Place.InBytes(file, offset));
  }

  void require(Feature feature, SectionId section, int index, String what) {
    if (!features.has(feature)) {
      throw DiagnosticException.error(
          new WasmProblem.Unsupported(feature, what), place(section, index));
    }
  }

  DiagnosticException overLimit(Limit limit, long count, SectionId section, int index) {
    return DiagnosticException.error(limit.exceededBy(count), place(section, index));
  }

  private Place place(SectionId section, int index) {
    ByteSlice source = module.source();
    if (source != null && instruction >= 0) {
      return new Place.InBytes(file, instruction);
    }
    return source == null
        ? new Place.InInput(file)
        : new Place.InBytes(file, ModuleDecoder.offsetOf(source, section, index));
  }

  /** As users count: functions and the like by their place in the index space, imports included. */
  private String item(SectionId section, int index) {
    return switch (section) {
      case CODE, FUNCTION -> "function " + (imported(section) + index);
      case TABLE, MEMORY, GLOBAL, TAG ->
          section.name().toLowerCase(Locale.ROOT) + " " + (imported(section) + index);
      case START -> "start";
      case ELEMENT, DATA -> section.name().toLowerCase(Locale.ROOT) + " segment " + index;
      case IMPORT -> "import " + index;
      case EXPORT -> "export " + index;
      case TYPE -> "type group " + index;
      case CUSTOM, DATA_COUNT -> section.name().toLowerCase(Locale.ROOT);
    };
  }

  private long imported(SectionId section) {
    String kind =
        section == SectionId.CODE || section == SectionId.FUNCTION ? "FUNC" : section.name();
    return module.imports().stream().filter(i -> i.desc().kind().name().equals(kind)).count();
  }
}
