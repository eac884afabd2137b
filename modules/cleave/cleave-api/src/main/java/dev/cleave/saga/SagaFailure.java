package dev.cleave.saga;

/**
 * Why a saga was compensated.
 *
 * @param step that could not be done, or the one it was about to do when it was cancelled
 * @param reason for people: the message of the exception
 * @param code of the contract exception that refused the step, such as {@code
 *     inventory.insufficient-stock}; {@code saga.timeout} if it took too long, {@code
 *     saga.cancelled} if it was cancelled
 */
public record SagaFailure(String step, String reason, String code) {
  public static final String TIMEOUT = "saga.timeout";
  public static final String CANCELLED = "saga.cancelled";
}
