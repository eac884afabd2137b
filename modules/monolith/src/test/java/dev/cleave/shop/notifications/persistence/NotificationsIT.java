package dev.cleave.shop.notifications.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.Page;
import dev.cleave.event.EventContext;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.accounts.UserChanged;
import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserRemoved;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.notifications.Message;
import dev.cleave.shop.notifications.MessageState;
import dev.cleave.shop.notifications.application.MessageListener;
import dev.cleave.shop.notifications.application.NotificationsService;
import dev.cleave.shop.notifications.application.PostOffice;
import dev.cleave.shop.notifications.application.Postman;
import dev.cleave.shop.notifications.application.RecipientListener;
import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.Messages;
import dev.cleave.shop.notifications.domain.Recipients;
import dev.cleave.shop.notifications.domain.Sending;
import dev.cleave.shop.ordering.OrderCancelled;
import dev.cleave.shop.ordering.OrderConfirmed;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentReversed;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.UnitsDispatched;
import dev.cleave.test.Together;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationsIT {
  private static final AtomicInteger USERS = new AtomicInteger();
  private static final UUID ID = UUID.fromString("6f1c0a52-6a3f-4f3e-9d55-0d6a4c1f7b10");
  private static final Optional<String> EMAIL = Optional.of("ann@example.org");

  /** Each test has a user of its own. */
  private final UserId ann = new UserId(USERS.incrementAndGet());

  private final RememberingSender sender = new RememberingSender();
  private final Messages messages = eachInATransaction(Messages.class, NotificationsIT::messages);
  private final Recipients recipients =
      eachInATransaction(Recipients.class, NotificationsIT::recipients);
  private final PostOffice office = new PostOffice(messages, recipients);
  private final Postman postman = new Postman(office, sender);

  /** A delivery handled in a transaction. */
  private interface Handling<L> {
    void by(L listener);
  }

  @BeforeEach
  void nothingElseWaits() throws Exception {
    sql("delete from message where state = 'PENDING'");
  }

  @Test
  void a_message_is_recorded_for_each_thing_that_customers_want_to_hear_of() throws Exception {
    tell(l -> l.on(new OrderConfirmed(new OrderId(ID), ann)));
    tell(l -> l.on(new OrderRejected(new OrderId(ID), ann, "Of product 3 none is left.")));
    tell(l -> l.on(new OrderCancelled(new OrderId(ID), ann)));
    tell(l -> l.on(new PaymentReversed(new PaymentId(ID), ann, Money.usd("12.5"), true)));
    List<Units> units = List.of(new Units(new ProductId(3), 2));
    tell(l -> l.on(new UnitsDispatched(new ShipmentId(ID), ann, units, true, Instant.EPOCH)));

    assertThat(page(1, 10).items())
        .extracting(Message::subject)
        .containsExactly(
            "Your shipment " + ID + " is on its way",
            "You got 12.50 USD back",
            "Your order " + ID + " is cancelled",
            "Your order " + ID + " could not be carried out",
            "Your order " + ID + " is confirmed");
    assertThat(page(1, 10).items()).extracting(Message::state).containsOnly(MessageState.PENDING);
    assertThat(page(2, 2).items()).hasSize(2);
    assertThat(page(3, 2).hasNext()).isFalse();
  }

  @Test
  void money_that_was_only_held_is_not_worth_a_message() throws Exception {
    tell(l -> l.on(new PaymentReversed(new PaymentId(ID), ann, Money.usd("12.5"), false)));

    assertThat(page(1, 10).items()).isEmpty();
  }

  @Test
  void an_event_that_is_delivered_again_is_told_once() throws Exception {
    UUID event = UUID.randomUUID();
    List<Object> outcomes =
        Together.run(
            8,
            n ->
                () -> {
                  tell(event, l -> l.on(new OrderConfirmed(new OrderId(ID), ann)));
                  return n;
                });

    assertThat(outcomes).doesNotHaveAnyElementsOfTypes(Exception.class);
    assertThat(page(1, 10).items())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.id()).isEqualTo(event);
              assertThat(message.customer()).isEqualTo(ann);
              assertThat(message.about()).isEqualTo("tested.event.v1");
            });
  }

  @Test
  void without_a_mail_server_messages_are_recorded_and_never_sent() throws Exception {
    created("Ann", EMAIL);
    sender.isSending = false;
    confirm();
    sender.isSending = true;
    postman.round();

    assertThat(only().state()).isEqualTo(MessageState.RECORDED);
    assertThat(sender.letters).isEmpty();
  }

  @Test
  void a_message_goes_to_the_address_that_is_known_when_it_is_sent() throws Exception {
    created("Ann", Optional.empty());
    confirm();
    changed("Zoë", Optional.of("zoe@example.org"));
    postman.round();

    assertThat(only().state()).isEqualTo(MessageState.SENT);
    assertThat(only().sentTo()).contains("zoe@example.org");
    assertThat(only().text()).doesNotContain("Zoë");
    Letter letter = sender.letters.get(0);
    assertThat(letter.id()).isEqualTo(only().id());
    assertThat(letter.address()).isEqualTo("zoe@example.org");
    assertThat(letter.name()).contains("Zoë");
    assertThat(letter.text()).startsWith("Dear Zoë,\n\n").endsWith(only().text());
    postman.round();
    assertThat(sender.letters).hasSize(1);
  }

  @Test
  void a_change_that_overtakes_the_creation_holds() throws Exception {
    changed("Zoë", EMAIL);
    created("Ann", Optional.of("old@example.org"));
    confirm();
    postman.round();

    assertThat(only().sentTo()).isEqualTo(EMAIL);
  }

  @Test
  void a_removal_holds_whatever_is_told_after_it_and_leaves_nothing_personal() throws Exception {
    created("Ann", EMAIL);
    confirm();
    postman.round();
    removed();
    changed("Ann", EMAIL);
    created("Ann", EMAIL);
    confirm();
    postman.round();

    assertThat(page(1, 10).items())
        .extracting(Message::state)
        .containsExactly(MessageState.NO_ADDRESS, MessageState.SENT);
    assertThat(page(1, 10).items()).allMatch(message -> message.sentTo().isEmpty());
    assertThat(sender.letters).hasSize(1);
    assertThat(value("select concat(name, email) from recipient where user_id = " + ann.value()))
        .isEqualTo("");
  }

  @Test
  void an_address_forgotten_while_a_message_is_sent_is_not_noted() throws Exception {
    created("Ann", EMAIL);
    confirm();
    PostOffice.Taken taken = office.take().orElseThrow();
    removed();
    office.settle(taken.claim(), taken.letter().orElseThrow(), new Sending.Done());

    assertThat(only().state()).isEqualTo(MessageState.SENT);
    assertThat(only().sentTo()).isEmpty();
  }

  @Test
  void a_customer_who_is_not_known_yet_is_waited_for() throws Exception {
    confirm();
    postman.round();
    assertThat(only().state()).isEqualTo(MessageState.PENDING);

    created("Ann", EMAIL);
    makeDue();
    postman.round();
    assertThat(only().state()).isEqualTo(MessageState.SENT);
  }

  @Test
  void a_customer_who_never_becomes_known_is_given_up() throws Exception {
    confirm();
    for (int attempt = 0; attempt < 20; attempt++) {
      makeDue();
      postman.round();
    }

    assertThat(only().state()).isEqualTo(MessageState.NO_ADDRESS);
  }

  @Test
  void a_refused_message_has_failed_and_the_next_one_goes_out() throws Exception {
    created("Ann", EMAIL);
    confirm();
    confirm();
    sender.outcomes.add(new Sending.Refused("550 no such user"));
    postman.round();

    assertThat(page(1, 10).items())
        .extracting(Message::state)
        .containsExactlyInAnyOrder(MessageState.FAILED, MessageState.SENT);
    assertThat(value("select cause from message where state = 'FAILED' and customer = " + ann))
        .isEqualTo("550 no such user");
  }

  @Test
  void a_message_that_was_not_taken_is_tried_again_later_and_given_up_at_last() throws Exception {
    created("Ann", EMAIL);
    confirm();
    for (int attempt = 1; attempt <= 20; attempt++) {
      assertThat(only().state()).isEqualTo(MessageState.PENDING);
      sender.outcomes.add(new Sending.TryAgain("450 busy"));
      makeDue();
      postman.round();
      postman.round();
      assertThat(sender.letters).hasSize(attempt);
    }

    assertThat(only().state()).isEqualTo(MessageState.FAILED);
    assertThat(value("select cause from message where customer = " + ann))
        .isEqualTo("given up after 20 attempts, the last: 450 busy");
  }

  @Test
  void a_sender_that_breaks_is_a_failed_attempt() throws Exception {
    created("Ann", EMAIL);
    confirm();
    sender.breaks = true;
    postman.round();
    assertThat(only().state()).isEqualTo(MessageState.PENDING);

    sender.breaks = false;
    makeDue();
    postman.round();
    assertThat(only().state()).isEqualTo(MessageState.SENT);
  }

  @Test
  void while_no_mail_server_answers_nothing_is_given_up_and_it_is_asked_less_and_less()
      throws Exception {
    created("Ann", EMAIL);
    confirm();
    confirm();
    Duration pause = Duration.ZERO;
    for (int round = 0; round < 30; round++) {
      sender.outcomes.add(new Sending.Unavailable("connection refused"));
      Duration longer = postman.round();
      assertThat(longer).isGreaterThanOrEqualTo(pause).isLessThanOrEqualTo(Duration.ofMinutes(1));
      pause = longer;
    }
    assertThat(pause).isEqualTo(Duration.ofMinutes(1));
    assertThat(sender.letters).hasSize(30);

    assertThat(postman.round()).isZero();
    assertThat(page(1, 10).items()).extracting(Message::state).containsOnly(MessageState.SENT);
    assertThat(sender.letters).hasSize(32);
  }

  @Test
  void however_many_postmen_there_are_each_message_is_sent_once() throws Exception {
    created("Ann", EMAIL);
    for (int i = 0; i < 40; i++) {
      confirm();
    }
    Together.run(6, n -> () -> new Postman(office, sender).round());

    assertThat(page(1, 100).items()).extracting(Message::state).containsOnly(MessageState.SENT);
    assertThat(sender.letters).hasSize(40);
    assertThat(sender.letters.stream().map(Letter::id).distinct()).hasSize(40);
  }

  @Test
  void a_message_whose_postman_died_is_sent_again_under_its_id_and_settled_once() throws Exception {
    created("Ann", EMAIL);
    confirm();
    PostOffice.Taken dead = office.take().orElseThrow();
    postman.round();
    assertThat(sender.letters).isEmpty();

    makeDue();
    PostOffice.Taken next = office.take().orElseThrow();
    assertThat(next.letter()).isEqualTo(dead.letter());
    office.settle(dead.claim(), dead.letter().orElseThrow(), new Sending.Refused("too late"));
    assertThat(only().state()).isEqualTo(MessageState.PENDING);
    office.settle(next.claim(), next.letter().orElseThrow(), new Sending.Done());
    office.settle(dead.claim(), dead.letter().orElseThrow(), new Sending.TryAgain("too late"));
    assertThat(only().state()).isEqualTo(MessageState.SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update message set state = 'LOST' where customer = %s",
        "update message set state = 'SENT' where customer = %s",
        "update message set next_attempt_at = null where customer = %s",
        "update message set sent_to = 'ann@example.org' where customer = %s",
        "update message set subject = E'Hello\\nBcc: eve@example.org' where customer = %s",
        "update recipient set is_removed = true where user_id = %s"
      })
  void the_database_refuses_what_makes_no_sense(String statement) throws Exception {
    created("Ann", EMAIL);
    confirm();

    assertThatExceptionOfType(ConstraintViolationException.class)
        .isThrownBy(() -> sql(statement.formatted(ann)));
  }

  private void created(String name, Optional<String> email) throws Exception {
    hear(l -> l.on(new UserCreated(ann, name, email)));
  }

  private void changed(String name, Optional<String> email) throws Exception {
    hear(l -> l.on(new UserChanged(ann, name, email)));
  }

  private void removed() throws Exception {
    hear(l -> l.on(new UserRemoved(ann)));
  }

  private void confirm() throws Exception {
    tell(l -> l.on(new OrderConfirmed(new OrderId(UUID.randomUUID()), ann)));
  }

  private void hear(Handling<RecipientListener> handling) throws Exception {
    ShopDatabase.inTransaction(
        "notifications",
        em -> {
          RecipientListener listener = new RecipientListener(recipients(em), messages(em));
          delivery(UUID.randomUUID()).run(() -> handling.by(listener));
          return null;
        });
  }

  private void tell(Handling<MessageListener> handling) throws Exception {
    tell(UUID.randomUUID(), handling);
  }

  private void tell(UUID event, Handling<MessageListener> handling) throws Exception {
    ShopDatabase.inTransaction(
        "notifications",
        em -> {
          MessageListener listener = new MessageListener(messages(em), sender);
          delivery(event).run(() -> handling.by(listener));
          return null;
        });
  }

  private static EventContext delivery(UUID event) {
    return new EventContext(event, "tested.event.v1", "1", Instant.EPOCH, 1, 1, Optional.empty());
  }

  private Page<Message> page(int number, int size) throws Exception {
    return ShopDatabase.inTransaction(
        "notifications", em -> new NotificationsService(messages(em)).messages(ann, number, size));
  }

  private Message only() throws Exception {
    assertThat(page(1, 10).items()).hasSize(1);
    return page(1, 10).items().get(0);
  }

  private void makeDue() throws Exception {
    sql("update message set next_attempt_at = now() where state = 'PENDING' and customer = " + ann);
  }

  private static void sql(String statement) throws Exception {
    ShopDatabase.inTransaction(
        "notifications", em -> em.createNativeQuery(statement).executeUpdate());
  }

  private static Object value(String query) throws Exception {
    return ShopDatabase.inTransaction(
        "notifications", em -> em.createNativeQuery(query).getSingleResult());
  }

  private static Messages messages(EntityManager em) {
    JpaMessages messages = new JpaMessages();
    messages.em = em;
    return messages;
  }

  private static Recipients recipients(EntityManager em) {
    JpaRecipients recipients = new JpaRecipients();
    recipients.em = em;
    return recipients;
  }

  /** A repository of which each call is a transaction. */
  private static <R> R eachInATransaction(Class<R> type, Function<EntityManager, R> repository) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return ShopDatabase.inTransaction(
                    "notifications", em -> method.invoke(repository.apply(em), arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
