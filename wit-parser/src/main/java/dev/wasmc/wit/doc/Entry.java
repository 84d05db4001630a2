package dev.wasmc.wit.doc;

import dev.wasmc.wit.TypeKind;

/**
 * What can be found on a page.
 *
 * @param name with the name of what it is part of, such as {@code descriptor.read}
 * @param anchor empty for the page itself
 * @param summary plain text; empty for none
 */
record Entry(Kind kind, String name, String anchor, String summary) {
  /** What it is. */
  enum Kind {
    PACKAGE("package"),
    WORLD("world"),
    INTERFACE("interface"),
    RECORD("record"),
    FIELD("field"),
    VARIANT("variant"),
    ENUM("enum"),
    CASE("case"),
    FLAGS("flags"),
    FLAG("flag"),
    RESOURCE("resource"),
    CONSTRUCTOR("constructor"),
    METHOD("method"),
    STATIC("static function"),
    ALIAS("type"),
    FUNCTION("function"),
    IMPORT("import"),
    EXPORT("export");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word for it, the keyword where it has one. */
    String label() {
      return label;
    }

    static Kind of(TypeKind kind) {
      return switch (kind) {
        case TypeKind.RecordKind _ -> RECORD;
        case TypeKind.VariantKind _ -> VARIANT;
        case TypeKind.EnumKind _ -> ENUM;
        case TypeKind.FlagsKind _ -> FLAGS;
        case TypeKind.ResourceKind _ -> RESOURCE;
        default -> ALIAS;
      };
    }
  }
}
