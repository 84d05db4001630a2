package dev.wasmc.tests.abi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.CanonicalMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** A memory of a vector: filled with noise. */
final class ArrayMemory implements CanonicalMemory {
  private final ByteBuffer bytes;

  ArrayMemory(int size, int fill) {
    byte[] array = new byte[size];
    Arrays.fill(array, (byte) fill);
    bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the pieces of a {@code mem} entry. */
  void put(JsonNode pieces) {
    for (JsonNode piece : pieces) {
      bytes.put(piece.get(0).asInt(), HexFormat.of().parseHex(piece.get(1).asText()));
    }
  }

  /** The first difference to the pieces of a {@code mem} entry; empty where there is none. */
  String difference(JsonNode pieces) {
    for (JsonNode piece : pieces) {
      byte[] found = new byte[piece.get(1).asText().length() / 2];
      bytes.get(piece.get(0).asInt(), found);
      String hex = HexFormat.of().formatHex(found);
      if (!hex.equals(piece.get(1).asText())) {
        return "at " + piece.get(0) + ": " + hex + " instead of " + piece.get(1).asText();
      }
    }
    return "";
  }

  @Override
  public long size() {
    return bytes.capacity();
  }

  @Override
  public byte loadByte(long address) {
    return bytes.get((int) address);
  }

  @Override
  public short loadShort(long address) {
    return bytes.getShort((int) address);
  }

  @Override
  public int loadInt(long address) {
    return bytes.getInt((int) address);
  }

  @Override
  public long loadLong(long address) {
    return bytes.getLong((int) address);
  }

  @Override
  public void storeByte(long address, byte value) {
    bytes.put((int) address, value);
  }

  @Override
  public void storeShort(long address, short value) {
    bytes.putShort((int) address, value);
  }

  @Override
  public void storeInt(long address, int value) {
    bytes.putInt((int) address, value);
  }

  @Override
  public void storeLong(long address, long value) {
    bytes.putLong((int) address, value);
  }

  @Override
  public void read(long address, byte[] to, int start, int length) {
    bytes.get((int) address, to, start, length);
  }

  @Override
  public void write(long address, byte[] from, int start, int length) {
    bytes.put((int) address, from, start, length);
  }
}
