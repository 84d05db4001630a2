package dev.wasmc.component.binary;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonBuiltin;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.ImportDef;
import dev.wasmc.component.InstanceDef;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.StartDef;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.ValType;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Writes what {@link DefinitionReader} reads. */
final class DefinitionWriter {
  private DefinitionWriter() {}

  static void write(BinaryWriter out, CoreInstanceDef instance) {
    switch (instance.expr()) {
      case CoreInstanceDef.Instantiate(int module, List<CoreInstanceDef.Arg> args) -> {
        out.u8(ComponentCodes.INSTANTIATE).u32(module).u32(args.size());
        for (CoreInstanceDef.Arg arg : args) {
          out.name(arg.name()).u8(CoreSort.INSTANCE.code()).u32(arg.instance());
        }
      }
      case CoreInstanceDef.FromExports(List<CoreInstanceDef.InlineExport> exports) -> {
        out.u8(ComponentCodes.FROM_EXPORTS).u32(exports.size());
        for (CoreInstanceDef.InlineExport export : exports) {
          out.name(export.name()).u8(export.sort().code()).u32(export.index());
        }
      }
    }
  }

  static void write(BinaryWriter out, InstanceDef instance) {
    switch (instance.expr()) {
      case InstanceDef.Instantiate(int component, List<InstanceDef.Arg> args) -> {
        out.u8(ComponentCodes.INSTANTIATE).u32(component).u32(args.size());
        for (InstanceDef.Arg arg : args) {
          out.name(arg.name());
          write(out, arg.value());
        }
      }
      case InstanceDef.FromExports(List<InstanceDef.InlineExport> exports) -> {
        out.u8(ComponentCodes.FROM_EXPORTS).u32(exports.size());
        for (InstanceDef.InlineExport export : exports) {
          write(out, export.name());
          write(out, export.value());
        }
      }
    }
  }

  static void write(BinaryWriter out, Alias alias) {
    write(out, alias.sort());
    switch (alias) {
      case Alias.InstanceExport export ->
          out.u8(ComponentCodes.ALIAS_EXPORT).u32(export.instance()).name(export.name());
      case Alias.CoreInstanceExport export ->
          out.u8(ComponentCodes.ALIAS_CORE_EXPORT).u32(export.instance()).name(export.name());
      case Alias.Outer outer ->
          out.u8(ComponentCodes.ALIAS_OUTER).u32(outer.count()).u32(outer.index());
    }
  }

  static void write(BinaryWriter out, Canon canon) {
    switch (canon) {
      case Canon.Lift lift -> {
        out.u8(ComponentCodes.LIFT).u8(CoreSort.FUNC.code()).u32(lift.coreFunction());
        options(out, lift.options());
        out.u32(lift.typeIndex());
      }
      case Canon.Lower lower -> {
        out.u8(ComponentCodes.LOWER).u8(CoreSort.FUNC.code()).u32(lower.function());
        options(out, lower.options());
      }
      case Canon.ResourceNew create -> out.u8(ComponentCodes.RESOURCE_NEW).u32(create.resource());
      case Canon.ResourceDrop drop -> out.u8(ComponentCodes.RESOURCE_DROP).u32(drop.resource());
      case Canon.ResourceRep rep -> out.u8(ComponentCodes.RESOURCE_REP).u32(rep.resource());
      case Canon.Builtin builtin -> builtin(out, builtin);
    }
  }

  private static void builtin(BinaryWriter out, Canon.Builtin builtin) {
    out.u8(builtin.kind().opcode());
    Iterator<Canon.Operand> operands = builtin.operands().iterator();
    for (CanonBuiltin.Shape shape : builtin.kind().shapes()) {
      switch (shape) {
        case RESERVED -> out.u8(0);
        case OPTIONS -> options(out, builtin.options());
        case TYPE,
            CORE_TYPE,
            TABLE,
            MEMORY,
            SLOT,
            CORE_VALUE_TYPE,
            RESULT,
            ASYNC_FLAG,
            SHARED_FLAG ->
            operand(out, operands.next());
      }
    }
  }

  private static void operand(BinaryWriter out, Canon.Operand operand) {
    switch (operand) {
      case Canon.Operand.Index(int index) -> out.u32(index);
      case Canon.Operand.CoreValueType(ValType type) -> TypeCodes.write(out, type);
      case Canon.Operand.Result(ValTypeRef type) -> TypeWriter.resultList(out, type);
      case Canon.Operand.Flag(boolean set) -> out.u8(set ? 1 : 0);
    }
  }

