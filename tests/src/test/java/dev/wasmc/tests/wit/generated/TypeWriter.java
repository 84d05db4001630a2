package dev.wasmc.tests.wit.generated;

import dev.wasmc.tests.wit.generated.Model.Named;
import java.util.List;
import java.util.Optional;

/** Types where they are used. */
final class TypeWriter {
  /** What may be written in a place. */
  record Place(boolean borrow, boolean isChar) {
    static final Place ANY = new Place(true, true);
    static final Place RESULT = new Place(false, true);

    /** Inside of a stream or future, which outlive a call. */
    static final Place STREAM = new Place(false, false);

    /** Inside of any other type. */
    Place inner() {
      return new Place(borrow, true);
    }
  }

  /** What was written. */
  record Written(Tokens tokens, boolean hasBorrow, boolean isChar) {
    static Written of(boolean hasBorrow, String... tokens) {
      return new Written(new Tokens().add(tokens), hasBorrow, false);
    }
  }

  /** Those that are keys of maps first. */
  private static final List<String> PRIMITIVES =
      List.of(
          "u32",
          "string",
          "bool",
          "char",
          "u8",
          "s8",
          "u16",
          "s16",
          "s32",
          "u64",
          "s64",
          "f32",
          "f64",
          "error-context");

  private static final int KEYS = PRIMITIVES.indexOf("f32");
  private static final int CHAR = PRIMITIVES.indexOf("char");
  private static final int MAX_DEPTH = 3;
  private static final List<String> LENGTHS = List.of("1", "2", "4", "7");

  private final List<Named> types;
  private final Choices choices;

  TypeWriter(List<Named> types, Choices choices) {
    this.types = types;
    this.choices = choices;
  }

  Written type(Place place) {
    return type(place, 0);
  }

  private Written type(Place place, int depth) {
    int kind = choices.of(depth < MAX_DEPTH ? 18 : 8);
    return switch (kind) {
      case 0, 1, 2, 3 -> primitive(place);
      case 4, 5, 6, 7 -> named(place);
      case 8 -> generic("list", type(place.inner(), depth + 1));
      case 9 -> generic("option", type(place.inner(), depth + 1));
      case 10, 11 -> result(place, depth);
      case 12 -> tuple(place, depth);
      case 13 -> {
        Tokens tokens = new Tokens().add("map", "<", PRIMITIVES.get(choices.of(KEYS)), ",");
        Written value = type(place.inner(), depth + 1);
        yield new Written(tokens.addAll(value.tokens()).add(">"), value.hasBorrow(), false);
      }
      case 14 -> {
        Written element = type(place.inner(), depth + 1);
        yield new Written(
            new Tokens()
                .add("list", "<")
                .addAll(element.tokens())
                .add(",", choices.of(LENGTHS), ">"),
            element.hasBorrow(),
            false);
      }
      case 15 -> streaming("stream", Place.STREAM, depth);
      case 16 -> streaming("future", Place.RESULT, depth);
      default -> handle(place);
    };
  }

  private Written primitive(Place place) {
    int index = choices.of(PRIMITIVES.size());
    boolean isChar = index == CHAR;
    return isChar && !place.isChar()
        ? Written.of(false, PRIMITIVES.getFirst())
        : new Written(new Tokens().add(PRIMITIVES.get(index)), false, isChar);
  }

  private Written named(Place place) {
    List<Named> fitting =
        types.stream()
            .filter(
                type -> (place.borrow() || !type.hasBorrow()) && (place.isChar() || !type.isChar()))
            .toList();
    if (fitting.isEmpty()) {
      return primitive(place);
    }
    Named found = choices.of(fitting);
    return new Written(
        new Tokens().add(Names.written(found.name(), choices)), found.hasBorrow(), found.isChar());
  }

  private Written handle(Place place) {
    List<Named> resources = types.stream().filter(Named::isResource).toList();
    if (resources.isEmpty()) {
      return primitive(place);
    }
    String name = Names.written(choices.of(resources).name(), choices);
    boolean borrow = place.borrow() && choices.once(2);
    return Written.of(borrow, borrow ? "borrow" : "own", "<", name, ">");
  }

  private static Written generic(String name, Written element) {
    return new Written(
        new Tokens().add(name, "<").addAll(element.tokens()).add(">"), element.hasBorrow(), false);
  }

  private Written streaming(String name, Place place, int depth) {
    return choices.once(4) ? Written.of(false, name) : generic(name, type(place, depth + 1));
  }

  private Written tuple(Place place, int depth) {
    Tokens tokens = new Tokens().add("tuple", "<");
    boolean hasBorrow = false;
    for (int i = choices.of(3); i >= 0; i--) {
      Written element = type(place.inner(), depth + 1);
      hasBorrow |= element.hasBorrow();
      tokens.addAll(element.tokens());
      if (i > 0 || choices.once(4)) {
        tokens.add(",");
      }
    }
    return new Written(tokens.add(">"), hasBorrow, false);
  }

  private Written result(Place place, int depth) {
    int kind = choices.of(4);
    if (kind == 0) {
      return Written.of(false, "result");
    }
    if (kind == 1) {
      return generic("result", type(place.inner(), depth + 1));
    }
    Optional<Written> ok =
        kind == 2 ? Optional.empty() : Optional.of(type(place.inner(), depth + 1));
    Written err = type(place.inner(), depth + 1);
    return new Written(
        new Tokens()
            .add("result", "<")
            .addAll(ok.map(Written::tokens).orElseGet(() -> new Tokens().add("_")))
            .add(",")
            .addAll(err.tokens())
            .add(">"),
        err.hasBorrow() || ok.filter(Written::hasBorrow).isPresent(),
        false);
  }
}
