package dev.cleave.cli.operation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One saga, and where it stands.
 *
 * @param saga the name of its definition
 * @param id its own
 * @param state one of {@link State}
 * @param step the one it is at
 * @param attempts at this step
 * @param cause why the last attempt failed, or null
 * @param startedAt when it began
 * @param updatedAt when it last moved
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SagaInstance(
    String saga,
    String id,
    String state,
    String step,
    int attempts,
    String cause,
    String startedAt,
    String updatedAt) {

  /** Where a saga can stand. */
  public enum State {
    RUNNING,
    COMPENSATING,
    FINISHED,
    COMPENSATED,
    STUCK
  }

  String key() {
    return saga + "/" + id;
  }
}
