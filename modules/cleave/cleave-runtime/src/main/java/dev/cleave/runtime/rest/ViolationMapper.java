package dev.cleave.runtime.rest;

import dev.cleave.runtime.call.Validation;
import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Where the REST implementation validates arguments by itself, its refusals look like those of
 * every other binding.
 */
final class ViolationMapper implements ExceptionMapper<ValidationException> {
  private final ProblemMapper others;

  ViolationMapper(ProblemMapper others) {
    this.others = others;
  }

  @Override
  public Response toResponse(ValidationException failure) {
    IncomingCall call = IncomingCall.current();
    return failure instanceof ConstraintViolationException violated
            && call != null
            && call.method() != null
        ? ProblemResponse.of(
            ProblemDocument.of(
                Validation.refusal(call.method(), violated.getConstraintViolations())))
        : others.toResponse(failure);
  }
}
