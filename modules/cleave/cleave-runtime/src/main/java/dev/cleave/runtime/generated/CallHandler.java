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

  /** What the contract object says it is. */
  String describe();
}
