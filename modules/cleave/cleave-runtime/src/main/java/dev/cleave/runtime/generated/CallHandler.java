package dev.cleave.runtime.generated;

/** What stands behind a generated contract object. */
public interface CallHandler {
  /**
   * A method of the contract was called.
   *
   * @param method the method's position in the contract
   * @param arguments its arguments, primitives boxed
   */
  Object call(int method, Object[] arguments) throws Exception;

  /**
   * Begins a plain call, if this one can be. The generated code then calls the target itself, with
   * unboxed arguments, and ends with {@link #exit} or {@link #failed}; it comes here only if no
   * argument is {@code null}.
   *
   * @return the call with its target, or {@code null}: then {@link #call} makes it
   */
  PlainCall enter(int method);

  /** The target of a plain call has returned. */
  void exit(PlainCall call, int method);

  /**
   * The target of a plain call has thrown.
   *
   * @return what the caller gets to see
   */
  Throwable failed(PlainCall call, int method, Throwable thrown);

  /** What the contract object says it is. */
  String describe();
}
