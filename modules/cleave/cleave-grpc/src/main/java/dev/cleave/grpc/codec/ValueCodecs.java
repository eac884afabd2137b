package dev.cleave.grpc.codec;

import dev.cleave.grpc.schema.ContractSchema;
import dev.cleave.grpc.schema.FieldSchema;
import dev.cleave.grpc.schema.JavaShape;
import dev.cleave.grpc.schema.MessageSchema;
import dev.cleave.runtime.json.ContractJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The codecs of all types of one contract, each built once. */
final class ValueCodecs {
  private final ContractSchema schema;
  private final Map<Class<?>, ValueCodec> known = new HashMap<>();

  ValueCodecs(ContractSchema schema) {
    this.schema = schema;
    known.put(Instant.class, new TimestampCodec());
  }

  FieldsCodec fields(MessageSchema message) {
    return new FieldsCodec(message.fields().stream().map(this::field).toList());
  }

  private FieldCodec field(FieldSchema field) {
    return new FieldCodec(field, of(JavaShape.of(field.javaType()).element()));
  }

  private ValueCodec of(Class<?> type) {
    ValueCodec scalar = Scalars.of(type);
    if (scalar != null) {
      return scalar;
    }
    ValueCodec codec = known.get(type);
    if (codec == null) {
      codec = build(type);
      known.put(type, codec);
    }
    return codec;
  }

  private ValueCodec build(Class<?> type) {
    if (type.isEnum()) {
      return new EnumCodec(schema.enumOf(type.getSimpleName()));
    }
    if (ContractJson.isBare(type)) {
      return new BareCodec(new RecordShape(type), of(type.getRecordComponents()[0].getType()));
    }
    MessageSchema message = schema.message(type.getSimpleName());
    if (type.isRecord()) {
      RecordCodec codec = new RecordCodec(new RecordShape(type));
      known.put(type, codec); // before its fields, which may be of the same type
      codec.complete(fields(message));
      return codec;
    }
    VariantsCodec codec = new VariantsCodec();
    known.put(type, codec);
    codec.complete(List.of(type.getPermittedSubclasses()), fields(message));
    return codec;
  }
}
