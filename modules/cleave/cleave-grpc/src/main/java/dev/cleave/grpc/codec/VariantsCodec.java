package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sealed interface as a message of which one field is there. */
final class VariantsCodec extends ValueCodec {
  private FieldsCodec fields;
  private final Map<Class<?>, Integer> indexes = new HashMap<>();

  void complete(List<Class<?>> variants, FieldsCodec known) {
    fields = known;
    for (int i = 0; i < variants.size(); i++) {
      indexes.put(variants.get(i), i);
    }
  }

  @Override
  void write(Encoder out, Object variant) {
    int end = out.size();
    fields.field(indexes.get(variant.getClass())).write(out, variant, true);
    out.varint(out.size() - end);
  }

  @Override
  Object read(CodedInputStream in, int depth) throws IOException {
    return part(in, message -> variant(fields.gather(message, depth + 1)));
  }

  private static Object variant(Object[] gathered) throws Malformed {
    Object found = null;
    for (Object each : gathered) {
      if (each != null && found != null) {
        throw new Malformed("must be one variant, not two");
      }
      found = each == null ? found : each;
    }
    if (found == null) {
      throw new Malformed("must be one of the known variants");
    }
    return found;
  }
}
