package dev.cleave.runtime.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleave.runtime.cdi.Greeting.Announcer;
import dev.cleave.runtime.cdi.Greeting.BadListener;
import dev.cleave.runtime.cdi.Greeting.Casual;
import dev.cleave.runtime.cdi.Greeting.Consumer;
import dev.cleave.runtime.cdi.Greeting.Greeter;
import dev.cleave.runtime.cdi.Greeting.Guests;
import dev.cleave.runtime.cdi.Greeting.Host;
import dev.cleave.runtime.cdi.Greeting.PathlessService;
import dev.cleave.runtime.cdi.Greeting.Polite;
import dev.cleave.runtime.cdi.Greeting.Recluse;
import dev.cleave.runtime.cdi.Greeting.Silent;
import dev.cleave.runtime.event.EventExtension;
import dev.cleave.saga.Sagas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the toolkit refuses to start, in a plain CDI container: the refusals come from the extension
 * alone, and a server for each of them would take ten seconds.
 */
class StartRefusedTest {
  private static final String JNDI = "java.naming.factory.initial";

  private final List<String> set = new ArrayList<>();

  @BeforeEach
  void pretendToBeAServer() {
    set(JNDI, NoTransactions.class.getName());
  }

  @AfterEach
  void forget() {
    set.forEach(System::clearProperty);
  }

  @Test
  void a_contract_with_its_implementation_starts() {
    try (WeldContainer container = weld(Greeter.class, Polite.class, Consumer.class).initialize()) {
      assertThat(container.select(Consumer.class).get().greeter())
          .isNotNull()
          .isNotInstanceOf(Polite.class);
    }
  }

  @Test
  void a_contract_without_implementation_or_endpoint_is_refused() {
    assertThat(refusal(Map.of(), Greeter.class, Consumer.class))
        .contains("cleave.route.greeting", "cleave.endpoint.greeting.rest", "internal");
  }

  @Test
  void a_contract_without_implementation_but_with_an_endpoint_starts() {
    set("cleave.endpoint.greeting.rest", "http://localhost:1");
    set("cleave.internal.secret", "secret");
    weld(Greeter.class, Consumer.class).initialize().close();
  }

  @Test
  void two_implementations_are_refused_by_name() {
    assertThat(refusal(Map.of(), Greeter.class, Polite.class, Casual.class))
        .contains(Greeter.class.getName(), "2 implementations", "Polite", "Casual");
  }

  @Test
  void an_implementation_that_is_no_bean_is_refused() {
    assertThat(refusal(Map.of(), Greeter.class, Silent.class))
        .contains("Silent", Greeter.class.getName(), "@ApplicationScoped");
  }

  @Test
  void a_contract_without_a_path_is_refused() {
    assertThat(refusal(Map.of(), PathlessService.class)).contains("Pathless", "@Path");
  }

  @Test
  void a_route_that_cannot_work_is_refused() {
    Map<String, String> rest = Map.of("cleave.route.greeting", "rest");
    Map<String, String> typo = Map.of("cleave.route.greeting", "rset");
    Map<String, String> local = Map.of("cleave.route.greeting", "local");

    assertThat(refusal(rest, Greeter.class, Polite.class))
        .contains("cleave.route.greeting = rest", "cleave.endpoint.greeting.rest");
    assertThat(refusal(typo, Greeter.class, Polite.class))
        .contains("\"rset\"", "did you mean \"rest\"");
    assertThat(refusal(local, Greeter.class, Consumer.class))
        .contains("cleave.route.greeting = local", "service jar");
  }

  @Test
  void a_module_that_shares_transactions_is_not_routed_away_from_here() {
    Map<String, String> rest =
        Map.of(
            "cleave.route.guests", "rest",
            "cleave.endpoint.guests.rest", "http://localhost:1",
            "cleave.internal.secret", "secret");

    assertThat(refusal(rest, Guests.class, Host.class))
        .contains(
            "cleave.route.guests = rest is refused", "Guests.welcome is a @SharedTransaction");
    weld(Guests.class, Host.class).initialize().close();
  }

  @Test
  void an_implementation_that_takes_part_in_no_transaction_cannot_share_one() {
    assertThat(refusal(Map.of(), Guests.class, Recluse.class))
        .contains("Guests.welcome is a @SharedTransaction", "Recluse", "NOT_SUPPORTED");
  }

