package dev.cleave.runtime.message;

import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.message.Messaging.NotSent;
import dev.cleave.runtime.message.Messaging.Unanswered;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Carries the calls of one contract to whichever process takes the requests of its module from
 * their queue. The caller's thread waits for the answer.
 */
final class MessageBinding implements Binding {
  private static final Logger LOG = System.getLogger(MessageBinding.class.getName());

  private final Messaging messaging;
  private final String queue;
  private final CallMessages[] messages;

  MessageBinding(ContractModel contract, Messaging messaging) {
    this.messaging = messaging;
    this.queue = CallMessages.queue(contract.module());
    this.messages = contract.methods().stream().map(CallMessages::new).toArray(CallMessages[]::new);
  }

  @Override
  public BindingKind kind() {
    return BindingKind.JMS;
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    if (context.remainingNanos() <= 0) {
      throw DeadlineExceeded.notStarted(
          method.name() + " was not sent: its deadline had already passed.");
    }
    CallMessages format = messages[method.index()];
    Message request = format.request(method.canonical(arguments), context);
    Message answer;
    try {
      answer = messaging.request(queue, request, context.deadlineNanos(), method.isCommand());
    } catch (NotSent e) {
      throw new ModuleUnavailable(
          "%s was not sent: %s".formatted(method.name(), e.getMessage()), true, e);
    } catch (Unanswered e) {
      throw DeadlineExceeded.outcomeUnknown(
          "%s was not answered from the queue %s before its deadline."
              .formatted(method.name(), queue));
    }
    return method.canonicalResult(read(method, format, answer));
  }

  private static Object read(ContractMethod method, CallMessages format, Message answer)
      throws Exception {
    try {
      return format.read(answer);
    } catch (IOException e) {
      String incident = UUID.randomUUID().toString().substring(0, 8);
      LOG.log(
          Level.ERROR, "the answer to " + method.name() + " is unreadable incident=" + incident, e);
      throw new CallFailed(
          "%s gave an answer that cannot be read; the cause is in the caller's log under incident %s."
              .formatted(method.name(), incident));
    }
  }
}
