package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Routes;
import dev.cleave.test.probe.Gate;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.NewThing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route changes under the calls, and no call notices. */
public abstract class SwitchingSuite extends ContractSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ROUTE = "cleave.route.probe";
  private static final String ENDPOINT = "cleave.endpoint.probe.rest";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Routes routes;
  private final String other;

  @Inject private Probe probe;

  /**
   * Switches between two bindings.
   *
   * @param binding with which each test begins
   */
  protected SwitchingSuite(String binding, String other) {
    super(binding, "probe");
    this.other = other;
  }

  @BeforeEach
  void findRoutes() {
    routes = Routes.ofThisProcess();
  }

  @AfterEach
  void goBack() {
    Gate.open();
    threads.shutdownNow();
    routes.withdraw("cleave.rote.probe");
    routes.set("probe", binding());
  }

  @Test
  void a_call_under_way_ends_on_the_route_it_took() throws Exception {
    Gate.shut();
    Future<String> call = threads.submit(() -> probe.slow(20_000));
    await().atMost(PATIENCE).until(() -> Gate.waiting() == 1);
    assertThat(status().path("inFlight").asInt()).isEqualTo(1);

    routes.set("probe", other);
    assertThat(status().path("draining").asInt()).isEqualTo(1);
    assertThat(status().path("inFlight").asInt()).isZero();
    assertThat(probe.text("by the new route")).isEqualTo("by the new route");
    assertThat(call).isNotDone();

    Gate.open();
    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("done");
    await().atMost(PATIENCE).until(() -> status().path("draining").asInt() == 0);
  }

  @Test
  void while_a_route_goes_back_and_forth_no_call_fails_and_no_command_is_lost() throws Exception {
    String name = UUID.randomUUID().toString();
    AtomicBoolean isOver = new AtomicBoolean();
    Callable<Integer> caller =
        () -> {
          int made = 0;
          for (; !isOver.get(); made++) {
            probe.make(new NewThing(name));
            String text = "call " + made;
            assertThat(probe.text(text)).isEqualTo(text);
          }
          return made;
        };
    List<Future<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(threads.submit(caller));
    }
    for (int i = 0; i < 3; i++) {
      routes.set("probe", other);
      routes.set("probe", binding());
    }
    isOver.set(true);
    int made = 0;
    for (Future<Integer> each : callers) {
      made += each.get(10, TimeUnit.SECONDS);
    }
    assertThat(made).isPositive();
    assertThat(probe.things(name)).isEqualTo(made);
  }

  @Test
  void an_unknown_binding_does_not_take_effect_and_the_status_says_why() {
    routes.wish(Map.of(ROUTE, "loca"));

    assertThat(awaitReason("loca")).contains(ROUTE, "\"loca\"", "did you mean \"local\"");
  }

  @Test
  void a_route_to_nobody_does_not_take_effect_and_the_status_says_why() {
    routes.wish(Map.of(ROUTE, "rest", ENDPOINT, "http://localhost:1"));

    assertThat(awaitReason("rest")).contains("probe", "http://localhost:1");
  }

  @Test
  void an_endpoint_that_is_none_does_not_take_effect_and_the_status_says_why() {
    routes.wish(Map.of(ROUTE, "rest", ENDPOINT, "no url"));

    assertThat(awaitReason("rest")).contains(ENDPOINT, "\"no url\"");
  }

  @Test
  void an_unknown_key_is_reported_with_the_nearest_known_one() {
    routes.wish(Map.of("cleave.rote.probe", "rest"));

    await()
        .atMost(Routes.DEADLINE)
        .untilAsserted(
            () ->
                assertThat(routes.status().path("problems").toString())
                    .contains("cleave.rote.probe", "cleave.route.<module>"));
  }

  private String awaitReason(String wish) {
    await()
        .atMost(Routes.DEADLINE)
        .until(
            () -> status().path("wished").asText().equals(wish) && status().hasNonNull("reason"));
    JsonNode status = status();
    assertThat(status.path("effective").asText()).isEqualTo(binding());
    assertThat(probe.text("still there")).isEqualTo("still there");
    assertThat(routes.status().path("problems").toString())
        .contains(status.path("reason").asText().substring(0, 20));
    routes.set("probe", binding());
    await().atMost(Routes.DEADLINE).until(() -> !status().hasNonNull("reason"));
    return status.path("reason").asText();
  }

  private JsonNode status() {
    return routes.status("probe");
  }
}
