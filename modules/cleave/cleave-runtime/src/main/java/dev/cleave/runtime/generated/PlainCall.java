package dev.cleave.runtime.generated;

/**
 * A call that goes straight to the bean: a local read that needs no transaction, no validation and
 * no conversion. One such object serves a thread; it is held by the generated code between {@link
 * CallHandler#enter} and {@link CallHandler#exit}.
 */
public abstract class PlainCall {
  /** The implementation to call now. Read once, right after entering. */
  public Object target;

  /** What stands for the target's failure if it returned {@code null}. */
  public static Throwable nothing() {
    return new IllegalStateException(
        "the method returned null; a contract returns a value or an empty Optional");
  }
}
