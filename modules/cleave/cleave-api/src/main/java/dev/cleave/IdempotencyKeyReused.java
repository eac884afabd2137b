package dev.cleave;

/** The idempotency key was used before, for a different request. Nothing was done. */
public final class IdempotencyKeyReused extends CallException {
  public static final String CODE = "cleave.idempotency-key-reused";

  public IdempotencyKeyReused(String message) {
    super(CODE, 409, message, null);
  }
}
