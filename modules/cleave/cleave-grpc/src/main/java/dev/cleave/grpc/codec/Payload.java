package dev.cleave.grpc.codec;

import java.util.Arrays;

/** A message as it stands on the wire: a part of an array that nobody changes any more. */
public record Payload(byte[] bytes, int offset, int length) {
  /** One without any field. */
  public static final Payload EMPTY = new Payload(new byte[0], 0, 0);

  public static Payload of(byte[] bytes) {
    return new Payload(bytes, 0, bytes.length);
  }

  /** A copy of it. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