  @Test
  void an_unknown_key_is_refused_with_the_nearest_known_one() {
    assertThat(refusal(Map.of("cleave.tiemout", "5s"), Greeter.class, Polite.class))
        .contains("\"cleave.tiemout\"", "did you mean \"cleave.timeout\"");
  }

  @Test
  void a_key_of_an_unknown_module_is_refused_with_the_nearest_known_one() {
    assertThat(refusal(Map.of("cleave.route.greting", "local"), Greeter.class, Polite.class))
        .contains("\"greting\"", "did you mean \"greeting\"");
  }

  @Test
  void a_value_that_does_not_parse_is_refused() {
    assertThat(refusal(Map.of("cleave.timeout", "soon"), Greeter.class, Polite.class))
        .contains("cleave.timeout", "\"soon\"", "is no duration");
  }

  @Test
  void sagas_start_with_their_module_and_only_inside_a_transaction() {
    try (WeldContainer container =
        weld(Greeter.class, Polite.class, Trips.Greet.class, Trips.Starter.class).initialize()) {
      Sagas sagas = container.select(Trips.Starter.class).get().sagas();
      assertThatIllegalStateException()
          .isThrownBy(() -> sagas.start(Trips.Greet.class, "1", "hello"))
          .withMessageContainingAll("greeting.greet.v1 1", "inside a transaction");
      assertThatIllegalStateException()
          .isThrownBy(() -> sagas.cancel(Trips.Greet.class, "1"))
          .withMessageContaining("inside a transaction");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sagas.start(Trips.Foreign.class, "1", "hello"))
          .withMessageContainingAll("Foreign", "there are", "Greet");
    }
  }

  @Test
  void two_sagas_of_one_name_are_refused() {
    assertThat(
            refusal(
                Map.of(), Greeter.class, Polite.class, Trips.Greet.class, Trips.GreetAgain.class))
        .contains("\"greeting.greet.v1\" is defined twice", "Greet", "GreetAgain");
  }

  @Test
  void a_saga_named_after_another_module_is_refused() {
    assertThat(refusal(Map.of(), Greeter.class, Polite.class, Trips.Foreign.class))
        .contains("\"parting.part.v1\"", "belongs to the module greeting", "\"greeting.\"");
  }

  @Test
  void a_saga_whose_keys_would_be_too_long_is_refused() {
    assertThat(refusal(Map.of(), Greeter.class, Polite.class, Trips.Longwinded.class))
        .contains("more than 80 characters together", "shorten");
  }

  @Test
  void a_saga_that_is_no_bean_or_of_no_module_is_refused() {
    assertThat(refusal(Map.of(), Greeter.class, Polite.class, Trips.NoBean.class))
        .contains("NoBean", "@ApplicationScoped");
    assertThat(refusal(Map.of(), Trips.Greet.class)).contains("Greet", "belongs to no module");
  }

  @Test
  void everything_wrong_with_events_is_refused_in_one_message() {
    assertThat(refusal(Map.of(), Greeter.class, Polite.class, BadListener.class))
        .contains("\"greeting.said\"", "is no event name", "BadListener.on", "one parameter");
  }

  @Test
  void a_fired_event_reaches_the_publisher_which_asks_for_a_transaction() {
    try (WeldContainer container =
        weld(Greeter.class, Polite.class, Announcer.class).initialize()) {
      Announcer announcer = container.select(Announcer.class).get();
      assertThatIllegalStateException()
          .isThrownBy(announcer::announce)
          .withMessageContaining("greeting.announced.v1 was fired outside any transaction");
    }
  }

  private String refusal(Map<String, String> settings, Class<?>... classes) {
    settings.forEach(this::set);
    try {
      weld(classes).initialize().close();
    } catch (RuntimeException e) {
      return e.getMessage();
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
    throw new AssertionError("it started");
  }

  private void set(String key, String value) {
    set.add(key);
    System.setProperty(key, value);
  }

  private static Weld weld(Class<?>... classes) {
    // It remembers which keys there are.
    ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
    return new Weld()
        .disableDiscovery()
        .addExtension(new CleaveExtension())
        .addExtension(new EventExtension())
        .addBeanClasses(classes);
  }
}
