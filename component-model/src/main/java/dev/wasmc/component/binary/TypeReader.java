package dev.wasmc.component.binary;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Declarator;
import dev.wasmc.component.DefType.Labeled;
import dev.wasmc.component.DefValType;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.WasmProblem.Reason;
import dev.wasmc.wasm.binary.TypeSection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads type definitions. Types nest through declarators, to a limit that recursion can bear. */
final class TypeReader {
  private TypeReader() {}

  /**
   * @param depth how many component types and instance types surround it
   */
  static TypeDef type(BinaryReader in, int depth) {
    int at = in.position();
    return new TypeDef(defType(in, depth), at);
  }

  private static DefType defType(BinaryReader in, int depth) {
    int at = in.position();
    int code = in.u8();
    PrimitiveType primitive = PrimitiveType.ofCode(code);
    if (primitive != null) {
      return new DefValType.Primitive(primitive);
    }
    return switch (code) {
      case ComponentCodes.RECORD ->
          new DefValType.Record(
              DefinitionReader.vec(in, ComponentLimit.FIELDS, TypeReader::labeled));
      case ComponentCodes.VARIANT ->
          new DefValType.Variant(
              DefinitionReader.vec(in, ComponentLimit.CASES, TypeReader::variantCase));
      case ComponentCodes.LIST -> new DefValType.ListOf(valType(in));
      case ComponentCodes.FIXED_LIST -> new DefValType.FixedList(valType(in), in.u32());
      case ComponentCodes.TUPLE ->
          new DefValType.Tuple(
              DefinitionReader.vec(in, ComponentLimit.FIELDS, TypeReader::valType));
      case ComponentCodes.FLAGS ->
          new DefValType.Flags(DefinitionReader.vec(in, ComponentLimit.LABELS, BinaryReader::name));
      case ComponentCodes.ENUM ->
          new DefValType.Enumeration(
              DefinitionReader.vec(in, ComponentLimit.LABELS, BinaryReader::name));
      case ComponentCodes.OPTION -> new DefValType.Option(valType(in));
      case ComponentCodes.RESULT -> new DefValType.Result(optionalValType(in), optionalValType(in));
      case ComponentCodes.OWN -> new DefValType.Own(in.u32());
      case ComponentCodes.BORROW -> new DefValType.Borrow(in.u32());
      case ComponentCodes.STREAM -> new DefValType.Stream(optionalValType(in));
      case ComponentCodes.FUTURE -> new DefValType.Future(optionalValType(in));
      case ComponentCodes.MAP -> new DefValType.MapOf(valType(in), valType(in));
      case ComponentCodes.FUNC, ComponentCodes.ASYNC_FUNC ->
          new DefType.FuncTypeDecl(
              code == ComponentCodes.ASYNC_FUNC,
              DefinitionReader.vec(in, ComponentLimit.PARAMS, TypeReader::labeled),
              resultList(in));
      case ComponentCodes.COMPONENT ->
          new DefType.ComponentTypeDecl(declarators(in, true, deeper(in, at, depth)));
      case ComponentCodes.INSTANCE ->
          new DefType.InstanceTypeDecl(declarators(in, false, deeper(in, at, depth)));
      case ComponentCodes.RESOURCE -> {
        ValType rep = TypeCodes.readValType(in);
        yield new DefType.ResourceTypeDecl(rep, DefinitionReader.flag(in) ? in.u32() : null);
      }
      default ->
          throw in.malformed(
              Reason.BAD_TYPE, at, "0x" + Integer.toHexString(code) + " starts no type");
    };
  }

  private static int deeper(BinaryReader in, int at, int depth) {
    if (depth >= ComponentLimit.TYPE_NESTING.max()) {
      throw DiagnosticException.error(
          new WasmProblem.OverLimit(
              "the number of " + ComponentLimit.TYPE_NESTING.plural(),
              ComponentLimit.TYPE_NESTING.max()),
          new Place.InBytes(in.file(), at));
    }
    return depth + 1;
  }

  private static List<Declarator> declarators(BinaryReader in, boolean ofComponent, int depth) {
    return DefinitionReader.vec(
        in, ComponentLimit.DECLARATORS, r -> declarator(r, ofComponent, depth));
  }

