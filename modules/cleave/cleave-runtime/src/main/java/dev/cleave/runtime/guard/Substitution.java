package dev.cleave.runtime.guard;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.guard.PolicyKeys.Key;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;

/** What a read is answered with where its module cannot be reached: its {@code @Fallback}. */
final class Substitution {
  private final ExceptionSet which;
  private final Method fallbackMethod;
  private final Class<? extends FallbackHandler<?>> handler;

  private Substitution(
      ExceptionSet which, Method fallbackMethod, Class<? extends FallbackHandler<?>> handler) {
    this.which = which;
    this.fallbackMethod = fallbackMethod;
    this.handler = handler;
  }

  /**
   * The substitution of a method, if it has one that is not switched off.
   *
   * @throws IllegalArgumentException if what is written cannot work, with the remedy
   */
  static Optional<Substitution> of(ContractMethod method, PolicyKeys keys) {
    Fallback written = method.method().getAnnotation(Fallback.class);
    if (written == null) {
      return Optional.empty();
    }
    String where = "@Fallback at " + method.name();
    if (method.isCommand()) {
      throw new IllegalArgumentException(
          where
              + ": a command is not answered with a default, which would claim that it was done.");
    }
    Declared<Fallback> fallback = new Declared<>(method, Fallback.class, keys);
    ExceptionSet which =
        fallback.exceptions("applyOn", Fallback::applyOn, "skipOn", Fallback::skipOn);
    String name = fallback.key("fallbackMethod").map(Key::value).orElse(written.fallbackMethod());
    boolean hasHandler = written.value() != Fallback.DEFAULT.class;
    if (hasHandler == !name.isEmpty()) {
      throw new IllegalArgumentException(
          where + ": name either a fallbackMethod or a FallbackHandler.");
    }
    if (!fallback.isOn()) {
      return Optional.empty();
    }
    return Optional.of(
        hasHandler
            ? new Substitution(which, null, written.value())
            : new Substitution(which, defaultMethod(where, method, name), null));
  }

  private static Method defaultMethod(String where, ContractMethod method, String name) {
    Method called = method.method();
    return Arrays.stream(method.contract().type().getMethods())
        .filter(m -> m.getName().equals(name) && m.isDefault())
        .filter(m -> Arrays.equals(m.getParameterTypes(), called.getParameterTypes()))
        .filter(m -> called.getReturnType().isAssignableFrom(m.getReturnType()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: %s has no default method %s with the parameters and the result of %s: add it to the interface."
                        .formatted(
                            where, method.contract().type().getName(), name, called.getName())));
  }

  boolean applies(Exception failure) {
    return which.has(failure);
  }

  /**
   * The substitute.
   *
   * @param contract an object of the contract's type, on which default methods are called
   * @throws Exception what the fallback throws
   */
  Object answer(Object contract, ContractMethod method, Object[] arguments, Exception failure)
      throws Exception {
    if (fallbackMethod == null) {
      return handler.getConstructor().newInstance().handle(context(method, arguments, failure));
    }
    try {
      return fallbackMethod.invoke(contract, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw (Error) e.getCause();
    }
  }

  private static ExecutionContext context(
      ContractMethod method, Object[] arguments, Exception failure) {
    return new ExecutionContext() {
      @Override
      public Method getMethod() {
        return method.method();
      }

      @Override
      public Object[] getParameters() {
        return arguments == null ? new Object[0] : arguments.clone();
      }

      @Override
      public Throwable getFailure() {
        return failure;
      }
    };
  }
}
