package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Writes and reads one value of a Java type, without the tag of its field. Thread-safe. */
abstract class ValueCodec {
  /** How many messages may be in each other. */
  static final int MAX_DEPTH = 100;

  abstract void write(Encoder out, Object value);

  /**
   * Reads a value.
   *
   * @throws Malformed if it is none
   */
  abstract Object read(CodedInputStream in, int depth) throws IOException;

  int wireType() {
    return WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  /** What an absent field without presence stands for. */
  Object zero() {
    throw new UnsupportedOperationException();
  }

  final boolean isPackable() {
    return wireType() == WireFormat.WIRETYPE_VARINT;
  }

  /** What is read in a part that says how long it is. */
  @FunctionalInterface
  interface Part<T> {
    T read(CodedInputStream in) throws IOException;
  }

  /** Reads a length, and a part that is as long as that. */
  static <T> T part(CodedInputStream in, Part<T> part) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    T value = part.read(in);
    if (!in.isAtEnd()) {
      throw new Malformed("has something after its end");
    }
    in.popLimit(limit);
    return value;
  }
}
