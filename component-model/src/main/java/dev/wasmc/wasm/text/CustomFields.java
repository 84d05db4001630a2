package dev.wasmc.wasm.text;

import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CustomSection;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.text.LabelStack.Hint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The custom sections of a module: those written as annotations, the hints for branches, the names.
 */
public final class CustomFields {
  private static final SectionId LAST = SectionId.values()[SectionId.values().length - 1];

  private final TextCursor in;
  private final List<Placed> placed = new ArrayList<>();
  private final BinaryWriter hinted = new BinaryWriter();
  private int hintedFunctions;

  /**
   * @param before whether it was written to stand before the section that follows
   */
  private record Placed(CustomSection section, boolean before) {}

  CustomFields(TextCursor in) {
    this.in = in;
  }

  /** Takes those that stand at the cursor. */
  void take() {
    while (true) {
      TextCursor custom = in.takeAnnotation("custom");
      if (custom != null) {
        custom(custom);
        continue;
      }
      TextCursor producers = in.takeAnnotation("producers");
      if (producers == null) {
        return;
      }
      placed.add(new Placed(new CustomSection("producers", producers(producers), LAST), false));
    }
  }

  private void custom(TextCursor annotation) {
    String name = annotation.expectName();
    SectionId after = LAST;
    boolean before = false;
    if (annotation.atOpen()) {
      before = annotation.atOpen("before");
      if (!annotation.takeOpen("before") && !annotation.takeOpen("after")) {
        throw annotation.unexpected("'(before' or '(after'");
      }
      after = place(annotation, before);
      annotation.expectClose();
    }
    ByteSlice bytes = annotation.strings();
    annotation.expectClose();
    placed.add(new Placed(new CustomSection(name, bytes, after), before));
  }

  private static SectionId place(TextCursor annotation, boolean before) {
    if (before ? annotation.take("first") : annotation.take("last")) {
      return before ? SectionId.CUSTOM : LAST;
    }
    String word = annotation.atKeyword() ? annotation.tokenText() : "";
    for (SectionId id : SectionId.values()) {
      if (id != SectionId.CUSTOM && keyword(id).equals(word)) {
        annotation.take(word);
        return before ? SectionId.values()[id.ordinal() - 1] : id;
      }
    }
    throw annotation.unexpected("the name of a section");
  }

  /** As written behind {@code before} and {@code after}. */
  static String keyword(SectionId id) {
    return switch (id) {
      case FUNCTION -> "func";
      case ELEMENT -> "elem";
      case DATA_COUNT -> "datacount";
      default -> id.name().toLowerCase(Locale.ROOT);
    };
  }

  /** The contents of a producers section, from the annotation's contents. */
  public static ByteSlice producers(TextCursor annotation) {
    BinaryWriter fields = new BinaryWriter();
    int fieldCount = 0;
    while (annotation.atOpen()) {
      annotation.expectOpen();
      String field = annotation.expectKeyword("language, processed-by or sdk");
      fields.name(field).u32(1).name(annotation.expectName()).name(annotation.expectName());
      annotation.expectClose();
      fieldCount++;
    }
    annotation.expectClose();
    return new BinaryWriter().u32(fieldCount).bytes(fields.toByteArray()).toSlice();
  }

  void hints(int function, List<Locals> locals, List<Hint> hints) {
    if (hints.isEmpty()) {
      return;
    }
    BinaryWriter head = new BinaryWriter().u32(locals.size());
    for (Locals run : locals) {
      head.u32(run.count());
      TypeCodes.write(head, run.type());
    }
    hintedFunctions++;
    hinted.u32(function).u32(hints.size());
    for (Hint hint : hints) {
      hinted.u32(head.size() + hint.offset()).u32(1).u8(hint.value());
    }
  }

  /** All of them, in the order in which they shall stand. */
  List<CustomSection> sections(NameSectionWriter names) {
    List<Placed> all = new ArrayList<>(placed);
    if (hintedFunctions > 0) {
      ByteSlice bytes =
          new BinaryWriter().u32(hintedFunctions).bytes(hinted.toByteArray()).toSlice();
      all.add(new Placed(new CustomSection(Hint.ANNOTATION, bytes, SectionId.DATA_COUNT), true));
    }
    ByteSlice nameSection = names.section();
    if (nameSection.length() > 0) {
      all.add(new Placed(new CustomSection("name", nameSection, LAST), true));
    }
    all.sort(Comparator.comparing((Placed p) -> p.section().after()).thenComparing(Placed::before));
    return all.stream().map(Placed::section).toList();
  }
}
