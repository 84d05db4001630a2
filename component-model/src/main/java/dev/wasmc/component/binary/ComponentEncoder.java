package dev.wasmc.component.binary;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreModuleDef;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.StartDef;
import dev.wasmc.component.TypeDef;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wasm.binary.ModuleEncoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a component in canonical form: consecutive definitions of a kind share a section, numbers
 * take their shortest form. Modules and nested components that were decoded from bytes are copied.
 */
public final class ComponentEncoder {
  /** A component that is being written; nested ones are finished first. */
  private static final class Frame {
    final Iterator<Definition> rest;
    final BinaryWriter out = new BinaryWriter();
    @Nullable ComponentSectionId section;
    BinaryWriter content = new BinaryWriter();
    int count;

    Frame(Component component) {
      rest = component.definitions().iterator();
      out.fixed64(FileKind.COMPONENT.header());
    }

    BinaryWriter item(ComponentSectionId id) {
      if (section != id) {
        flush();
        section = id;
      }
      count++;
      return content;
    }

    void flush() {
      if (section != null) {
        BinaryWriter whole = new BinaryWriter().u32(count).bytes(content.toSlice());
        out.u8(section.code()).sized(whole);
      }
      section = null;
      content = new BinaryWriter();
      count = 0;
    }

    void whole(ComponentSectionId id, ByteSlice bytes) {
      flush();
      out.u8(id.code()).sized(bytes);
    }
  }

  private ComponentEncoder() {}

  /**
   * The component's own {@link Component#source()} is not looked at, only those of what is inside.
   */
  public static byte[] encode(Component component) {
    Deque<Frame> frames = new ArrayDeque<>();
    frames.addLast(new Frame(component));
    while (true) {
      Frame frame = frames.getLast();
      if (frame.rest.hasNext()) {
        Definition next = frame.rest.next();
        if (next instanceof NestedComponent(Component nested, int at) && nested.source() == null) {
          frames.addLast(new Frame(nested));
        } else {
          write(frame, next);
        }
        continue;
      }
      frame.flush();
      frames.removeLast();
      if (frames.isEmpty()) {
        return frame.out.toByteArray();
      }
      frames.getLast().whole(ComponentSectionId.COMPONENT, frame.out.toSlice());
    }
  }

  /** The bytes that the component was decoded from, where it was; else as {@link #encode}. */
  public static ByteSlice encodeOrCopy(Component component) {
    ByteSlice source = component.source();
    return source != null ? source : ByteSlice.of(encode(component));
  }

  private static void write(Frame frame, Definition definition) {
    switch (definition) {
      case CustomDef custom ->
          frame.whole(
              ComponentSectionId.CUSTOM,
              new BinaryWriter().name(custom.name()).bytes(custom.bytes()).toSlice());
      case CoreModuleDef module ->
          frame.whole(ComponentSectionId.CORE_MODULE, ModuleEncoder.encodeOrCopy(module.module()));
      case NestedComponent nested ->
          frame.whole(ComponentSectionId.COMPONENT, encodeOrCopy(nested.component()));
      case StartDef start -> {
        BinaryWriter content = new BinaryWriter();
        DefinitionWriter.write(content, start);
        frame.whole(ComponentSectionId.START, content.toSlice());
      }
      case CoreInstanceDef instance ->
          DefinitionWriter.write(frame.item(ComponentSectionId.CORE_INSTANCE), instance);
      case CoreTypeDef type -> TypeWriter.write(frame.item(ComponentSectionId.CORE_TYPE), type);
      case InstanceDef instance ->
          DefinitionWriter.write(frame.item(ComponentSectionId.INSTANCE), instance);
      case Alias alias -> DefinitionWriter.write(frame.item(ComponentSectionId.ALIAS), alias);
      case TypeDef type -> TypeWriter.write(frame.item(ComponentSectionId.TYPE), type.type());
      case Canon canon -> DefinitionWriter.write(frame.item(ComponentSectionId.CANON), canon);
      case ImportDef imported ->
          DefinitionWriter.write(frame.item(ComponentSectionId.IMPORT), imported);
      case ExportDef export ->
          DefinitionWriter.write(frame.item(ComponentSectionId.EXPORT), export);
    }
  }
}
