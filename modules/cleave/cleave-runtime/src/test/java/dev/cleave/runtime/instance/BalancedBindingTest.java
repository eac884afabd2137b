package dev.cleave.runtime.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleContract;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.problem.EarlierAttempt;
import dev.cleave.runtime.problem.OneInstance;
import dev.cleave.runtime.problem.ProblemDocument;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RemoteBindings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancedBindingTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private static final ContractModel CONTRACT = ContractModel.of(Sums.class);
  private static final String TWO = "http://localhost:1, http://localhost:2";

  private final Map<String, String> values = new HashMap<>();
  private final CleaveConfig config = CleaveConfig.of(values);
  private final Instances instances = new Instances(config, Runnable::run);
  private final Map<Integer, Callable<Object>> behaviour = new HashMap<>();
  private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<Boolean> repeatable = Collections.synchronizedList(new ArrayList<>());

  @ModuleContract("sums")
  @Path("/sums")
  interface Sums {
    @GET
    @Path("{id}")
    int sum(@PathParam("id") String id);

    @POST
    int add(int n);
  }

  /** Processes that behave as a test says. */
  private final RemoteBindings processes =
      new RemoteBindings() {
        @Override
        public Binding to(ContractModel contract, URI endpoint) {
          return (method, arguments, context, isRepeatable) -> {
            asked.add(endpoint.getPort());
            repeatable.add(isRepeatable);
            return behaviour.get(endpoint.getPort()).call();
          };
        }

        @Override
        public void probe(String module, URI endpoint, Duration limit) {
          if (!Set.of(1, 2, 3).contains(endpoint.getPort())) {
            throw new IllegalArgumentException("nothing answers at " + endpoint);
          }
        }
      };

  private final RemoteBindings balanced = instances.behind(BindingKind.REST, processes);

  @BeforeEach
  void all_answer() {
    for (int port = 1; port <= 3; port++) {
      int answer = port;
      behaviour.put(port, () -> answer);
    }
  }

  private Binding to(String endpoint) {
    values.put("cleave.endpoint.sums.rest", endpoint);
    return balanced.to(CONTRACT, Endpoints.uri("cleave.endpoint.sums.rest", endpoint));
  }

  private static ContractMethod method(String name) {
    return CONTRACT.methods().stream()
        .filter(method -> method.method().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Object read(Binding binding) throws Exception {
    return binding.call(method("sum"), new Object[] {"a"}, CallContext.none(), false);
  }

  private static Object command(Binding binding, String key) throws Exception {
    return binding.call(
        method("add"), new Object[] {1}, CallContext.none().served(deadline(), key), false);
  }

  private static long deadline() {
    return System.nanoTime() + Duration.ofSeconds(30).toNanos();
  }

  private static Exception refused() {
    return new ModuleUnavailable("nothing answers", true, new ConnectException("refused"));
  }

  private static Exception broken() {
    return new ModuleUnavailable("broke", false, new java.io.EOFException());
  }

  /** As a process of Cleave answers. */
  private static Exception told(int status, String code, String detail) {
    return ProblemDocument.restore(
        CONTRACT,
        status,
        "{\"code\":\"%s\",\"detail\":\"%s\",\"outcomeKnown\":true}".formatted(code, detail));
  }

  private void fails(int port, Exception failure) {
    behaviour.put(
        port,
        () -> {
          throw failure;
        });
  }

  private InstanceStatus status(int port) {
    return instances.status().get(0).instances().stream()
        .filter(i -> i.url().endsWith(":" + port))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void one_url_has_the_binding_to_it_and_nothing_around_it() {
    Binding only = (method, arguments, context, isRepeatable) -> 7;
    RemoteBindings one =
        instances.behind(
            BindingKind.REST,
            new RemoteBindings() {
              @Override
              public Binding to(ContractModel contract, URI endpoint) {
                return only;
              }

              @Override
              public void probe(String module, URI endpoint, Duration limit) {}
            });
    assertThat(one.to(CONTRACT, Endpoints.uri("k", "http://localhost:1"))).isSameAs(only);
    assertThat(one.to(CONTRACT, Endpoints.uri("k", "http://localhost:1;weight=3"))).isSameAs(only);
    assertThat(instances.status()).isEmpty();
  }

  @Test
  void calls_are_shared_and_counted() throws Exception {
    Binding binding = to(TWO);
    for (int i = 0; i < 10; i++) {
      read(binding);
    }
    assertThat(status(1).calls()).isEqualTo(5);
    assertThat(status(2).calls()).isEqualTo(5);
    assertThat(status(1).inFlight()).isZero();
  }

  @Test
  void what_did_not_begin_goes_to_the_other_at_once_and_the_caller_sees_nothing() throws Exception {
    fails(1, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 10; i++) {
      assertThat(read(binding)).isEqualTo(2);
      assertThat(command(binding, "k" + i)).isEqualTo(2);
    }
    assertThat(repeatable).doesNotContain(true);
  }

  @Test
  void after_three_failures_an_instance_is_not_asked_any_more() throws Exception {
    fails(1, refused());
    Binding binding = to(TWO);
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      read(binding);
    }
    InstanceStatus left = status(1);
    // it is left alone for 0.8 s at least
    boolean mayBeDue = System.nanoTime() - begun > Duration.ofMillis(800).toNanos();
    assertThat(left.state()).isEqualTo("left-alone");
    assertThat(left.failures()).isEqualTo(3);
    assertThat(left.leftAloneUntil().isPresent() || mayBeDue).isTrue();
    assertThat(asked.stream().filter(port -> port == 1)).hasSize(3);
  }

  @Test
  void what_broke_goes_to_one_other_as_a_repeat() throws Exception {
    fails(1, broken());
    Binding binding = to(TWO);
    for (int i = 0; i < 4; i++) {
      assertThat(command(binding, "k" + i)).isEqualTo(2);
    }
    for (int i = 1; i < asked.size(); i++) {
      if (asked.get(i - 1) == 1) {
        assertThat(repeatable.get(i)).isTrue();
      }
    }
  }

  @Test
  void that_the_second_reached_nobody_does_not_tell_what_became_of_the_first() {
    fails(1, broken());
    fails(2, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 6; i++) {
      String key = "k" + i;
      assertThatExceptionOfType(ModuleUnavailable.class)
          .isThrownBy(() -> command(binding, key))
          .matches(e -> !e.isOutcomeKnown(), "outcome unknown");
    }
  }

  @Test
  void what_breaks_twice_is_for_the_guard_whose_repeat_goes_to_the_third() throws Exception {
    Binding binding = to("http://localhost:1, http://localhost:2, http://localhost:3");
    for (int port = 1; port <= 3; port++) {
      fails(port, broken());
    }
    Object[] arguments = {"a"};
    CallContext context = CallContext.none();
    assertThatThrownBy(() -> binding.call(method("sum"), arguments, context, false))
        .isInstanceOf(ModuleUnavailable.class);
    assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    assertThatThrownBy(() -> binding.call(method("sum"), arguments, context, false))
        .isInstanceOf(ModuleUnavailable.class);
    assertThat(asked.get(2)).isNotIn(asked.get(0), asked.get(1));
  }

  @Test
  void what_broke_before_an_instance_said_that_it_stands_by_is_not_forgotten() {
    fails(1, EarlierAttempt.with(new ModuleStandby("not yet"), (CallException) broken()));
    fails(2, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 2; i++) { // whoever is asked first
      String key = "k" + i;
      asked.clear();
      repeatable.clear();
      assertThatThrownBy(() -> command(binding, key))
          .isInstanceOfSatisfying(
              CallException.class,
              e ->
                  assertThat(
                          e instanceof ModuleUnavailable gone
                              ? !gone.isOutcomeKnown()
                              : EarlierAttempt.of((ModuleStandby) e).isPresent())
                      .isTrue());
      if (asked.equals(List.of(1, 2))) {
        assertThat(repeatable).containsExactly(false, true);
      }
    }
  }

  @Test
  void a_process_that_stands_by_hands_on_and_is_not_blamed() throws Exception {
    fails(1, new ModuleStandby("not yet"));
    Binding binding = to(TWO);
    for (int i = 0; i < 20; i++) {
      assertThat(command(binding, "k" + i)).isEqualTo(2);
    }
    assertThat(status(1).state()).isEqualTo("well");
    assertThat(status(1).failures()).isZero();
  }

  @Test
  void what_the_callee_means_is_handed_to_the_caller_and_not_held_against_it() {
    for (Exception meant :
        List.of(
            told(503, ModuleUnavailable.CODE, "payments is away, says shipping"),
            told(500, CallFailed.CODE, "a defect there"),
            new IllegalStateException("a declared exception"))) {
      fails(1, meant);
      fails(2, meant);
      Binding binding = to(TWO);
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> read(binding)).isSameAs(meant);
      }
      assertThat(status(1).state()).isEqualTo("well");
    }
    assertThat(asked).hasSize(30);
  }

  @Test
  void an_answer_that_is_none_of_cleaves_is_held_against_it() throws Exception {
    behaviour.put(
        1,
        () -> {
          throw ProblemDocument.restore(CONTRACT, 502, "<html>Bad gateway</html>");
        });
    Binding binding = to(TWO);
    for (int i = 0; i < 20; i++) {
      assertThat(read(binding)).isEqualTo(2);
    }
    assertThat(status(1).state()).isEqualTo("left-alone");
  }

  @Test
  void a_deadline_too_short_for_anybody_is_not_held_against_it() {
    fails(1, DeadlineExceeded.outcomeUnknown("late"));
    fails(2, DeadlineExceeded.outcomeUnknown("late"));
    Binding binding = to(TWO);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> read(binding)).isInstanceOf(DeadlineExceeded.class);
    }
    assertThat(status(1).state()).isEqualTo("well");
    assertThat(status(2).state()).isEqualTo("well");
  }

  @Test
  void one_that_has_too_much_to_do_hands_on_and_is_not_blamed() throws Exception {
    fails(1, told(503, ProblemDocument.OVERLOADED, "too much to do"));
    Binding binding = to(TWO);
    for (int i = 0; i < 20; i++) {
      assertThat(command(binding, "k" + i)).isEqualTo(2);
    }
    assertThat(status(1).state()).isEqualTo("well");
  }

  @Test
  void a_repeat_that_meets_the_attempt_before_it_is_not_known_to_have_failed() {
    fails(1, broken());
    fails(2, new CommandInProgress("still at it"));
    Binding binding = to(TWO);
    for (int i = 0; i < 4; i++) {
      String key = "k" + i;
      assertThatThrownBy(() -> command(binding, key))
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(ModuleUnavailable.class),
              e -> assertThat(asked.get(asked.size() - 1)).isEqualTo(2));
    }
  }

  @Test
  void when_nobody_is_well_all_are_asked() {
    fails(1, refused());
    fails(2, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() -> read(binding)).isInstanceOf(ModuleUnavailable.class);
    }
    assertThat(asked).hasSizeGreaterThan(30).contains(1, 2);
  }

  @Test
  void one_that_was_left_alone_is_tried_in_the_background_and_comes_back() throws Exception {
    fails(1, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 10; i++) {
      read(binding);
    }
    behaviour.put(1, () -> 1);
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              instances.look();
              return status(1).state().equals("coming-back");
            });
    asked.clear();
    for (int i = 0; i < 200; i++) {
      read(binding);
    }
    assertThat(asked.stream().filter(port -> port == 1).count()).isBetween(1L, 60L);
  }

  @Test
  void the_balancer_changes_while_calls_go_on() throws Exception {
    Binding binding = to(TWO);
    values.put("cleave.balancer.sums", "ip-hash");
    instances.look();
    assertThat(instances.status().get(0).balancer()).isEqualTo("ip-hash");
    for (int i = 0; i < 10; i++) {
      read(binding);
    }
    assertThat(Set.copyOf(asked)).hasSize(1);
    values.put("cleave.balancer.sums", "nonsense");
    instances.look();
    assertThat(instances.status().get(0).balancer()).isEqualTo("ip-hash");
    assertThat(instances.problems()).anyMatch(p -> p.contains("\"nonsense\" is no balancer"));
  }

  @Test
  void one_that_serves_is_enough_for_a_route() {
    balanced.probe("sums", Endpoints.uri("k", "http://localhost:77, http://localhost:2"), LIMIT);
    assertThatThrownBy(
            () ->
                balanced.probe(
                    "sums", Endpoints.uri("k", "http://localhost:77,http://localhost:78"), LIMIT))
        .hasMessageContaining(":77")
        .hasMessageContaining(":78");
  }

  @Test
  void what_is_known_of_an_instance_is_kept_when_the_list_changes() throws Exception {
    fails(1, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 10; i++) {
      read(binding);
    }
    to(TWO + ", http://localhost:3");
    Map<String, String> states = new TreeMap<>();
    instances.status().stream()
        .filter(group -> group.instances().size() == 3)
        .flatMap(group -> group.instances().stream())
        .forEach(i -> states.put(i.url(), i.state()));
    assertThat(states).containsEntry("http://localhost:1", "left-alone").hasSize(3);
  }

  @Test
  void an_engine_without_adapters_is_refused_with_the_remedy() {
    assertThatThrownBy(() -> to("etcd://localhost:2379"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cleave-discovery");
  }

  @Test
  void one_that_takes_calls_and_answers_none_gets_no_more_of_them() throws Exception {
    CountDownLatch wakes = new CountDownLatch(1);
    Binding binding = to(TWO);
    for (int i = 0; i < 100; i++) { // how long a read usually takes: the first may be slow
      read(binding);
    }
    asked.clear();
    behaviour.put(1, () -> wakes.await(20, TimeUnit.SECONDS) ? 1 : 0);
    List<CompletableFuture<Object>> hang = new ArrayList<>();
    while (status(1).inFlight() < 3) {
      hang.add(CompletableFuture.supplyAsync(() -> unchecked(binding), t -> new Thread(t).start()));
      await().until(() -> asked.size() >= hang.size());
    }
    long begun = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> System.nanoTime() - begun > Duration.ofMillis(1_100).toNanos());
    long hanging = status(1).calls();
    assertThat(tenAnswers(binding)).containsOnly(2);
    assertThat(status(1).calls()).isEqualTo(hanging);

    wakes.countDown();
    CompletableFuture.allOf(hang.toArray(CompletableFuture[]::new)).join();
    assertThat(tenAnswers(binding)).contains(1);
  }

  private static Object unchecked(Binding binding) {
    try {
      return read(binding);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<Object> tenAnswers(Binding binding) throws Exception {
    Set<Object> answers = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      answers.add(read(binding));
    }
    return answers;
  }

  @Test
  void a_failure_while_another_one_is_well_says_so() {
    fails(1, DeadlineExceeded.outcomeUnknown("late"));
    fails(2, DeadlineExceeded.outcomeUnknown("late"));
    Binding binding = to(TWO);
    assertThatThrownBy(() -> read(binding))
        .satisfies(e -> assertThat(OneInstance.isIn(e)).isTrue());
    Binding alone = to("http://localhost:1, http://localhost:3");
    fails(1, refused());
    fails(3, refused());
    assertThatThrownBy(() -> read(alone)).satisfies(e -> assertThat(OneInstance.isIn(e)).isFalse());
  }

  @Test
  void what_is_too_much_for_one_is_asked_of_one_other_only() {
    for (int port = 1; port <= 3; port++) {
      fails(port, told(503, ProblemDocument.OVERLOADED, "too much"));
    }
    Binding binding = to(TWO + ", http://localhost:3");
    assertThatThrownBy(() -> read(binding)).isInstanceOf(ModuleUnavailable.class);
    assertThat(asked).hasSize(2);
  }

  @Test
  void one_that_is_coming_back_takes_all_while_the_other_is_left_alone() throws Exception {
    fails(1, refused());
    Binding binding = to(TWO);
    for (int i = 0; i < 10; i++) {
      read(binding);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              instances.look();
              return status(1).state().equals("coming-back");
            });
    all_answer();
    fails(2, broken());
    while (!status(2).state().equals("left-alone")) {
      read(binding);
    }
    int before = asked.size();
    for (int i = 0; i < 100; i++) {
      assertThat(read(binding)).isEqualTo(1);
    }
    assertThat(asked.subList(before, asked.size())).hasSize(100).containsOnly(1);
  }
}
