package dev.cleave.runtime.rest;

import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.ws.rs.WebApplicationException;

/** The body is longer than {@code cleave.max-body-size}. */
final class BodyTooLarge extends WebApplicationException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge(long limit) {
    super(
        ProblemResponse.of(
            ProblemDocument.of(
                413,
                "cleave.body-too-large",
                "Body too large",
                "The request body is longer than %d bytes: send less at a time."
                    .formatted(limit))));
  }
}
