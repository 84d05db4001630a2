package dev.wasmc.engine;

import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A function type as the JVM sees it.
 *
 * <p>Parameters are JVM parameters, unless they take more than {@link #MAX_SLOTS} slots: then they
 * are {@code (long[], Object[])}, each value at its index in one of the two. One result is the
 * JVM's; more are a {@code long[]} of bits, or an {@code Object[]} where any is a reference, with
 * bits boxed.
 */
final class Signature {
  /** What the parameters of a method may take in the JVM. */
  static final int METHOD_SLOTS = 255;

  /** Of those; the rest is for the instance, the memory and its size. */
  static final int MAX_SLOTS = METHOD_SLOTS - 15;

  static final String PACKED = "[J" + Packing.OBJECTS;

  /** How results are returned. */
  enum Carrier {
    VOID,
    VALUE,
    LONGS,
    OBJECTS
  }

  final JvmType[] params;
  final JvmType[] results;
  final boolean packed;
  final Carrier carrier;

  private Signature(JvmType[] params, JvmType[] results) {
    this(params, results, Arrays.stream(params).mapToInt(type -> type.slots).sum() > MAX_SLOTS);
  }

  private Signature(JvmType[] params, JvmType[] results, boolean packed) {
    this.params = params;
    this.results = results;
    this.packed = packed;
    this.carrier =
        switch (results.length) {
          case 0 -> Carrier.VOID;
          case 1 -> Carrier.VALUE;
          default ->
              Arrays.stream(results).anyMatch(JvmType::isReference)
                  ? Carrier.OBJECTS
                  : Carrier.LONGS;
        };
  }

  /** With other parameters, in arrays however few they are. */
  Signature packedWith(JvmType[] others) {
    return new Signature(others, results, true);
  }

  static Signature of(FuncType type) {
    return new Signature(types(type.params()), types(type.results()));
  }

  /** The inverse of {@link #key()}. */
  static Signature ofKey(String key) {
    int split = key.indexOf('_');
    return new Signature(letters(key.substring(0, split)), letters(key.substring(split + 1)));
  }

  private static JvmType[] letters(String letters) {
    JvmType[] types = new JvmType[letters.length()];
    for (int i = 0; i < types.length; i++) {
      types[i] = JvmType.ofLetter(letters.charAt(i));
    }
    return types;
  }

  static JvmType[] types(List<ValType> types) {
    JvmType[] result = new JvmType[types.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = JvmType.of(types.get(i));
    }
    return result;
  }

  /** Whether any parameter or result is a reference. */
  boolean hasReferences() {
    return Arrays.stream(params).anyMatch(JvmType::isReference)
        || Arrays.stream(results).anyMatch(JvmType::isReference);
  }

  /** Equal for equal types. */
  String key() {
    StringBuilder key = new StringBuilder(params.length + results.length + 1);
    for (JvmType param : params) {
      key.append(param.letter);
    }
    key.append('_');
    for (JvmType result : results) {
      key.append(result.letter);
    }
    return key.toString();
  }

  FuncType type() {
    List<ValType> from = new ArrayList<>();
    for (JvmType param : params) {
      from.add(param.valType());
    }
    List<ValType> to = new ArrayList<>();
    for (JvmType result : results) {
      to.add(result.valType());
    }
    return new FuncType(from, to);
  }

  /** The internal name of its class of function objects. */
  String className() {
    return Naming.SIGNATURE_PREFIX + key();
  }

  String paramDescriptors() {
    if (packed) {
      return PACKED;
    }
    StringBuilder out = new StringBuilder();
    for (JvmType param : params) {
      out.append(param.descriptor);
    }
    return out.toString();
  }

  String resultDescriptor() {
    return switch (carrier) {
      case VOID -> "V";
      case VALUE -> results[0].descriptor;
      case LONGS -> "[J";
      case OBJECTS -> Packing.OBJECTS;
    };
  }

  /** Of the virtual method {@link Naming#CALL}. */
  String callDescriptor() {
    return "(" + paramDescriptors() + ")" + resultDescriptor();
  }
}
