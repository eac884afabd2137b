package dev.cleave.shop.notifications.application;

import dev.cleave.event.EventListener;
import dev.cleave.shop.accounts.UserChanged;
import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.accounts.UserRemoved;
import dev.cleave.shop.notifications.domain.Messages;
import dev.cleave.shop.notifications.domain.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Keeps the module's own copy of the users' names and addresses. */
@ApplicationScoped
public class RecipientListener {
  private Recipients recipients;
  private Messages messages;

  /** For the container's client proxy. */
  RecipientListener() {}

  @Inject
  public RecipientListener(Recipients recipients, Messages messages) {
    this.recipients = recipients;
    this.messages = messages;
  }

  @EventListener("add-recipient")
  public void on(UserCreated event) {
    recipients.add(event.id(), event.name(), event.email());
  }

  @EventListener("change-recipient")
  public void on(UserChanged event) {
    recipients.replace(event.id(), event.name(), event.email());
  }

  @EventListener("forget-recipient")
  public void on(UserRemoved event) {
    recipients.forget(event.id());
    messages.forgetAddresses(event.id());
  }
}
