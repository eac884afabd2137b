package dev.cleave.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;

/** Tells what went wrong at the broker from a connection that is gone. */
final class Failures {
  private Failures() {}

  /** Whether the connection is of no more use. */
  static boolean isLoss(JMSException failure) {
    if (failure instanceof IllegalStateException) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ActiveMQException artemis && isLoss(artemis.getType())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the thread was interrupted in the midst of it. */
  static boolean isInterrupt(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ActiveMQInterruptedException || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLoss(ActiveMQExceptionType type) {
    return switch (type) {
      case NOT_CONNECTED,
          CONNECTION_TIMEDOUT,
          DISCONNECTED,
          REMOTE_DISCONNECT,
          UNBLOCKED,
          OBJECT_CLOSED,
          INTERNAL_ERROR,
          IO_ERROR ->
          true;
      default -> false;
    };
  }

  static String describe(JMSException failure) {
    return "the broker refused it: " + failure.getMessage();
  }
}
