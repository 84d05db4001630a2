package dev.wasmc.wasm.binary;

import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.CustomSection;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Element;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.GlobalDef;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.TableDef;
import dev.wasmc.wasm.TypeCodes;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a core module in canonical form: what has a default is left out, and so are empty
 * sections.
 */
public final class ModuleEncoder {
  private final CoreModule module;
  private final BinaryWriter out = new BinaryWriter();

  private ModuleEncoder(CoreModule module) {
    this.module = module;
  }

  /** {@link CoreModule#source()} is not looked at. */
  public static byte[] encode(CoreModule module) {
    return new ModuleEncoder(module).module().toByteArray();
  }

  /** The bytes that the module was decoded from, where it was; else as {@link #encode}. */
  public static ByteSlice encodeOrCopy(CoreModule module) {
    ByteSlice source = module.source();
    return source != null ? source : ByteSlice.of(encode(module));
  }

  private BinaryWriter module() {
    out.fixed64(FileKind.CORE_MODULE.header());
    for (SectionId id : SectionId.values()) {
      section(id);
      for (CustomSection custom : module.customs()) {
        if (custom.after() == id) {
          out.u8(SectionId.CUSTOM.code())
              .sized(new BinaryWriter().name(custom.name()).bytes(custom.bytes()));
        }
      }
    }
    return out;
  }

  private void section(SectionId id) {
    switch (id) {
      case CUSTOM -> {}
      case TYPE -> items(id, module.types(), TypeSection::write);
      case IMPORT -> items(id, module.imports(), ModuleEncoder::write);
      case FUNCTION -> items(id, module.functions(), BinaryWriter::u32);
      case TABLE -> items(id, module.tables(), ModuleEncoder::write);
      case MEMORY -> items(id, module.memories(), TypeSection::write);
      case TAG -> items(id, module.tags(), TypeSection::writeTag);
      case GLOBAL -> items(id, module.globals(), ModuleEncoder::write);
      case EXPORT -> items(id, module.exports(), ModuleEncoder::write);
      case START -> number(id, module.start());
      case ELEMENT -> items(id, module.elements(), ModuleEncoder::write);
      case DATA_COUNT -> number(id, module.dataCount());
      case CODE -> items(id, module.bodies(), ModuleEncoder::write);
      case DATA -> items(id, module.datas(), ModuleEncoder::write);
    }
  }

  private void number(SectionId id, @Nullable Integer number) {
    if (number != null) {
      out.u8(id.code()).sized(new BinaryWriter().u32(number));
    }
  }

  private <T> void items(SectionId id, List<T> items, BiConsumer<BinaryWriter, T> item) {
    if (items.isEmpty()) {
      return;
    }
    BinaryWriter section = new BinaryWriter().u32(items.size());
    for (T each : items) {
      item.accept(section, each);
    }
    out.u8(id.code()).sized(section);
  }

  private static void write(BinaryWriter out, Import item) {
    out.name(item.module()).name(item.name());
    TypeSection.write(out, item.desc());
  }

  private static void write(BinaryWriter out, TableDef table) {
    ConstExpr init = table.init();
    if (init != null) {
      out.u8(TypeSection.TABLE_WITH_INIT).u8(0);
    }
    TypeSection.write(out, table.type());
    if (init != null) {
      out.bytes(init.instructions());
    }
  }

  private static void write(BinaryWriter out, GlobalDef global) {
    TypeSection.write(out, global.type());
    out.bytes(global.init().instructions());
  }

  private static void write(BinaryWriter out, Export export) {
    out.name(export.name()).u8(export.kind().code()).u32(export.index());
  }

  /** Bit 0: not active; bit 1: a table index or declarative; bit 2: expressions. */
  private static void write(BinaryWriter out, Element element) {
    boolean expressions = element.items() instanceof Element.Expressions;
    int flags = expressions ? 4 : 0;
    boolean typed;
    switch (element.mode()) {
      case SegmentMode.Passive.PASSIVE -> {
        flags |= 1;
        typed = true;
      }
      case SegmentMode.Declarative.DECLARATIVE -> {
        flags |= 3;
        typed = true;
      }
      case SegmentMode.Active(int table, ConstExpr offset) -> {
        typed = table != 0 || (expressions && !element.type().equals(RefType.FUNCREF));
        flags |= typed ? 2 : 0;
      }
    }
    out.u32(flags);
    if (element.mode() instanceof SegmentMode.Active(int table, ConstExpr offset)) {
      if (typed) {
        out.u32(table);
      }
      out.bytes(offset.instructions());
    }
    if (typed && expressions) {
      TypeCodes.write(out, element.type());
    } else if (typed) {
      out.u8(0);
    }
    out.u32(element.items().size());
    switch (element.items()) {
      case Element.Functions(List<Integer> indices) -> indices.forEach(out::u32);
      case Element.Expressions(List<ConstExpr> expressionsOf) ->
          expressionsOf.forEach(expression -> out.bytes(expression.instructions()));
    }
  }

  private static void write(BinaryWriter out, Data data) {
    switch (data.mode()) {
      case SegmentMode.Active(int memory, ConstExpr offset) when memory == 0 ->
          out.u32(0).bytes(offset.instructions());
      case SegmentMode.Active(int memory, ConstExpr offset) ->
          out.u32(2).u32(memory).bytes(offset.instructions());
      case SegmentMode.Passive.PASSIVE -> out.u32(1);
      case SegmentMode.Declarative.DECLARATIVE ->
          throw new IllegalArgumentException("a data segment is active or passive");
    }
    out.sized(data.bytes());
  }

  private static void write(BinaryWriter out, FunctionBody body) {
    BinaryWriter content = new BinaryWriter().u32(body.locals().size());
    for (Locals locals : body.locals()) {
      content.u32(locals.count());
      TypeCodes.write(content, locals.type());
    }
    out.sized(content.bytes(body.instructions()));
  }
}
