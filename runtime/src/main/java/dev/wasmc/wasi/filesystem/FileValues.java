package dev.wasmc.wasi.filesystem;

import dev.wasmc.component.values.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of the types that {@code wasi:filesystem/types} defines. The enums have the
 * interface's order, so that an ordinal is a discriminant.
 */
@SuppressWarnings("EnumOrdinal")
final class FileValues {
  private FileValues() {}

  static Value error(ErrorCode code) {
    return new Value.Variant(code.ordinal(), null);
  }

  static Value type(FileType type) {
    return new Value.Variant(type.ordinal(), null);
  }

  static Advice advice(int discriminant) {
    return Advice.values()[discriminant];
  }

  static Value stat(FileStat stat) {
    return new Value.Record(
        List.of(
            type(stat.type()),
            Value.of(stat.links()),
            Value.of(stat.size()),
            time(stat.accessed()),
            time(stat.modified()),
            time(stat.changed())));
  }

  /** A time before 1970 is left out, since {@code datetime} cannot hold it. */
  private static Value time(@Nullable Instant time) {
    return time == null || time.isBefore(Instant.EPOCH)
        ? Value.none()
        : Value.some(
            new Value.Record(List.of(Value.of(time.getEpochSecond()), Value.of(time.getNano()))));
  }

  /** Fails with {@code overflow} for a time that the host has no number for. */
  static NewTime newTime(Value value) throws FileException {
    Value.Variant variant = (Value.Variant) value;
    return switch (variant.payload()) {
      case null -> variant.discriminant() == 0 ? new NewTime.NoChange() : new NewTime.Now();
      case Value.Record(List<Value> fields) -> {
        long seconds = ((Value.Int) fields.get(0)).value();
        long nanos = ((Value.Int) fields.get(1)).value();
        try {
          if (seconds < 0) {
            throw new FileException(ErrorCode.OVERFLOW);
          }
          yield new NewTime.At(Instant.ofEpochSecond(seconds, nanos));
        } catch (DateTimeException | ArithmeticException _) {
          throw new FileException(ErrorCode.OVERFLOW);
        }
      }
      case Value other -> throw new ClassCastException("not a new-timestamp: " + other);
    };
  }

  /**
   * Depends on the object's identity alone: preview-1 adapters give it to guests as the inode
   * number, which must not change when the file is written.
   */
  static Value hash(FileStat stat) {
    byte[] digest;
    try {
      digest =
          MessageDigest.getInstance("SHA-256")
              .digest(stat.identity().toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    ByteBuffer halves = ByteBuffer.wrap(digest);
    return new Value.Record(List.of(Value.of(halves.getLong()), Value.of(halves.getLong())));
  }
}
