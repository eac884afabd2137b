package dev.cleave.runtime.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Problem documents as HTTP responses. */
final class ProblemResponse {
  static final MediaType MEDIA_TYPE = MediaType.valueOf("application/problem+json");

  private ProblemResponse() {}

  static Response of(ObjectNode document) {
    return Response.status(document.get("status").intValue())
        .type(MEDIA_TYPE)
        .entity(document)
        .build();
  }

  /** A problem of the toolkit, its title made from its code. */
  static Response of(int status, String code, String detail) {
    return of(ProblemDocument.of(status, code, ProblemDocument.title(code), detail));
  }
}
