package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An instant of microseconds as a {@code google.protobuf.Timestamp}. */
final class TimestampCodec extends ValueCodec {
  private static final int SECONDS = 1 << 3;
  private static final int NANOS = 2 << 3;
  private static final int NANOS_OF_SECOND = 1_000_000_000;

  @Override
  void write(Encoder out, Object value) {
    Instant instant = (Instant) value;
    int end = out.size();
    int nanos = instant.getNano() / 1000 * 1000;
    if (nanos != 0) {
      out.varint(nanos);
      out.varint(NANOS);
    }
    if (instant.getEpochSecond() != 0) {
      out.varint(instant.getEpochSecond());
      out.varint(SECONDS);
    }
    out.varint(out.size() - end);
  }

  @Override
  Object read(CodedInputStream in, int depth) throws IOException {
    return part(in, TimestampCodec::instant);
  }

  private static Instant instant(CodedInputStream in) throws IOException {
    long seconds = 0;
    long nanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == SECONDS) {
        seconds = in.readInt64();
      } else if (tag == NANOS) {
        nanos = in.readInt64();
      } else if (!in.skipField(tag)) {
        throw new Malformed("ends a group that did not begin");
      }
    }
    if (nanos < 0 || nanos >= NANOS_OF_SECOND) {
      throw new Malformed("must have 0 to 999999999 nanos");
    }
    try {
      return Instant.ofEpochSecond(seconds, nanos).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw new Malformed("must be a time that Java knows");
    }
  }
}
