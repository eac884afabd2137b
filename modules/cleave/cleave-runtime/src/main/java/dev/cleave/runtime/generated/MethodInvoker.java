package dev.cleave.runtime.generated;

/** Calls the methods of one contract on its implementation. */
public interface MethodInvoker {
  /**
   * Calls a method.
   *
   * @param target an implementation of the contract
   * @param method the method's position in the contract
   * @param arguments its arguments, primitives boxed
   * @return its result, boxed; {@code null} for void
   * @throws Throwable what the implementation throws, unwrapped
   */
  Object invoke(Object target, int method, Object[] arguments) throws Throwable;
}
