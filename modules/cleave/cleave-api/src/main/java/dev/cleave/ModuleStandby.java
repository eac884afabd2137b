package dev.cleave;

/**
 * The process that was asked has the module only in standby, while it moves to another one: nothing
 * was done. The caller's proxy asks again where the module lives, as long as its deadline allows.
 */
public final class ModuleStandby extends CallException {
  public static final String CODE = "cleave.module-standby";

  public ModuleStandby(String message) {
    super(CODE, 503, message, null);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
