package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** A record as a message. It may contain itself, so its fields are set when they are known. */
final class RecordCodec extends ValueCodec {
  private final RecordShape shape;
  private FieldsCodec fields;

  RecordCodec(RecordShape shape) {
    this.shape = shape;
  }

  void complete(FieldsCodec known) {
    fields = known;
  }

  @Override
  void write(Encoder out, Object record) {
    int end = out.size();
    fields.write(out, record, shape::component);
    out.varint(out.size() - end);
  }

  @Override
  Object read(CodedInputStream in, int depth) throws IOException {
    return part(in, message -> shape.create(fields.read(message, depth + 1)));
  }
}
