package dev.cleave.grpc.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a message from its end, so that the length of a part is known when it is written before
 * the part. Whoever uses it writes the last field first.
 */
final class Encoder {
  private static final int FIRST_SIZE = 256;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int start = FIRST_SIZE;

  /** How much has been written. */
  int size() {
    return bytes.length - start;
  }

  private void reserve(int count) {
    if (count > start) {
      int size = size();
      byte[] larger = new byte[Math.max(Math.multiplyExact(bytes.length, 2), size + count)];
      System.arraycopy(bytes, start, larger, larger.length - size, size);
      start = larger.length - size;
      bytes = larger;
    }
  }

  void varint(long value) {
    reserve(LONGEST_VARINT);
    int length = (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    start -= length;
    int at = start;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[at] = (byte) rest;
  }

  /** A text with its length. */
  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    reserve(utf8.length);
    start -= utf8.length;
    System.arraycopy(utf8, 0, bytes, start, utf8.length);
    varint(utf8.length);
  }

  Payload payload() {
    return new Payload(bytes, start, size());
  }

  byte[] toBytes() {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }
}
