package dev.wasmc.tests.wave;

import static dev.wasmc.component.PrimitiveType.BOOL;
import static dev.wasmc.component.PrimitiveType.CHAR;
import static dev.wasmc.component.PrimitiveType.F32;
import static dev.wasmc.component.PrimitiveType.F64;
import static dev.wasmc.component.PrimitiveType.STRING;
import static dev.wasmc.component.PrimitiveType.U8;

import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wave.FunctionName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of {@code wave/ui.wit}. */
public final class UiTypes {
  private static final Map<String, FunctionType> FUNCTIONS = new HashMap<>();

  static {
    FUNCTIONS.put("nullary", new FunctionType(false, List.of(), null));
    unary("f32", "val", F32);
    unary("list-f32", "vals", new ListType(F32));
    unary("f64", "val", F64);
    unary("list-f64", "vals", new ListType(F64));
    unary("char", "val", CHAR);
    unary("list-chars", "vals", new ListType(CHAR));
    unary("string", "val", STRING);
    unary("list-strings", "vals", new ListType(STRING));
    unary("option-u8", "opt", new OptionType(U8));
    unary("result-ok-u8", "res", new ResultType(U8, null));
    unary("result-err-u8", "res", new ResultType(null, U8));
    unary("result-both-u8", "res", new ResultType(U8, U8));
    unary("result-no-payloads", "res", new ResultType(null, null));
    unary(
        "basic-record",
        "rec",
        new RecordType(
            List.of(new Field("required", U8), new Field("optional", new OptionType(U8)))));
    unary(
        "optional-fields-record",
        "rec",
        new RecordType(
            List.of(new Field("a", new OptionType(U8)), new Field("b", new OptionType(U8)))));
    unary(
        "keyword-fields-record",
        "rec",
        new RecordType(
            List.of(
                new Field("true", BOOL),
                new Field("false", BOOL),
                new Field("some", new OptionType(U8)),
                new Field("none", new OptionType(U8)),
                new Field("ok", new ResultType(null, null)),
                new Field("err", new ResultType(null, null)),
                new Field("inf", F32),
                new Field("nan", F32))));
    unary("hand-enum", "enm", new EnumType(List.of("left", "right")));
    unary(
        "keyword-cases-enum",
        "enm",
        new EnumType(List.of("true", "false", "some", "none", "ok", "err", "inf", "nan")));
    unary("permission-flags", "flgs", new FlagsType(List.of("read", "write")));
  }

  private UiTypes() {}

  public static Optional<FunctionType> find(FunctionName name) {
    boolean fits =
        (name.packageName() == null || name.packageName().equals("ui:tests"))
            && (name.interfaceName() == null || name.interfaceName().equals("ui"))
            && (name.version() == null || name.version().equals("0.1.0"));
    return fits ? Optional.ofNullable(FUNCTIONS.get(name.function())) : Optional.empty();
  }

  private static void unary(String name, String param, ValueType type) {
    FUNCTIONS.put(name, new FunctionType(false, List.of(new Field(param, type)), null));
  }
}
