package dev.cleave.grpc.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto.EnumReservedRange;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.TimestampProto;
import dev.cleave.grpc.schema.FieldSchema.Label;
import dev.cleave.grpc.schema.MessageSchema.Kind;

/** Writes a schema as the compiler of Protocol Buffers would. */
final class Descriptors {
  private static final String ONEOF = "variant";

  private final String scope;

  private Descriptors(String packageName) {
    this.scope = "." + packageName + ".";
  }

  static FileDescriptorProto of(ContractSchema schema) {
    Descriptors descriptors = new Descriptors(schema.packageName());
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName(schema.fileName())
            .setPackage(schema.packageName())
            .setSyntax("proto3");
    if (schema.hasTimestamps()) {
      file.addDependency(TimestampProto.getDescriptor().getName());
    }
    schema.messages().forEach(message -> file.addMessageType(descriptors.message(message)));
    schema.enums().forEach(each -> file.addEnumType(enumOf(each)));
    return file.addService(descriptors.service(schema)).build();
  }

  private ServiceDescriptorProto service(ContractSchema schema) {
    ServiceDescriptorProto.Builder service =
        ServiceDescriptorProto.newBuilder().setName(schema.contract().name());
    for (RpcSchema rpc : schema.rpcs()) {
      service.addMethod(
          MethodDescriptorProto.newBuilder()
              .setName(rpc.name())
              .setInputType(scope + rpc.request().name())
              .setOutputType(scope + rpc.response().name()));
    }
    return service.build();
  }

  private DescriptorProto message(MessageSchema schema) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(schema.name());
    if (schema.kind() == Kind.VARIANTS) {
      message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(ONEOF));
    }
    for (FieldSchema each : schema.fields()) {
      FieldDescriptorProto.Builder field = field(each);
      if (schema.kind() == Kind.VARIANTS) {
        field.setOneofIndex(0);
      } else if (each.label() == Label.OPTIONAL) {
        field.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + each.name()));
      }
      message.addField(field);
    }
    schema
        .reserved()
        .forEach(
            (name, number) ->
                message
                    .addReservedName(name)
                    .addReservedRange(
                        ReservedRange.newBuilder().setStart(number).setEnd(number + 1)));
    return message.build();
  }

  private FieldDescriptorProto.Builder field(FieldSchema schema) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(schema.name())
            .setNumber(schema.number())
            .setLabel(
                schema.label() == Label.REPEATED
                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                    : FieldDescriptorProto.Label.LABEL_OPTIONAL);
    switch (schema.type()) {
      case STRING -> field.setType(FieldDescriptorProto.Type.TYPE_STRING);
      case INT32 -> field.setType(FieldDescriptorProto.Type.TYPE_INT32);
      case INT64 -> field.setType(FieldDescriptorProto.Type.TYPE_INT64);
      case BOOL -> field.setType(FieldDescriptorProto.Type.TYPE_BOOL);
      case TIMESTAMP ->
          field
              .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
              .setTypeName(".google.protobuf.Timestamp");
      case ENUM ->
          field
              .setType(FieldDescriptorProto.Type.TYPE_ENUM)
              .setTypeName(scope + schema.reference().orElseThrow());
      case MESSAGE ->
          field
              .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
              .setTypeName(scope + schema.reference().orElseThrow());
    }
    return field;
  }

  private static EnumDescriptorProto enumOf(EnumSchema schema) {
    EnumDescriptorProto.Builder descriptor =
        EnumDescriptorProto.newBuilder().setName(schema.name());
    schema
        .numbers()
        .forEach(
            (constant, number) ->
                descriptor.addValue(
                    EnumValueDescriptorProto.newBuilder()
                        .setName(schema.valueName(constant))
                        .setNumber(number)));
    schema
        .reserved()
        .forEach(
            (constant, number) ->
                descriptor
                    .addReservedName(schema.valueName(constant))
                    .addReservedRange(
                        EnumReservedRange.newBuilder().setStart(number).setEnd(number)));
    return descriptor.build();
  }
}
