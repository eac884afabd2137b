package dev.cleave;

/**
 * The callee threw something its contract does not declare: a defect there. Nothing of it was
 * committed. The cause is in the callee's log under the incident named in the message; it does not
 * travel.
 */
public final class CallFailed extends CallException {
  public static final String CODE = "cleave.call-failed";

  public CallFailed(String message) {
    super(CODE, 500, message, null);
  }
}
