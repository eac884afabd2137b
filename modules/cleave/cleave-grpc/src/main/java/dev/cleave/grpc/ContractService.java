package dev.cleave.grpc;

import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Substitute;
import dev.cleave.grpc.Doors.Admitted;
import dev.cleave.grpc.codec.ContractCodec;
import dev.cleave.grpc.codec.MethodCodec;
import dev.cleave.grpc.codec.Payload;
import dev.cleave.runtime.call.ContractServer;
import dev.cleave.runtime.call.WrittenSubstitutes;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.instance.ClientAddress;
import dev.cleave.runtime.problem.ProblemDocument;
import dev.cleave.runtime.route.ContractProxy;
import dev.cleave.runtime.standby.Rehearsal;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The service of a contract. From outside a call takes the module's route, so that it is served
 * where the module lives now. A call of another process is served here and never forwarded, so that
 * no loop can arise.
 */
final class ContractService {
  private static final Logger LOG = System.getLogger(ContractService.class.getName());
  private static final int MISDIRECTED = 421;

  private final ContractCodec codec;
  private final ContractProxy routed;
  private final Optional<ContractServer> server;
  private final Doors doors;

  ContractService(
      ContractCodec codec, ContractProxy routed, Optional<ContractServer> server, Doors doors) {
    this.codec = codec;
    this.routed = routed;
    this.server = server;
    this.doors = doors;
  }

  ServerServiceDefinition definition() {
    List<MethodDescriptor<Payload, Payload>> rpcs = Rpcs.of(codec.schema());
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(Rpcs.service(codec.schema(), rpcs));
    for (int i = 0; i < rpcs.size(); i++) {
      MethodCodec method = codec.methods().get(i);
      String name = rpcs.get(i).getFullMethodName();
      service.addMethod(
          rpcs.get(i),
          new UnaryCall((headers, request, told) -> answer(method, name, headers, request, told)));
    }
    return service.build();
  }

  private Payload answer(
      MethodCodec method, String rpc, Metadata headers, Payload request, Metadata told) {
    try {
      Admitted call = doors.admit(method.method(), rpc, headers);
      if (call.context().remainingNanos() <= 0) {
        throw DeadlineExceeded.notStarted(
            method.method().name() + " was not started: its deadline had passed when it arrived.");
      }
      Object[] arguments = method.arguments(request);
      List<Substitute> substitutes = new ArrayList<>(0);
      Object result =
          SubstituteAnswers.collect(substitutes, () -> make(call, method.method(), arguments));
      if (!substitutes.isEmpty()) {
        told.put(Headers.FALLBACK, WrittenSubstitutes.of(substitutes));
      }
      return method.response(result);
    } catch (StatusRuntimeException e) {
      throw e;
    } catch (CallException e) {
      throw Problems.of(module(), e);
    } catch (Exception e) {
      throw method
          .problemOf(model -> model.type().isInstance(e))
          .map(problem -> Problems.of(codec, method, problem, e))
          .orElseGet(() -> Problems.of(module(), unexpected(e)));
    }
  }

  private Object make(Admitted call, ContractMethod method, Object[] arguments) throws Exception {
    if (!call.isInternal()) {
      ClientAddress.begin(Admissions.ADDRESS.get());
      try {
        return call.context().call(() -> routed.call(method, arguments));
      } finally {
        ClientAddress.end();
      }
    }
    ContractServer here = server.orElseThrow(() -> notHere(module()));
    return Rehearsal.call(
        call.isRehearsal(),
        () -> here.serveArrived(method, arguments, call.context(), routed::timeoutNanos));
  }

  private String module() {
    return codec.schema().contract().module();
  }

  /** The answer of a process that does not have the module. */
  static StatusRuntimeException notHere(String module) {
    return Problems.of(
        module,
        MISDIRECTED,
        ProblemDocument.MODULE_NOT_HERE,
        "This process does not serve the module %s: point cleave.endpoint.%s.grpc at one that does."
            .formatted(module, module));
  }

  private static CallFailed unexpected(Exception failure) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(Level.ERROR, "request failed incident=" + incident, failure);
    return new CallFailed(
        "The request failed. The cause is in the log under incident " + incident + ".");
  }
}
