package dev.wasmc.component.binary;

import dev.wasmc.component.Component;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.WasmProblem.Reason;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wasm.binary.ModuleDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a component. Components of any gated feature are read, except the values of a value
 * section.
 */
public final class ComponentDecoder {
  /** A component that is being read; nested ones wait for each other on a stack of these. */
  private record Frame(BinaryReader in, ByteSlice source, List<Definition> definitions) {}

  private final String file;
  private final Deque<Frame> frames = new ArrayDeque<>();

  private ComponentDecoder(String file) {
    this.file = file;
  }

  /**
   * @param file the name for messages
   * @param bytes a whole component; it may stand inside a larger file, offsets in messages are
   *     positions in the array
   * @throws DiagnosticException with a {@link WasmProblem} where the bytes are no component, or
   *     with a {@link ComponentProblem}
   */
  public static Component decode(String file, ByteSlice bytes) {
    return new ComponentDecoder(file).component(bytes);
  }

  private Component component(ByteSlice bytes) {
    enter(bytes);
    while (true) {
      Frame frame = frames.getLast();
      if (frame.in.hasNext()) {
        section(frame);
        continue;
      }
      frames.removeLast();
      Component component = new Component(frame.definitions, frame.source);
      if (frames.isEmpty()) {
        return component;
      }
      frames.getLast().definitions.add(new NestedComponent(component, frame.source.start()));
    }
  }

  private void enter(ByteSlice bytes) {
    if (frames.size() >= ComponentLimit.NESTING.max()) {
      throw DiagnosticException.error(
          new WasmProblem.OverLimit(
              "the number of " + ComponentLimit.NESTING.plural(), ComponentLimit.NESTING.max()),
          new Place.InBytes(file, bytes.start()));
    }
    FileKind.expect(FileKind.COMPONENT, file, bytes);
    BinaryReader in = new BinaryReader(file, bytes);
    in.bytes(FileKind.HEADER_SIZE);
    frames.addLast(new Frame(in, bytes, new ArrayList<>()));
  }

  private void section(Frame frame) {
    int at = frame.in.position();
    int code = frame.in.u8();
    ComponentSectionId id = ComponentSectionId.ofCode(code);
    if (id == null) {
      throw frame.in.malformed(
          Reason.UNKNOWN_SECTION,
          at,
          "0x" + Integer.toHexString(code) + " is no section of a component");
    }
    ByteSlice content = frame.in.sized("a section");
    BinaryReader in = new BinaryReader(file, content);
    List<Definition> to = frame.definitions;
    switch (id) {
      case CUSTOM -> {
        String name = in.name();
        to.add(new CustomDef(name, in.bytes(in.remaining()), content.start()));
      }
      case CORE_MODULE -> {
        to.add(new CoreModuleDef(ModuleDecoder.decode(file, content), content.start()));
        return;
      }
      case COMPONENT -> {
        enter(content);
        return;
      }
      case CORE_INSTANCE -> items(id, in, to, DefinitionReader::coreInstance);
      case CORE_TYPE -> items(id, in, to, r -> TypeReader.coreType(r, 0));
      case INSTANCE -> items(id, in, to, DefinitionReader::instance);
      case ALIAS -> items(id, in, to, DefinitionReader::alias);
      case TYPE -> items(id, in, to, r -> TypeReader.type(r, 0));
      case CANON -> items(id, in, to, DefinitionReader::canon);
      case START -> to.add(DefinitionReader.start(in));
      case IMPORT -> items(id, in, to, DefinitionReader::importDef);
      case EXPORT -> items(id, in, to, DefinitionReader::exportDef);
      case VALUE ->
          throw DiagnosticException.error(
              new ComponentProblem.Unsupported(ComponentFeature.VALUES, "a value section"),
              new Place.InBytes(file, at));
    }
    if (in.hasNext()) {
      throw in.malformed(
          Reason.SECTION_SIZE,
          in.position(),
          "the section of " + id.plural() + " has " + in.remaining() + " bytes too many");
    }
  }

  private static void items(
      ComponentSectionId id,
      BinaryReader in,
      List<Definition> to,
      Function<BinaryReader, ? extends Definition> item) {
    int count = in.count(ComponentLimit.DEFINITIONS.max(), id.plural());
    for (int i = 0; i < count; i++) {
      to.add(item.apply(in));
    }
  }
}
