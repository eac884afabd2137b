package dev.cleave.shop.notifications.application;

import dev.cleave.event.EventContext;
import dev.cleave.event.EventListener;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.domain.MessageSender;
import dev.cleave.shop.notifications.domain.Messages;
import dev.cleave.shop.notifications.domain.Note;
import dev.cleave.shop.notifications.domain.Wording;
import dev.cleave.shop.ordering.OrderCancelled;
import dev.cleave.shop.ordering.OrderConfirmed;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.payments.PaymentReversed;
import dev.cleave.shop.shipping.UnitsDispatched;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Records a message for each event that customers want to hear of, in the transaction of its
 * delivery and under the event's id. Sending it is left to the {@link Postman}.
 */
@ApplicationScoped
public class MessageListener {
  private Messages messages;
  private MessageSender sender;

  /** For the container's client proxy. */
  MessageListener() {}

  @Inject
  public MessageListener(Messages messages, MessageSender sender) {
    this.messages = messages;
    this.sender = sender;
  }

  @EventListener("tell-confirmation")
  public void on(OrderConfirmed event) {
    record(event.customer(), Wording.confirmed(event.order()));
  }

  @EventListener("tell-rejection")
  public void on(OrderRejected event) {
    record(event.customer(), Wording.rejected(event.order(), event.reason()));
  }

  @EventListener("tell-cancellation")
  public void on(OrderCancelled event) {
    record(event.customer(), Wording.cancelled(event.order()));
  }

  /** Money that was only held never left the wallet, so that there is nothing to tell. */
  @EventListener("tell-refund")
  public void on(PaymentReversed event) {
    if (event.wasCaptured()) {
      record(event.customer(), Wording.refunded(event.payment(), event.amount()));
    }
  }

  @EventListener("tell-dispatch")
  public void on(UnitsDispatched event) {
    record(
        event.customer(), Wording.dispatched(event.shipment(), event.lines(), event.isComplete()));
  }

  private void record(UserId customer, Note note) {
    EventContext event = EventContext.current();
    messages.add(event.eventId(), customer, event.type(), note, sender.isSending());
  }
}
