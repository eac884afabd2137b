package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.cleave.grpc.schema.EnumSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The constants of an enum; a number that is not known here is {@code UNKNOWN}. */
final class EnumCodec extends ValueCodec {
  private final int[] numbers;
  private final Map<Integer, Object> constants = new HashMap<>();
  private final Object unknown;

  EnumCodec(EnumSchema schema) {
    Object[] all = schema.javaType().getEnumConstants();
    this.numbers = new int[all.length];
    Object found = null;
    for (Object constant : all) {
      Enum<?> each = (Enum<?>) constant;
      int number = schema.numbers().get(each.name());
      numbers[each.ordinal()] = number;
      constants.put(number, constant);
      found = each.name().equals(EnumSchema.UNKNOWN) ? constant : found;
    }
    this.unknown = found;
  }

  @Override
  int wireType() {
    return WireFormat.WIRETYPE_VARINT;
  }

  @Override
  void write(Encoder out, Object value) {
    out.varint(numbers[((Enum<?>) value).ordinal()]);
  }

  @Override
  Object read(CodedInputStream in, int depth) throws IOException {
    long number = in.readInt64();
    Object constant = number == (int) number ? constants.get((int) number) : null;
    if (constant == null && unknown == null) {
      throw new Malformed("must be one of its constants");
    }
    return constant == null ? unknown : constant;
  }
}
