package dev.wasmc.component;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index space of a component, core ones included. */
public sealed interface Sort {
  /** As written in the text format. */
  String keyword();

  /** The sorts of the component level. */
  enum Plain implements Sort {
    FUNC(0x01, "func"),
    VALUE(0x02, "value"),
    TYPE(0x03, "type"),
    COMPONENT(0x04, "component"),
    INSTANCE(0x05, "instance");

    private static final List<Plain> BY_CODE = List.of(values());

    private final int code;
    private final String keyword;

    Plain(int code, String keyword) {
      this.code = code;
      this.keyword = keyword;
    }

    /** Its byte in the binary format. */
    public int code() {
      return code;
    }

    @Override
    public String keyword() {
      return keyword;
    }

    public static @Nullable Plain ofCode(int code) {
      return code >= 1 && code <= BY_CODE.size() ? BY_CODE.get(code - 1) : null;
    }
  }

  /** A sort of the core level. */
  record Core(CoreSort sort) implements Sort {
    @Override
    public String keyword() {
      return "core " + sort.keyword();
    }
  }

  Sort FUNC = Plain.FUNC;
  Sort VALUE = Plain.VALUE;
  Sort TYPE = Plain.TYPE;
  Sort COMPONENT = Plain.COMPONENT;
  Sort INSTANCE = Plain.INSTANCE;
  Sort CORE_MODULE = new Core(CoreSort.MODULE);
}
