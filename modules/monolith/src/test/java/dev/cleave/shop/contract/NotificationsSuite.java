package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.event.EventContext;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.Message;
import dev.cleave.shop.notifications.MessageState;
import dev.cleave.shop.notifications.Notifications;
import dev.cleave.shop.notifications.application.MessageListener;
import dev.cleave.shop.ordering.OrderConfirmed;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.test.ContractSuite;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Messages come of events alone, so that this suite delivers some by hand. */
abstract class NotificationsSuite extends ContractSuite {
  private static final String CONFIRMED = "ordering.order-confirmed.v1";

  /** Nobody's id, high enough that accounts never gives it. */
  private final UserId customer =
      new UserId(ThreadLocalRandom.current().nextInt(1_000_000_000, Integer.MAX_VALUE));

  @Inject private Notifications notifications;
  @Inject private MessageListener listener;
  @Inject private UserTransaction transaction;

  NotificationsSuite(String binding) {
    super(binding, "notifications");
  }

  @Test
  void a_customer_hears_of_each_event_once_newest_first() throws Exception {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    deliver(first);
    deliver(second);
    deliver(first);

    Page<Message> page = notifications.messages(customer, 1, 10);
    assertThat(page.items()).extracting(Message::id).containsExactly(second, first);
    assertThat(page.items())
        .allSatisfy(
            message -> {
              assertThat(message.customer()).isEqualTo(customer);
              assertThat(message.about()).isEqualTo(CONFIRMED);
              assertThat(message.subject()).endsWith("is confirmed");
              assertThat(message.text()).isNotBlank();
              // The server under test has no mail server.
              assertThat(message.state()).isEqualTo(MessageState.RECORDED);
              assertThat(message.sentTo()).isEmpty();
            });
    assertThat(notifications.messages(customer, 1, 1).hasNext()).isTrue();
    assertThat(notifications.messages(customer, 2, 1).items()).containsExactly(page.items().get(1));
  }

  @Test
  void a_customer_without_messages_has_none() throws Exception {
    assertThat(notifications.messages(customer, 1, 10).items()).isEmpty();
  }

  @Test
  void whose_messages_has_to_be_said() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> notifications.messages(null, 1, 10));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> notifications.messages(customer, 0, 10));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> notifications.messages(customer, 1, 1001));
  }

  private void deliver(UUID event) throws Exception {
    transaction.begin();
    try {
      new EventContext(event, CONFIRMED, "1", Instant.EPOCH, 1, 1, Optional.empty())
          .run(() -> listener.on(new OrderConfirmed(new OrderId(event), customer)));
      transaction.commit();
    } catch (RuntimeException e) {
      transaction.rollback();
      throw e;
    }
  }
}
