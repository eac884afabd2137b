package dev.cleave.runtime.event;

import dev.cleave.event.EventContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A method that handles events of one type.
 *
 * @param name within its module
 * @param readModel that it helps to keep, if any
 */
record Listener(
    String module,
    String name,
    EventType type,
    Optional<String> readModel,
    Supplier<Object> bean,
    Method method) {

  /** The name of the subscription, unique in the system. */
  String subscription() {
    return module + "." + name;
  }

  /** Hands the event over; what the method throws comes out as it is. */
  void handle(Object event, EventContext context) throws Exception {
    context.run(() -> invoke(event));
  }

  private void invoke(Object event) throws Exception {
    try {
      method.invoke(bean.get(), event);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof VirtualMachineError error
          && !(error instanceof StackOverflowError)) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public String toString() {
    return subscription();
  }
}
