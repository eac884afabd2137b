package dev.cleave.shop.notifications.application;

import dev.cleave.Page;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.Message;
import dev.cleave.shop.notifications.Notifications;
import dev.cleave.shop.notifications.domain.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Serves the contract from {@link Messages}. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class NotificationsService implements Notifications {
  private Messages messages;

  /** For the container's client proxy. */
  NotificationsService() {}

  @Inject
  public NotificationsService(Messages messages) {
    this.messages = messages;
  }

  @Override
  public Page<Message> messages(UserId customer, int page, int size) {
    return Page.of(messages.page(customer, Page.offset(page, size), size + 1), page, size);
  }
}
