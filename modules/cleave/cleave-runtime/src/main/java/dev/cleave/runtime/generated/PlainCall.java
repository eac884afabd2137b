package dev.cleave.runtime.generated;

/**
 * A call that goes straight to the bean: a local read that needs no transaction, no validation and
 * no conversion. One such object serves a thread; it is held by the generated code between {@link
 * CallHandler#enter} and {@link CallHandler#exit}.
 */
public abstract class PlainCall {
  /** The implementation to call now. Read once, right after entering. */
  public Object target;
}
