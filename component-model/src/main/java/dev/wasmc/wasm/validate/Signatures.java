package dev.wasmc.wasm.validate;

import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.Opcode;
import org.jspecify.annotations.Nullable;

/** {@link Opcode#signature()} in the type codes of {@link TypeTable}, by ordinal. */
final class Signatures {
  private static final int COUNT = Opcode.values().length;
  private static final int[] @Nullable [] OPERANDS = new int[COUNT][];
  private static final int[] @Nullable [] RESULTS = new int[COUNT][];
  private static final int[] LANES = new int[COUNT];

  static {
    for (Opcode opcode : Opcode.values()) {
      String signature = opcode.signature();
      if (signature != null) {
        int colon = signature.indexOf(':');
        OPERANDS[opcode.ordinal()] = codes(signature.substring(0, colon));
        RESULTS[opcode.ordinal()] = codes(signature.substring(colon + 1));
      }
      if (opcode.immediate() == Immediate.LANE) {
        String mnemonic = opcode.mnemonic();
        LANES[opcode.ordinal()] =
            Integer.parseInt(mnemonic, mnemonic.indexOf('x') + 1, mnemonic.indexOf('.'), 10);
      } else if (opcode.immediate() == Immediate.MEMARG_LANE) {
        LANES[opcode.ordinal()] = 16 >> opcode.naturalAlignment();
      }
    }
  }

  private Signatures() {}

  /** Null where the context decides. */
  static int @Nullable [] operands(Opcode opcode) {
    return OPERANDS[opcode.ordinal()];
  }

  /** Empty where the context decides. */
  static int[] results(Opcode opcode) {
    int[] results = RESULTS[opcode.ordinal()];
    return results == null ? TypeTable.NO_TYPES : results;
  }

  /** For instructions that name a lane: how many there are. */
  static int lanes(Opcode opcode) {
    return LANES[opcode.ordinal()];
  }

  private static int[] codes(String letters) {
    int[] codes = new int[letters.length()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(letters.charAt(i));
    }
    return codes;
  }

  private static int code(char letter) {
    for (NumType type : NumType.values()) {
      if (type.letter() == letter) {
        return TypeTable.code(type);
      }
    }
    if (letter == 'v') {
      return TypeTable.V128;
    }
    throw new IllegalStateException("no type has the letter " + letter);
  }
}
