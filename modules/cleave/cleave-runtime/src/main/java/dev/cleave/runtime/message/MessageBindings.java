package dev.cleave.runtime.message;

import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.message.Messaging.NotSent;
import dev.cleave.runtime.message.Messaging.Unanswered;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.RemoteBindings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bindings over the broker of this process; one for each contract. */
public final class MessageBindings implements RemoteBindings {
  private final Broker broker;
  private final Map<ContractModel, MessageBinding> known = new ConcurrentHashMap<>();

  public MessageBindings(Broker broker) {
    this.broker = broker;
  }

  @Override
  public Binding to(ContractModel contract, URI endpoint) {
    return known.computeIfAbsent(contract, c -> new MessageBinding(c, broker.messaging()));
  }

  @Override
  public void probe(String module, URI endpoint, Duration limit) {
    String queue = CallMessages.queue(module);
    try {
      broker
          .messaging()
          .request(queue, CallMessages.ping(), System.nanoTime() + limit.toNanos(), false);
    } catch (NotSent e) {
      throw new IllegalArgumentException(
          "The module %s cannot be reached over the broker: %s".formatted(module, e.getMessage()),
          e);
    } catch (Unanswered e) {
      throw new IllegalArgumentException(
          ("Nobody answers for the module %s on the queue %s: start a process that has it, with"
                  + " cleave.serve.%s = jms.")
              .formatted(module, queue, module),
          e);
    }
  }
}
