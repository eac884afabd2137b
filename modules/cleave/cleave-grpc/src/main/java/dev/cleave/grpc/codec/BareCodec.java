package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** A record that travels as the value of its only component. */
final class BareCodec extends ValueCodec {
  private final ValueCodec value;
  private final RecordShape shape;

  BareCodec(RecordShape shape, ValueCodec value) {
    this.shape = shape;
    this.value = value;
  }

  @Override
  int wireType() {
    return value.wireType();
  }

  @Override
  void write(Encoder out, Object object) {
    value.write(out, shape.component(object, 0));
  }

  @Override
  Object read(CodedInputStream in, int depth) throws IOException {
    return shape.create(value.read(in, depth));
  }
}
