package dev.cleave.runtime.rest;

import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.InvalidRequest;
import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;

/** Every failure leaves as a problem document; none with a stack trace. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof DeclaredProblem declared) {
      return ProblemResponse.of(ProblemDocument.of(declared.problem(), declared.exception()));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CallException call) {
        return ProblemResponse.of(ProblemDocument.of(call));
      }
      if (cause instanceof WebApplicationException web && web.getResponse().hasEntity()) {
        return web.getResponse();
      }
      if (cause instanceof WebApplicationException web && web.getCause() == null) {
        return ofStatus(web);
      }
    }
    return failure instanceof WebApplicationException web ? ofStatus(web) : unexpected(failure);
  }

  private static Response ofStatus(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    if (failure instanceof NotFoundException) {
      return problem(
          404, "cleave.no-such-resource", "There is nothing here: see /openapi for what there is.");
    }
    if (failure instanceof NotAllowedException notAllowed) {
      Response allowed = notAllowed.getResponse();
      return Response.fromResponse(
              problem(
                  405,
                  "cleave.method-not-allowed",
                  "This resource does not have that method; the Allow header names those it has."))
          .header(HttpHeaders.ALLOW, allowed.getHeaderString(HttpHeaders.ALLOW))
          .build();
    }
    if (failure instanceof NotSupportedException) {
      return problem(
          415,
          "cleave.unsupported-media-type",
          "Request bodies are application/json: send that Content-Type.");
    }
    if (failure instanceof NotAcceptableException) {
      return problem(406, "cleave.not-acceptable", "Answers are application/json.");
    }
    if (status == 400) {
      return ProblemResponse.of(
          ProblemDocument.of(
              new InvalidRequest("The request is malformed: see /openapi.", List.of())));
    }
    return status < 500
        ? problem(status, "cleave.request-refused", "The request was refused.")
        : unexpected(failure);
  }

  private static Response problem(int status, String code, String detail) {
    return ProblemResponse.of(status, code, detail);
  }

  private static Response unexpected(Throwable failure) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(Level.ERROR, "request failed incident=" + incident, failure);
    return ProblemResponse.of(
        ProblemDocument.of(
            new CallFailed(
                "The request failed. The cause is in the log under incident " + incident + ".")));
  }
}