  private static void options(BinaryWriter out, List<CanonOption> options) {
    out.u32(options.size());
    for (CanonOption option : options) {
      switch (option) {
        case CanonOption.Encoding(StringEncoding encoding) -> out.u8(encoding.ordinal());
        case CanonOption.Memory(int memory) -> out.u8(ComponentCodes.OPTION_MEMORY).u32(memory);
        case CanonOption.Realloc(int function) ->
            out.u8(ComponentCodes.OPTION_REALLOC).u32(function);
        case CanonOption.PostReturn(int function) ->
            out.u8(ComponentCodes.OPTION_POST_RETURN).u32(function);
        case CanonOption.Async.ASYNC -> out.u8(ComponentCodes.OPTION_ASYNC);
        case CanonOption.Callback(int function) ->
            out.u8(ComponentCodes.OPTION_CALLBACK).u32(function);
      }
    }
  }

  static void write(BinaryWriter out, StartDef start) {
    out.u32(start.function()).u32(start.args().size());
    start.args().forEach(out::u32);
    out.u32(start.results());
  }

  static void write(BinaryWriter out, ImportDef imported) {
    write(out, imported.name());
    write(out, imported.desc());
  }

  static void write(BinaryWriter out, ExportDef export) {
    write(out, export.name());
    write(out, export.value());
    ExternDesc ascribed = export.ascribed();
    out.u8(ascribed == null ? 0 : 1);
    if (ascribed != null) {
      write(out, ascribed);
    }
  }

  static void write(BinaryWriter out, ExternName name) {
    if (name.isPlain()) {
      out.u8(ComponentCodes.NAME).name(name.name());
      return;
    }
    BinaryWriter attributes = new BinaryWriter();
    int count =
        attribute(attributes, ComponentCodes.ATTRIBUTE_IMPLEMENTS, name.implementsInterface())
            + attribute(attributes, ComponentCodes.ATTRIBUTE_VERSION_SUFFIX, name.versionSuffix())
            + attribute(attributes, ComponentCodes.ATTRIBUTE_EXTERNAL_ID, name.externalId());
    out.u8(ComponentCodes.NAME_WITH_ATTRIBUTES)
        .name(name.name())
        .u32(count)
        .bytes(attributes.toSlice());
  }

  private static int attribute(BinaryWriter out, int code, Optional<String> value) {
    value.ifPresent(text -> out.u8(code).name(text));
    return value.isPresent() ? 1 : 0;
  }

  static void write(BinaryWriter out, ExternDesc desc) {
    switch (desc) {
      case ExternDesc.CoreModule(int type) -> {
        write(out, Sort.CORE_MODULE);
        out.u32(type);
      }
      case ExternDesc.Func(int type) -> out.u8(Sort.Plain.FUNC.code()).u32(type);
      case ExternDesc.ValueEq(int value) ->
          out.u8(Sort.Plain.VALUE.code()).u8(ComponentCodes.BOUND_EQ).u32(value);
      case ExternDesc.Value(ValTypeRef type) -> {
        out.u8(Sort.Plain.VALUE.code()).u8(ComponentCodes.BOUND_OTHER);
        TypeWriter.write(out, type);
      }
      case ExternDesc.TypeEq(int type) ->
          out.u8(Sort.Plain.TYPE.code()).u8(ComponentCodes.BOUND_EQ).u32(type);
      case ExternDesc.SubResource.SUB_RESOURCE ->
          out.u8(Sort.Plain.TYPE.code()).u8(ComponentCodes.BOUND_OTHER);
      case ExternDesc.Component(int type) -> out.u8(Sort.Plain.COMPONENT.code()).u32(type);
      case ExternDesc.Instance(int type) -> out.u8(Sort.Plain.INSTANCE.code()).u32(type);
    }
  }

  private static void write(BinaryWriter out, SortIndex value) {
    write(out, value.sort());
    out.u32(value.index());
  }

  private static void write(BinaryWriter out, Sort sort) {
    switch (sort) {
      case Sort.Plain plain -> out.u8(plain.code());
      case Sort.Core(CoreSort core) -> out.u8(ComponentCodes.CORE).u8(core.code());
    }
  }
}
