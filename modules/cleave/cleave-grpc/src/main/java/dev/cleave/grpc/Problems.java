package dev.cleave.grpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.cleave.CallException;
import dev.cleave.CommandInProgress;
import dev.cleave.InvalidRequest;
import dev.cleave.grpc.codec.ContractCodec;
import dev.cleave.grpc.codec.MethodCodec;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.problem.ProblemDocument;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.Optional;

/**
 * Failures as {@code google.rpc.Status}, in both directions: an {@code ErrorInfo} with the stable
 * code, the fields of a declared exception as their own message, the violations of an invalid
 * request as {@code BadRequest}.
 */
final class Problems {
  static final String SECRET_REQUIRED = "cleave.internal-secret-required";

  private static final ObjectMapper JSON = ContractJson.instance();
  private static final String TYPES = "type.googleapis.com/";
  private static final String STATUS = "status";
  private static final String OUTCOME_KNOWN = "outcomeKnown";

  /** Details are metadata, of which clients take 8 KiB unless they were told otherwise. */
  private static final int LONGEST_DESCRIPTION = 1_000;

  private static final int MOST_VIOLATIONS = 20;
  private static final int LONGEST_OF_VIOLATION = 100;

  private Problems() {}

  /** The status of a declared exception. */
  static StatusRuntimeException of(
      ContractCodec contract, MethodCodec method, int problem, Exception e) {
    Any fields =
        Any.newBuilder()
            .setTypeUrl(typeUrl(contract, method, problem))
            .setValue(ByteString.copyFrom(method.problem(problem, e)))
            .build();
    ObjectNode document =
        ProblemDocument.of(
            method.method().problems().get(problem).status(),
            method.method().problems().get(problem).code(),
            "",
            String.valueOf(e.getMessage()));
    return status(document, module(method), Optional.of(fields));
  }

  private static String typeUrl(ContractCodec contract, MethodCodec method, int problem) {
    return TYPES + contract.schema().packageName() + "." + method.problemName(problem);
  }

  private static String module(MethodCodec method) {
    return method.method().contract().module();
  }

  /** The status of any other failure of a call. */
  static StatusRuntimeException of(String module, CallException e) {
    return status(
        ProblemDocument.of(e),
        module,
        e instanceof InvalidRequest invalid ? Optional.of(violations(invalid)) : Optional.empty());
  }

  /** The status of something that is refused before it is a call. */
  static StatusRuntimeException of(String module, int status, String code, String detail) {
    return status(ProblemDocument.of(status, code, "", detail), module, Optional.empty());
  }

  /** The same, with something more about it. */
  static StatusRuntimeException of(
      String module, int status, String code, String detail, Any more) {
    return status(ProblemDocument.of(status, code, "", detail), module, Optional.of(more));
  }

  private static Any violations(InvalidRequest invalid) {
    BadRequest.Builder request = BadRequest.newBuilder();
    invalid.violations().stream()
        .limit(MOST_VIOLATIONS)
        .forEach(
            violation ->
                request
                    .addFieldViolationsBuilder()
                    .setField(shortened(violation.field(), LONGEST_OF_VIOLATION))
                    .setDescription(shortened(violation.message(), LONGEST_OF_VIOLATION)));
    return Any.pack(request.build());
  }

  private static StatusRuntimeException status(
      ObjectNode document, String module, Optional<Any> detail) {
    String code = document.path("code").asText();
    int httpStatus = document.path(STATUS).asInt();
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder()
            .setReason(code)
            .setDomain("cleave." + module)
            .putMetadata(STATUS, Integer.toString(httpStatus));
    if (document.path(OUTCOME_KNOWN).asBoolean(false)) {
      info.putMetadata(OUTCOME_KNOWN, "true");
    }
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code(httpStatus, code).value())
            .setMessage(shortened(document.path("detail").asText(), LONGEST_DESCRIPTION))
            .addDetails(Any.pack(info.build()));
    detail.ifPresent(status::addDetails);
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static Status.Code code(int httpStatus, String code) {
    if (code.equals(CommandInProgress.CODE)) {
      return Status.Code.ABORTED;
    }
    return switch (httpStatus) {
      case 400 -> Status.Code.INVALID_ARGUMENT;
      case 401 -> Status.Code.UNAUTHENTICATED;
      case 403 -> Status.Code.PERMISSION_DENIED;
      case 404, 410 -> Status.Code.NOT_FOUND;
      case 413, 429 -> Status.Code.RESOURCE_EXHAUSTED;
      case 421, 503 -> Status.Code.UNAVAILABLE;
      case 504 -> Status.Code.DEADLINE_EXCEEDED;
      default ->
          httpStatus >= 400 && httpStatus < 500
              ? Status.Code.FAILED_PRECONDITION
              : Status.Code.INTERNAL;
    };
  }

  /** Whether a process of this system said so, and not the way to it. */
  static boolean isTold(StatusRuntimeException failure) {
    com.google.rpc.Status status = told(failure);
    return status != null && status.getDetailsCount() > 0;
  }

  /** The details; {@code null} if there are none, or if somebody on the way has spoiled them. */
  private static com.google.rpc.Status told(StatusRuntimeException failure) {
    try {
      return StatusProto.fromThrowable(failure);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** The exception that a status with details stands for; empty if it has none of ours. */
  static Optional<Exception> restore(
      ContractCodec contract, MethodCodec method, StatusRuntimeException failure) {
    com.google.rpc.Status status = told(failure);
    if (status == null) {
      return Optional.empty();
    }
    try {
      ErrorInfo info = detail(status, ErrorInfo.class);
      return info == null ? Optional.empty() : Optional.of(restore(contract, method, status, info));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static <T extends com.google.protobuf.Message> T detail(
      com.google.rpc.Status status, Class<T> type) throws InvalidProtocolBufferException {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        return detail.unpack(type);
      }
    }
    return null;
  }

  private static Exception restore(
      ContractCodec contract, MethodCodec method, com.google.rpc.Status status, ErrorInfo info)
      throws IOException {
    Optional<Integer> declared = method.problemOf(model -> model.code().equals(info.getReason()));
    if (declared.isPresent()) {
      String type = typeUrl(contract, method, declared.get());
      for (Any detail : status.getDetailsList()) {
        if (detail.getTypeUrl().equals(type)) {
          return method.restore(declared.get(), detail.getValue().toByteArray());
        }
      }
    }
    return common(method, status, info);
  }

  private static Exception common(MethodCodec method, com.google.rpc.Status status, ErrorInfo info)
      throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.put("code", info.getReason());
    document.put("detail", status.getMessage());
    document.put(OUTCOME_KNOWN, info.containsMetadata(OUTCOME_KNOWN));
    BadRequest request = detail(status, BadRequest.class);
    if (request != null) {
      for (BadRequest.FieldViolation violation : request.getFieldViolationsList()) {
        document
            .withArray("violations")
            .addObject()
            .put("field", violation.getField())
            .put("message", violation.getDescription());
      }
    }
    JsonNode httpStatus = JSON.readTree(info.getMetadataOrDefault(STATUS, "500"));
    return ProblemDocument.restore(
        method.method().contract(), httpStatus.asInt(), document.toString());
  }
}
