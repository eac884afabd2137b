package dev.cleave.runtime.route;

import java.lang.StackWalker.StackFrame;
import java.util.Set;

/** Tells from the stack which application method made a contract call. */
final class Callers {
  private static final StackWalker STACK = StackWalker.getInstance(Set.of(), 64);

  private Callers() {}

  /**
   * {@code Class.method} of the nearest frame that belongs neither to the toolkit nor to a
   * platform.
   */
  static String nearest() {
    return STACK.walk(
        frames ->
            frames
                .filter(Callers::isApplication)
                .findFirst()
                .map(Callers::name)
                .orElse("an unknown caller"));
  }

  private static boolean isApplication(StackFrame frame) {
    String name = frame.getClassName();
    return !name.startsWith("dev.cleave.runtime.")
        && !name.startsWith("dev.cleave.CallContext")
        && !name.startsWith("java.")
        && !name.startsWith("jdk.")
        && !name.startsWith("com.sun.proxy.")
        && !name.contains(".$Proxy")
        && !name.startsWith("$Proxy")
        && !name.startsWith("org.jboss.weld.")
        && !name.contains("$$");
  }

  private static String name(StackFrame frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName().replaceFirst("^lambda\\$([^$]+)\\$\\d+$", "$1");
    return type.substring(type.lastIndexOf('.') + 1) + "." + method;
  }
}
