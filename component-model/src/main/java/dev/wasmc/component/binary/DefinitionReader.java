package dev.wasmc.component.binary;

import dev.wasmc.component.Alias;
import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonBuiltin;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
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
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.WasmProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the items of the sections that are neither types nor nested. */
final class DefinitionReader {
  private DefinitionReader() {}

  static CoreInstanceDef coreInstance(BinaryReader in) {
    int at = in.position();
    int form = in.u8();
    CoreInstanceDef.Expr expr =
        switch (form) {
          case ComponentCodes.INSTANTIATE ->
              new CoreInstanceDef.Instantiate(
                  in.u32(), vec(in, ComponentLimit.ARGUMENTS, DefinitionReader::coreArg));
          case ComponentCodes.FROM_EXPORTS ->
              new CoreInstanceDef.FromExports(
                  vec(
                      in,
                      ComponentLimit.ARGUMENTS,
                      r -> new CoreInstanceDef.InlineExport(r.name(), coreSort(r), r.u32())));
          default -> throw badForm(in, at, form, "core instance");
        };
    return new CoreInstanceDef(expr, at);
  }

  private static CoreInstanceDef.Arg coreArg(BinaryReader in) {
    String name = in.name();
    int at = in.position();
    if (coreSort(in) != CoreSort.INSTANCE) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "the argument \"" + name + "\" of a core module is no instance");
    }
    return new CoreInstanceDef.Arg(name, in.u32());
  }

  static InstanceDef instance(BinaryReader in) {
    int at = in.position();
    int form = in.u8();
    InstanceDef.Expr expr =
        switch (form) {
          case ComponentCodes.INSTANTIATE ->
              new InstanceDef.Instantiate(
                  in.u32(),
                  vec(
                      in,
                      ComponentLimit.ARGUMENTS,
                      r -> new InstanceDef.Arg(r.name(), sortIndex(r))));
          case ComponentCodes.FROM_EXPORTS ->
              new InstanceDef.FromExports(
                  vec(
                      in,
                      ComponentLimit.ARGUMENTS,
                      r -> new InstanceDef.InlineExport(externName(r), sortIndex(r))));
          default -> throw badForm(in, at, form, "instance");
        };
    return new InstanceDef(expr, at);
  }

  static Alias alias(BinaryReader in) {
    int at = in.position();
    Sort sort = sort(in);
    int formAt = in.position();
    int form = in.u8();
    return switch (form) {
      case ComponentCodes.ALIAS_EXPORT -> new Alias.InstanceExport(sort, in.u32(), in.name(), at);
      case ComponentCodes.ALIAS_CORE_EXPORT -> {
        if (!(sort instanceof Sort.Core(CoreSort core))) {
          throw in.malformed(Reason.BAD_FLAG, at, "a core instance exports no " + sort.keyword());
        }
        yield new Alias.CoreInstanceExport(core, in.u32(), in.name(), at);
      }
      case ComponentCodes.ALIAS_OUTER -> new Alias.Outer(sort, in.u32(), in.u32(), at);
      default -> throw badForm(in, formAt, form, "alias");
    };
  }

  static Canon canon(BinaryReader in) {
    int at = in.position();
    int opcode = in.u8();
    return switch (opcode) {
      case ComponentCodes.LIFT -> {
        funcSort(in);
        int function = in.u32();
        List<CanonOption> options = options(in);
        yield new Canon.Lift(function, options, in.u32(), at);
      }
      case ComponentCodes.LOWER -> {
        funcSort(in);
        yield new Canon.Lower(in.u32(), options(in), at);
      }
      case ComponentCodes.RESOURCE_NEW -> new Canon.ResourceNew(in.u32(), at);
      case ComponentCodes.RESOURCE_DROP -> new Canon.ResourceDrop(in.u32(), at);
      case ComponentCodes.RESOURCE_REP -> new Canon.ResourceRep(in.u32(), at);
      default -> {
        CanonBuiltin builtin = CanonBuiltin.ofOpcode(opcode);
        if (builtin == null) {
          throw badForm(in, at, opcode, "canonical definition");
        }
        yield builtin(in, builtin, at);
      }
    };
  }

  private static Canon.Builtin builtin(BinaryReader in, CanonBuiltin builtin, int at) {
    List<Canon.Operand> operands = new ArrayList<>();
    List<CanonOption> options = List.of();
    for (CanonBuiltin.Shape shape : builtin.shapes()) {
      switch (shape) {
        case TYPE, CORE_TYPE, TABLE, MEMORY, SLOT ->
            operands.add(new Canon.Operand.Index(in.u32()));
        case CORE_VALUE_TYPE ->
            operands.add(new Canon.Operand.CoreValueType(TypeCodes.readValType(in)));
        case RESULT -> operands.add(new Canon.Operand.Result(TypeReader.resultList(in)));
        case ASYNC_FLAG, SHARED_FLAG -> operands.add(new Canon.Operand.Flag(flag(in)));
        case RESERVED -> {
          int position = in.position();
          if (in.u8() != 0) {
            throw in.malformed(
                Reason.BAD_FLAG,
                position,
                "the reserved byte of " + builtin.keyword() + " must be zero");
          }
        }
        case OPTIONS -> options = options(in);
      }
    }
    return new Canon.Builtin(builtin, operands, options, at);
  }

  private static void funcSort(BinaryReader in) {
    int at = in.position();
    if (in.u8() != CoreSort.FUNC.code()) {
      throw in.malformed(Reason.BAD_FLAG, at, "only functions are lifted and lowered");
    }
  }

  private static List<CanonOption> options(BinaryReader in) {
    return vec(in, ComponentLimit.OPTIONS, DefinitionReader::option);
  }

  private static CanonOption option(BinaryReader in) {
    int at = in.position();
    int code = in.u8();
    if (code < StringEncoding.values().length) {
      return new CanonOption.Encoding(StringEncoding.values()[code]);
    }
    return switch (code) {
      case ComponentCodes.OPTION_MEMORY -> new CanonOption.Memory(in.u32());
      case ComponentCodes.OPTION_REALLOC -> new CanonOption.Realloc(in.u32());
      case ComponentCodes.OPTION_POST_RETURN -> new CanonOption.PostReturn(in.u32());
      case ComponentCodes.OPTION_ASYNC -> CanonOption.Async.ASYNC;
      case ComponentCodes.OPTION_CALLBACK -> new CanonOption.Callback(in.u32());
      case ComponentCodes.OPTION_CORE_TYPE, ComponentCodes.OPTION_GC ->
          throw DiagnosticException.error(
              new ComponentProblem.Unsupported(
                  ComponentFeature.GC, "the canonical option 0x" + Integer.toHexString(code)),
              new Place.InBytes(in.file(), at));
      default -> throw badForm(in, at, code, "canonical option");
    };
  }

  static StartDef start(BinaryReader in) {
    int at = in.position();
    int function = in.u32();
    List<Integer> args = vec(in, ComponentLimit.ARGUMENTS, BinaryReader::u32);
    return new StartDef(function, args, in.u32(), at);
  }

  static ImportDef importDef(BinaryReader in) {
    int at = in.position();
    return new ImportDef(externName(in), externDesc(in), at);
  }

  static ExportDef exportDef(BinaryReader in) {
    int at = in.position();
    ExternName name = externName(in);
    SortIndex value = sortIndex(in);
    return new ExportDef(name, value, flag(in) ? externDesc(in) : null, at);
  }

  static ExternName externName(BinaryReader in) {
    int at = in.position();
    int form = in.u8();
    if (form == ComponentCodes.NAME || form == ComponentCodes.NAME_ONCE) {
      return ExternName.of(in.name());
    }
    if (form != ComponentCodes.NAME_WITH_ATTRIBUTES) {
      throw badForm(in, at, form, "name");
    }
    String name = in.name();
    @Nullable String[] attributes = new @Nullable String[3];
    int count = in.count(ComponentLimit.ATTRIBUTES.max(), ComponentLimit.ATTRIBUTES.plural());
    for (int i = 0; i < count; i++) {
      int attributeAt = in.position();
      int kind = in.u8();
      if (kind >= attributes.length) {
        throw badForm(in, attributeAt, kind, "attribute of a name");
      }
      if (attributes[kind] != null) {
        throw DiagnosticException.error(
            new ComponentProblem.Invalid(
                ComponentProblem.Rule.INVALID_ATTRIBUTE,
                "the name \"" + name + "\" has an attribute twice"),
            new Place.InBytes(in.file(), attributeAt));
      }
      attributes[kind] = in.name();
    }
    return new ExternName(
        name,
        Optional.ofNullable(attributes[ComponentCodes.ATTRIBUTE_IMPLEMENTS]),
        Optional.ofNullable(attributes[ComponentCodes.ATTRIBUTE_VERSION_SUFFIX]),
        Optional.ofNullable(attributes[ComponentCodes.ATTRIBUTE_EXTERNAL_ID]));
  }

  static ExternDesc externDesc(BinaryReader in) {
    int at = in.position();
    return switch (sort(in)) {
      case Sort.Core(CoreSort core) -> {
        if (core != CoreSort.MODULE) {
          throw in.malformed(
              Reason.BAD_FLAG,
              at,
              "a core " + core.keyword() + " is neither imported nor exported");
        }
        yield new ExternDesc.CoreModule(in.u32());
      }
      case Sort.Plain.FUNC -> new ExternDesc.Func(in.u32());
      case Sort.Plain.VALUE ->
          isOtherBound(in)
              ? new ExternDesc.Value(TypeReader.valType(in))
              : new ExternDesc.ValueEq(in.u32());
      case Sort.Plain.TYPE ->
          isOtherBound(in) ? ExternDesc.SubResource.SUB_RESOURCE : new ExternDesc.TypeEq(in.u32());
      case Sort.Plain.COMPONENT -> new ExternDesc.Component(in.u32());
      case Sort.Plain.INSTANCE -> new ExternDesc.Instance(in.u32());
    };
  }

  private static boolean isOtherBound(BinaryReader in) {
    int at = in.position();
    int bound = in.u8();
    return switch (bound) {
      case ComponentCodes.BOUND_EQ -> false;
      case ComponentCodes.BOUND_OTHER -> true;
      default -> throw badForm(in, at, bound, "bound");
    };
  }

  static boolean flag(BinaryReader in) {
    int at = in.position();
    int flag = in.u8();
    if (flag > 1) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "a byte must be 0 or 1, not 0x" + Integer.toHexString(flag));
    }
    return flag == 1;
  }

  private static SortIndex sortIndex(BinaryReader in) {
    return new SortIndex(sort(in), in.u32());
  }

  private static Sort sort(BinaryReader in) {
    int at = in.position();
    int code = in.u8();
    if (code == ComponentCodes.CORE) {
      return new Sort.Core(coreSort(in));
    }
    Sort sort = Sort.Plain.ofCode(code);
    if (sort == null) {
      throw badForm(in, at, code, "sort");
    }
    return sort;
  }

  private static CoreSort coreSort(BinaryReader in) {
    int at = in.position();
    int code = in.u8();
    CoreSort sort = CoreSort.ofCode(code);
    if (sort == null) {
      throw badForm(in, at, code, "core sort");
    }
    return sort;
  }

  static <T> List<T> vec(BinaryReader in, ComponentLimit limit, Function<BinaryReader, T> item) {
    int count = in.count(limit.max(), limit.plural());
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(item.apply(in));
    }
    return items;
  }

  static DiagnosticException badForm(BinaryReader in, int at, int code, String what) {
    return in.malformed(
        Reason.BAD_FLAG, at, "0x" + Integer.toHexString(code) + " is no form of " + what);
  }
}
