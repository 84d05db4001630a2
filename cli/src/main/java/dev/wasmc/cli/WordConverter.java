package dev.wasmc.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a constant by its word; the library's own reading would also list its name in Java. */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;

  WordConverter(E[] constants) {
    this.constants = constants.clone();
  }

  @Override
  public E convert(String word) {
    for (E constant : constants) {
      if (constant.toString().equals(word)) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "expected "
            + Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "))
            + ", not "
            + word);
  }
}
