package dev.cleave.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import dev.cleave.CallException;
import dev.cleave.grpc.codec.Payload;
import dev.cleave.runtime.call.ContractServers;
import io.grpc.Metadata;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;

/** What other processes of this system ask this one, besides calls. */
final class ProcessService {
  static final String NAME = "cleave.Process";

  private final ContractServers servers;
  private final Doors doors;

  ProcessService(ContractServers servers, Doors doors) {
    this.servers = servers;
    this.doors = doors;
  }

  ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(Rpcs.SERVES, new UnaryCall(this::serves))
        .build();
  }

  private Payload serves(Metadata headers, Payload request, Metadata told) {
    String module = module(request);
    if (!doors.isInternal(module, headers)) {
      throw Doors.unknown(Rpcs.SERVES.getFullMethodName());
    }
    if (!servers.hasModule(module)) {
      throw ContractService.notHere(module);
    }
    if (!headers.containsKey(Headers.REHEARSAL)) {
      try {
        servers.duties().of(module).requireActive();
      } catch (CallException e) {
        throw Problems.of(module, e);
      }
    }
    return Payload.EMPTY;
  }

  private static String module(Payload request) {
    try {
      return StringValue.parseFrom(request.toBytes()).getValue();
    } catch (InvalidProtocolBufferException e) {
      throw Status.INVALID_ARGUMENT
          .withDescription("The request is no google.protobuf.StringValue.")
          .asRuntimeException();
    }
  }
}