  private static Declarator declarator(BinaryReader in, boolean ofComponent, int depth) {
    int at = in.position();
    int code = in.u8();
    return switch (code) {
      case ComponentCodes.DECL_CORE_TYPE -> new Declarator.CoreType(coreType(in, depth));
      case ComponentCodes.DECL_TYPE -> new Declarator.Type(type(in, depth));
      case ComponentCodes.DECL_ALIAS -> new Declarator.AliasDecl(DefinitionReader.alias(in));
      case ComponentCodes.DECL_IMPORT -> {
        if (!ofComponent) {
          throw in.malformed(Reason.BAD_FLAG, at, "an instance type has no imports");
        }
        yield new Declarator.ImportDecl(
            DefinitionReader.externName(in), DefinitionReader.externDesc(in), at);
      }
      case ComponentCodes.DECL_EXPORT ->
          new Declarator.ExportDecl(
              DefinitionReader.externName(in), DefinitionReader.externDesc(in), at);
      default -> throw DefinitionReader.badForm(in, at, code, "declarator");
    };
  }

  /**
   * @param depth how many types surround it
   */
  static CoreTypeDef coreType(BinaryReader in, int depth) {
    int at = in.position();
    int code = in.peek();
    if (code == ComponentCodes.MODULE) {
      in.u8();
      deeper(in, at, depth);
      return new CoreTypeDef(
          new CoreTypeDef.ModuleTypeDecl(
              DefinitionReader.vec(in, ComponentLimit.DECLARATORS, TypeReader::moduleDeclarator)),
          at);
    }
    if (code == ComponentCodes.SUB_ESCAPE) {
      in.u8();
      int next = in.position();
      if (in.peek() != ComponentCodes.SUB) {
        throw DefinitionReader.badForm(in, next, in.peek(), "core type behind 0x00");
      }
      return new CoreTypeDef(
          new CoreTypeDef.Core(new RecType(List.of(TypeSection.subType(in)), false)), at);
    }
    return new CoreTypeDef(new CoreTypeDef.Core(TypeSection.recType(in)), at);
  }

  private static CoreTypeDef.ModuleDeclarator moduleDeclarator(BinaryReader in) {
    int at = in.position();
    int code = in.u8();
    return switch (code) {
      case ComponentCodes.MODULE_DECL_IMPORT ->
          new CoreTypeDef.ModuleDeclarator.ImportDecl(
              new Import(in.name(), in.name(), TypeSection.importDesc(in)));
      case ComponentCodes.MODULE_DECL_TYPE ->
          new CoreTypeDef.ModuleDeclarator.Type(
              new CoreTypeDef(new CoreTypeDef.Core(TypeSection.recType(in)), at + 1));
      case ComponentCodes.MODULE_DECL_ALIAS -> {
        int sort = in.u8();
        int target = in.u8();
        if (sort != CoreSort.TYPE.code() || target != ComponentCodes.MODULE_ALIAS_OUTER) {
          throw DefinitionReader.badForm(in, at, code, "alias in a module type");
        }
        yield new CoreTypeDef.ModuleDeclarator.OuterAlias(in.u32(), in.u32());
      }
      case ComponentCodes.MODULE_DECL_EXPORT ->
          new CoreTypeDef.ModuleDeclarator.ExportDecl(in.name(), TypeSection.importDesc(in));
      default -> throw DefinitionReader.badForm(in, at, code, "declarator of a module type");
    };
  }

  private static Labeled labeled(BinaryReader in) {
    return new Labeled(in.name(), valType(in));
  }

  private static DefValType.Case variantCase(BinaryReader in) {
    String label = in.name();
    ValTypeRef type = optionalValType(in);
    int at = in.position();
    if (in.u8() != 0) {
      throw in.malformed(Reason.BAD_FLAG, at, "the byte behind a case must be zero");
    }
    return new DefValType.Case(label, type);
  }

  static ValTypeRef valType(BinaryReader in) {
    int at = in.position();
    int code = in.peek();
    PrimitiveType primitive = PrimitiveType.ofCode(code);
    if (primitive != null) {
      in.u8();
      return primitive;
    }
    long index = in.s33();
    if (index < 0) {
      throw in.malformed(
          Reason.BAD_TYPE, at, "0x" + Integer.toHexString(code) + " is no value type");
    }
    return new ValTypeRef.Index((int) index);
  }

  private static @Nullable ValTypeRef optionalValType(BinaryReader in) {
    return DefinitionReader.flag(in) ? valType(in) : null;
  }

  static @Nullable ValTypeRef resultList(BinaryReader in) {
    int at = in.position();
    if (!DefinitionReader.flag(in)) {
      return valType(in);
    }
    if (in.u8() != 0) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "named results are no longer part of the component model");
    }
    return null;
  }
}
