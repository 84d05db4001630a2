package dev.wasmc.wit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other languages call what WIT has under another name. */
final class ForeignWords {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("i8", "s8"),
          Map.entry("i16", "s16"),
          Map.entry("i32", "s32"),
          Map.entry("i64", "s64"),
          Map.entry("int8", "s8"),
          Map.entry("int16", "s16"),
          Map.entry("int32", "s32"),
          Map.entry("int64", "s64"),
          Map.entry("uint8", "u8"),
          Map.entry("uint16", "u16"),
          Map.entry("uint32", "u32"),
          Map.entry("uint64", "u64"),
          Map.entry("byte", "u8"),
          Map.entry("short", "s16"),
          Map.entry("int", "s32"),
          Map.entry("uint", "u32"),
          Map.entry("usize", "u32"),
          Map.entry("long", "s64"),
          Map.entry("float", "f32"),
          Map.entry("double", "f64"),
          Map.entry("boolean", "bool"),
          Map.entry("str", "string"),
          Map.entry("String", "string"));

  private static final Map<String, String> TYPES_OF_TYPES =
      Map.ofEntries(
          Map.entry("array", "list"),
          Map.entry("vec", "list"),
          Map.entry("Vec", "list"),
          Map.entry("sequence", "list"),
          Map.entry("optional", "option"),
          Map.entry("nullable", "option"),
          Map.entry("expected", "result"),
          Map.entry("promise", "future"),
          Map.entry("dict", "map"));

  private static final Map<String, String> DEFINITIONS =
      Map.ofEntries(
          Map.entry("struct", "record"),
          Map.entry("message", "record"),
          Map.entry("class", "resource"),
          Map.entry("union", "variant"),
          Map.entry("typedef", "type"),
          Map.entry("namespace", "package"),
          Map.entry("module", "interface"),
          Map.entry("service", "interface"),
          Map.entry("component", "world"));

  private static final List<String> FUNCTIONS = List.of("fn", "fun", "def", "function", "func");

  private ForeignWords() {}

  /** A hint for a name that is used as a type, if it is known. */
  static Optional<String> type(String name) {
    if (name.equals("float32") || name.equals("float64")) {
      return Optional.of("the type is called `f" + name.substring("float".length()) + "` now");
    }
    return Optional.ofNullable(TYPES.get(name)).map(word -> "the type is called `" + word + "`");
  }

  /** What takes types in angle brackets. */
  static Optional<String> typeOfTypes(String name) {
    return Optional.ofNullable(TYPES_OF_TYPES.get(name)).map(ForeignWords::didYouMean);
  }

  /** A hint for a name where a definition starts. */
  static Optional<String> definition(String name) {
    if (FUNCTIONS.contains(name)) {
      return Optional.of("a function is written `name: func(…) -> type;`");
    }
    return Optional.ofNullable(DEFINITIONS.get(name)).map(ForeignWords::didYouMean);
  }

  private static String didYouMean(String word) {
    return "did you mean `" + word + "`?";
  }
}
