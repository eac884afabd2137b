package dev.cleave.grpc;

import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TimestampProto;
import dev.cleave.grpc.codec.Payload;
import dev.cleave.grpc.schema.ContractSchema;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.List;
import java.util.stream.Stream;

/** What grpc-java has to know of a contract. */
final class Rpcs {
  /** Asks a process whether it serves a module; for processes that know the secret. */
  static final MethodDescriptor<Payload, Payload> SERVES = unary(ProcessService.NAME + "/Serves");

  private Rpcs() {}

  /** One for each method, in the order of the contract's methods. */
  static List<MethodDescriptor<Payload, Payload>> of(ContractSchema schema) {
    return schema.rpcs().stream()
        .map(rpc -> unary(schema.serviceName() + "/" + rpc.name()))
        .toList();
  }

  private static MethodDescriptor<Payload, Payload> unary(String name) {
    return MethodDescriptor.newBuilder(PayloadMarshaller.INSTANCE, PayloadMarshaller.INSTANCE)
        .setType(MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  /** The service with its file, which server reflection shows. */
  static ServiceDescriptor service(
      ContractSchema schema, List<MethodDescriptor<Payload, Payload>> methods) {
    ServiceDescriptor.Builder service =
        ServiceDescriptor.newBuilder(schema.serviceName())
            .setSchemaDescriptor(new Schema(file(schema)));
    methods.forEach(service::addMethod);
    return service.build();
  }

  private static FileDescriptor file(ContractSchema schema) {
    try {
      return FileDescriptor.buildFrom(
          schema.descriptor(),
          Stream.of(TimestampProto.getDescriptor())
              .filter(file -> schema.descriptor().getDependencyList().contains(file.getName()))
              .toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException(
          "The contract %s cannot go over gRPC: %s".formatted(schema.contract(), e.getMessage()),
          e);
    }
  }

  private record Schema(FileDescriptor file) implements ProtoFileDescriptorSupplier {
    @Override
    public FileDescriptor getFileDescriptor() {
      return file;
    }
  }
}
