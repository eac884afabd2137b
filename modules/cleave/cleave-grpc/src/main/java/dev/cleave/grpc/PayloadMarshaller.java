package dev.cleave.grpc;

import dev.cleave.grpc.codec.Payload;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Hands messages over as they are: they are read where a refusal can be answered. What is no
 * message at all arrives as {@link #TOO_LARGE} or {@link #UNREADABLE}.
 */
enum PayloadMarshaller implements Marshaller<Payload> {
  INSTANCE;

  /** It would have been longer than allowed once it was unpacked. */
  static final Payload TOO_LARGE = new Payload(new byte[0], 0, 0);

  /** It could not be unpacked. */
  static final Payload UNREADABLE = new Payload(new byte[0], 0, 0);

  @Override
  public InputStream stream(Payload value) {
    return new Stream(value);
  }

  @Override
  public Payload parse(InputStream stream) {
    try {
      return Payload.of(
          stream instanceof KnownLength
              ? stream.readNBytes(stream.available())
              : stream.readAllBytes());
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED ? TOO_LARGE : UNREADABLE;
    } catch (IOException e) {
      return UNREADABLE;
    }
  }

  /** Written in one piece. */
  private static final class Stream extends ByteArrayInputStream implements KnownLength, Drainable {
    Stream(Payload payload) {
      super(payload.bytes(), payload.offset(), payload.length());
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int length = count - pos;
      target.write(buf, pos, length);
      pos = count;
      return length;
    }
  }
}
