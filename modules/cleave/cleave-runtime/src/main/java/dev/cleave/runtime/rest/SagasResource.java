package dev.cleave.runtime.rest;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.Operator;
import dev.cleave.runtime.saga.SagaOperations;
import dev.cleave.runtime.saga.SagaOperations.Overview;
import dev.cleave.runtime.saga.SagaState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sagas of this process's modules, for operators and for the other processes. */
@Path("/cleave/sagas")
@Produces("application/json")
public final class SagasResource {
  private final SagaOperations sagas;

  /** A saga that goes on. */
  public record Retried(String saga, String id) {}

  SagasResource(SagaOperations sagas) {
    this.sagas = sagas;
  }

  /**
   * How many sagas are in which state, and the latest of them.
   *
   * @param state which to list; those that have not ended, if it is absent
   */
  @GET
  @Operator
  public Overview sagas(@QueryParam("state") String state) throws Exception {
    return sagas.overview(Optional.ofNullable(state).map(SagasResource::parse));
  }

  private static SagaState parse(String text) {
    return Arrays.stream(SagaState.values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> {
              String message =
                  Arrays.stream(SagaState.values())
                      .map(SagaState::name)
                      .collect(Collectors.joining(", ", "must be one of ", ""));
              return new InvalidRequest(
                  "The query parameter state " + message + ".",
                  List.of(new Violation("state", message)));
            });
  }

  /** Lets a stuck saga go on from where it is stuck. */
  @POST
  @Operator
  @Path("{saga}/{id}/retry")
  public Retried retry(@PathParam("saga") String saga, @PathParam("id") String id)
      throws Exception {
    Optional<SagaState> before = sagas.retry(saga, id);
    if (before.isEmpty()) {
      throw problem(
          404,
          "cleave.saga-not-found",
          "No module of this process has a saga %s with the id %s: GET /cleave/sagas lists those that have not ended."
              .formatted(saga, id));
    }
    if (before.get() != SagaState.STUCK) {
      throw problem(
          409,
          "cleave.saga-not-stuck",
          "The saga %s %s is %s: only one that is STUCK can be retried."
              .formatted(saga, id, before.get()));
    }
    return new Retried(saga, id);
  }

  private static WebApplicationException problem(int status, String code, String detail) {
    return new WebApplicationException(ProblemResponse.of(status, code, detail));
  }
}
